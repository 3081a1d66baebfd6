"""Stores that the graph is written to: a file for the embedded engine, a Neo4j server."""
