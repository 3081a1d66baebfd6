"""What every store takes and gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from kg.model import Edge, Graph, Node, Value


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What a store holds of the graph after a write, and how much of it the write made, changed or took away."""

    nodes: int
    relations: int
    nodes_created: int
    relations_created: int
    nodes_removed: int = 0
    relations_removed: int = 0
    nodes_changed: int = 0
    relations_changed: int = 0


class Sink(Protocol):
    """Anything that a graph can be written to whole; writing the same graph again changes nothing."""

    def __call__(self, graph: Graph, /) -> WriteSummary:
        """Make the store hold this graph. KgError where the store cannot be reached or written."""
        ...


def node_properties(node: Node) -> dict[str, Any]:
    """What a Cypher store holds of a node: id, name, type and title always, and the rest where it is known."""
    return {**_known(node.props), "id": node.id, "name": node.name, "type": node.type, "title": node.title}


def edge_properties(edge: Edge) -> dict[str, Any]:
    """What a Cypher store holds of an edge: its own facts and the evidence; lists are lists, never joined text."""
    return {
        **_known(edge.props),
        "count": edge.count,
        "families": edge.families,
        "speeches": list(edge.speeches),
        "quotes": list(edge.quotes),
        "spans": list(edge.spans),
        "inferred": edge.inferred,
    }


def nodes_by_type(graph: Graph) -> Iterable[tuple[str, list[Node]]]:
    """The nodes grouped by type, both in order."""
    ordered = sorted(graph.nodes, key=lambda node: (node.type, node.id))
    return ((kind, list(group)) for kind, group in groupby(ordered, key=lambda node: node.type))


def edges_by_type(graph: Graph) -> Iterable[tuple[str, list[Edge]]]:
    """The edges grouped by relation, both in order."""
    ordered = sorted(graph.edges, key=lambda edge: (edge.type, edge.source, edge.target))
    return ((relation, list(group)) for relation, group in groupby(ordered, key=lambda edge: edge.type))


def edges_by_ends(graph: Graph) -> Iterable[tuple[tuple[str, str, str], list[Edge]]]:
    """The edges grouped by (relation, type of source, type of target), all in order."""
    types = {node.id: node.type for node in graph.nodes}

    def ends(edge: Edge) -> tuple[str, str, str]:
        return edge.type, types[edge.source], types[edge.target]

    ordered = sorted(graph.edges, key=lambda edge: (ends(edge), edge.source, edge.target))
    return ((key, list(group)) for key, group in groupby(ordered, key=ends))


def _known(props: Mapping[str, Value]) -> dict[str, Any]:
    known = ((key, value) for key, value in sorted(props.items()) if value is not None)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in known}
