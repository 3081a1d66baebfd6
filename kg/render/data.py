"""Everything that the page's scripts read, as plain JSON: what to draw, what stands behind it, and the quotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.graph.layout import positions
from kg.graph.tables import Matrix, program_matrix
from kg.model import Edge, Graph, Node
from kg.read.pages import page_of
from kg.render.drawing import draw
from kg.render.selection import HIDDEN_RELATIONS, HIDDEN_TYPES, Selection
from kg.schema import RelationType, node_types, relation_types

QUOTES = 20  # of one edge; more would only make the page heavy
QUOTES_NEAR = 4  # of a CO_OCCURS edge, of which there are many


class _Quotes:
    """Sentences with their spans, each held once and known by a number; most are evidence for many edges. One from a
    file with pages has the number of its page too."""

    def __init__(self, pages: Mapping[str, Sequence[int]]) -> None:
        self.rows: list[tuple[str, str] | tuple[str, str, int]] = []
        self._pages = pages
        self._numbers: dict[tuple[str, str], int] = {}

    def numbers(self, edge: Edge) -> list[int]:
        most = QUOTES_NEAR if edge.type == "CO_OCCURS" else QUOTES
        pairs = list(dict.fromkeys(zip(edge.spans, edge.quotes, strict=True)))
        return [self._number(pair) for pair in pairs[:most]]

    def _number(self, pair: tuple[str, str]) -> int:
        if pair not in self._numbers:
            self._numbers[pair] = len(self.rows)
            page = page_of(pair[0], self._pages)
            self.rows.append((*pair, page) if page else pair)
        return self._numbers[pair]


def page_data(
    selection: Selection, report: Sequence[Mapping[str, Any]] = (), pages: Mapping[str, Sequence[int]] | None = None
) -> dict[str, Any]:
    """The data of a page; numbers in it index `quotes` (span, sentence, and the page where its file is one of `pages`)
    and `edges`. `report`: tables as they are."""
    graph = selection.graph
    quotes = _Quotes(pages or {})
    facts = {node.id: _facts(node) for node in graph.nodes}
    links = [_link(edge, quotes) for edge in graph.edges]
    nodes, edges = _network(selection)
    return {
        "shown": len(graph.nodes),
        "total": sum(selection.totals.values()),
        "types": _types(graph, selection.totals),
        "relations": _relations(graph.edges),
        "nodes": nodes,
        "edges": edges,
        "facts": facts,
        "links": links,
        "order": list(selection.order),
        "quotes": quotes.rows,
        "report": list(report),
        "matrix": {"talks": _matrix(program_matrix(graph)), "speeches": _matrix(program_matrix(graph, fold=False))},
    }


def _network(selection: Selection) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges in the terms of vis-network, through pyvis (whose own page would load scripts from afar)."""
    from pyvis.network import Network

    graph = selection.graph
    drawings = {node.id: draw(node) for node in graph.nodes}
    hidden = {node.id for node in graph.nodes if node.type in HIDDEN_TYPES}
    boxes = {id: drawing.box for id, drawing in drawings.items()}
    points = positions(graph, boxes, selection.order, hidden)
    network = Network(directed=True)
    for node in graph.nodes:
        drawing, (x, y) = drawings[node.id], points[node.id]
        network.add_node(node.id, label=drawing.label, shape=drawing.shape, color=node_types()[node.type].colour,
                         size=drawing.size, x=x, y=y, font={"size": drawing.font}, type=node.type)  # fmt: skip
    for number, edge in enumerate(graph.edges):
        arrow = "" if edge.type in ("MENTIONS", "CO_OCCURS") else "to"
        colour = _colour(relation_types()[edge.type])
        network.add_edge(edge.source, edge.target, id=number, type=edge.type, color=colour, arrows=arrow)
    return network.nodes, network.edges


def _colour(relation: RelationType) -> str:
    """The colour of the type that the relation tells about: its head, or its tail where the head is a speech."""
    return node_types()[relation.range[0] if relation.domain[0] == "Speech" else relation.domain[0]].colour


def _facts(node: Node) -> dict[str, Any]:
    """What the panel tells of a node; absent values are left out."""
    props = {key: list(value) if isinstance(value, tuple) else value for key, value in node.props.items()}
    aliases = node.props.get("aliases")
    names = [name for name in aliases if name != node.title] if isinstance(aliases, tuple) else []
    told = {key: value for key, value in props.items() if key != "aliases" and value not in (None, "", [])}
    return {"name": node.name, "title": node.title, "type": node.type, "aliases": names, "props": told}


def _link(edge: Edge, quotes: _Quotes) -> dict[str, Any]:
    """What the panel tells of an edge; `more` counts the quotations that are not in the page."""
    numbers = quotes.numbers(edge)
    more = len(set(zip(edge.spans, edge.quotes, strict=True))) - len(numbers)
    props = {key: value for key, value in edge.props.items() if value not in (None, "")}
    return {
        "count": edge.count,
        "families": edge.families,
        "speeches": list(edge.speeches),
        "quotes": numbers,
        "more": more,
        "inferred": edge.inferred,
        "props": props,
    }


def _types(graph: Graph, totals: dict[str, int]) -> list[dict[str, Any]]:
    shown = _tally(node.type for node in graph.nodes)
    return [
        {
            "id": kind.name,
            "zh": kind.zh,
            "en": kind.en,
            "colour": kind.colour,
            "shape": kind.shape,
            "count": shown.get(kind.name, 0),
            "total": totals.get(kind.name, 0),
            "on": kind.name not in HIDDEN_TYPES,
        }
        for kind in node_types().values()
    ]


def _relations(edges: Iterable[Edge]) -> list[dict[str, Any]]:
    shown = _tally(edge.type for edge in edges)
    return [
        {"id": kind.name, "zh": kind.zh, "en": kind.en, "count": shown[kind.name], "derived": kind.derived,
         "colour": _colour(kind), "on": kind.name not in HIDDEN_RELATIONS}
        for kind in relation_types().values() if kind.name in shown
    ]  # fmt: skip


def _tally(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def _matrix(matrix: Matrix) -> dict[str, Any]:
    return {
        "columns": [
            {"id": column.id, "title": column.title, "members": list(column.members)} for column in matrix.columns
        ],
        "rows": [
            {"id": row.id, "name": row.name, "counts": list(row.counts), "total": row.total} for row in matrix.rows
        ],
    }
