"""What a view of the graph shows, taken along: as GEXF for Gephi, and as a table with every quotation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kg import cells
from kg.explorer.views import rows
from kg.explorer.views.rows import IN, keys
from kg.explorer.views.shapes import GraphEdge, GraphView, Quotation
from kg.graph.rows import edge_from, node_from
from kg.model import Edge, Graph, Node
from kg.spans import FileSpan

COLUMNS = (
    "source",
    "source_name",
    "relation",
    "target",
    "target_name",
    "count",
    "families",
    "inferred",
    "quotation",
    "file",
    "start",
    "end",
    "speech",
    "title",
    "date",
    "speaker",
)


def as_gexf(db: sqlite3.Connection, view: GraphView) -> bytes:
    """The nodes and edges shown as one file, with all their properties and evidence, as kg.export writes a graph."""
    from kg.export.gexf import to_gexf

    return to_gexf(_graph(db, view))


def as_csv(db: sqlite3.Connection, view: GraphView) -> Iterator[str]:
    """The edges shown, a line for each quotation, and one without where an edge has none; made for a spreadsheet: no
    cell of it is a formula (kg.cells)."""
    names = {node.id: node.name for node in view.nodes}
    yield cells.BOM + cells.line(COLUMNS, False)
    for number, edge in _edges(db, view):
        about = (edge.source, names[edge.source], edge.type, edge.target, names[edge.target])
        counts = (edge.count, edge.families, edge.inferred)
        for quotation in _quotations(db, number) or (None,):
            yield cells.line((*about, *counts, *_said(quotation)))


def _said(quotation: Quotation | None) -> tuple[str | int | None, ...]:
    if quotation is None:
        return (None,) * 8
    speech = quotation.speech
    place = (quotation.text, quotation.file, quotation.start, quotation.end)
    return (*place, *((speech.id, speech.title, speech.date, speech.speaker) if speech else (None,) * 4))


def _graph(db: sqlite3.Connection, view: GraphView) -> Graph:
    found = db.execute(f"SELECT * FROM node WHERE id {IN} ORDER BY id", (keys(node.id for node in view.nodes),))
    nodes = tuple(_node(row) for row in found)
    return Graph(nodes, tuple(_edge(db, number, edge) for number, edge in _edges(db, view)))


def _node(row: sqlite3.Row) -> Node:
    return node_from({**{key: row[key] for key in ("id", "name", "type", "title")}, "props": rows.props(row)})


def _edge(db: sqlite3.Connection, number: int, edge: GraphEdge) -> Edge:
    query = "SELECT speech.id FROM edge_speech JOIN speech ON speech.n = edge_speech.speech WHERE edge = ? ORDER BY 1"
    quotations = _quotations(db, number)
    return edge_from(
        {
            **{
                key: getattr(edge, key)
                for key in ("source", "target", "type", "count", "families", "inferred", "props")
            },
            "speeches": [row["id"] for row in db.execute(query, (number,))],
            "quotes": [quotation.text for quotation in quotations],
            "spans": [str(FileSpan(quotation.file, quotation.start, quotation.end)) for quotation in quotations],
            "statements": [],
        }
    )


def _edges(db: sqlite3.Connection, view: GraphView) -> Iterator[tuple[int, GraphEdge]]:
    """The edges shown in their order, with their numbers."""
    numbers = rows.numbers(db, (node.id for node in view.nodes))
    for edge in view.edges:
        query = "SELECT n FROM edge WHERE source = ? AND type = ? AND target = ?"
        yield db.execute(query, (numbers[edge.source], edge.type, numbers[edge.target])).fetchone()["n"], edge


def _quotations(db: sqlite3.Connection, edge: int) -> tuple[Quotation, ...]:
    return rows.quotations_of_edge(db, edge, limit=-1)
