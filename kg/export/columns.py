"""Nodes and relations as rows of two tables, for formats that have columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Edge, Graph, Node
from kg.sinks.base import edge_properties, node_properties

Row = Mapping[str, Any]

NODE_KEYS = ("id", "name", "type", "title")
EDGE_KEYS = ("source", "type", "target")


@dataclass(frozen=True, slots=True)
class Column:
    """A property: `kind` is str, int, float or bool; `many` says that it is a list of them."""

    name: str
    kind: type
    many: bool = False


def node_row(node: Node) -> dict[str, Any]:
    """A node as a row: its properties in a Cypher store."""
    return node_properties(node)


def edge_row(edge: Edge) -> dict[str, Any]:
    """A relation as a row: ends and type as edges.jsonl names them, and its properties in a Cypher store."""
    return {"source": edge.source, "type": edge.type, "target": edge.target, **edge_properties(edge)}


def node_rows(graph: Graph) -> list[dict[str, Any]]:
    """All nodes, in their order."""
    return [node_row(node) for node in graph.nodes]


def edge_rows(graph: Graph) -> list[dict[str, Any]]:
    """All relations, in their order."""
    return [edge_row(edge) for edge in graph.edges]


def columns(rows: Iterable[Row], keys: Sequence[str]) -> tuple[Column, ...]:
    """The columns that rows have: `keys` first, then the others by name.

    Whole numbers and others in one column make a column of floats. TypeError where values do not go together.
    """
    kinds: dict[str, set[tuple[type | None, bool]]] = {}
    for row in rows:
        for name, value in row.items():
            many = isinstance(value, list)
            parts = value if many else [value]
            kinds.setdefault(name, set()).update([(type(part), many) for part in parts] or [(None, many)])
    names = [*keys, *sorted(kinds.keys() - set(keys))]
    return tuple(_column(name, kinds.get(name, {(str, False)})) for name in names)


def _column(name: str, seen: set[tuple[type | None, bool]]) -> Column:
    kinds = {kind for kind, _ in seen if kind is not None} or {str}
    many = {many for _, many in seen}
    if kinds == {int, float}:
        kinds = {float}
    if len(kinds) > 1 or len(many) > 1 or not kinds <= {str, int, float, bool}:
        raise TypeError(f"the values of {name} do not go together: {sorted(map(str, seen))}")
    return Column(name, kinds.pop(), many.pop())
