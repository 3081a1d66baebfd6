"""What a graph holds, as plain dicts, to compare with what another program read."""

from __future__ import annotations

from typing import Any

from kg.model import Edge, Graph
from kg.sinks.base import edge_properties, node_properties

Rows = dict[Any, dict[str, Any]]


def nodes_of(graph: Graph) -> Rows:
    """By id: what a Cypher store holds of each node."""
    return {node.id: node_properties(node) for node in graph.nodes}


def edges_of(graph: Graph) -> Rows:
    """By (source, type, target): what a Cypher store holds of each relation."""
    assert len({key(edge) for edge in graph.edges}) == len(graph.edges)
    return {key(edge): edge_properties(edge) for edge in graph.edges}


def key(edge: Edge) -> tuple[str, str, str]:
    return edge.source, edge.type, edge.target


def types_of(rows: Rows) -> dict[str, type]:
    """The type of each property."""
    return {name: type(value) for row in rows.values() for name, value in row.items()}
