"""A Neo4j Community server without Docker: fetched, started on 127.0.0.1, found again, stopped.

Neo4j is GPL-3.0 and no part of kg: its jars are fetched when first needed and run as a process of their own.
"""
