"""A view taken along: GEXF that networkx reads, CSV with a line for each quotation and no formula."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest

from kg import cells
from kg.explorer.exported import COLUMNS, as_csv, as_gexf
from kg.explorer.index import open_index
from kg.explorer.views.graph import ego
from kg.explorer.views.shapes import Filters, GraphView
from kg.model import Edge, Graph, Node
from kg.schema import node_types, relation_types
from tests.explorer.views.conftest import Lines
from tests.graphs import HOSTILE, small_graph, write_folder

ALL = Filters(types=tuple(node_types()), relations=tuple(relation_types()))


def _table(db: sqlite3.Connection, view: GraphView) -> list[dict[str, str]]:
    text = "".join(as_csv(db, view))
    assert text.startswith(cells.BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(cells.BOM), newline="")))


@pytest.fixture
def db(built: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The index of the built corpus."""
    with open_index(shutil.copytree(built, tmp_path / "out")).reading() as db:
        yield db


@pytest.fixture
def small(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The index of the small graph."""
    with open_index(write_folder(small_graph(), tmp_path / "small")).reading() as db:
        yield db


def test_csv_has_every_quotation_of_the_edges_shown(db: sqlite3.Connection, built: Path) -> None:
    lines = Lines(built)
    edges = {(row["source"], row["type"], row["target"]): row for row in lines.rows("edges")}
    speeches = {row["speech"]: row for row in lines.rows("speeches")}
    names = {row["id"]: row["name"] for row in lines.rows("entities")}
    focus = next(id for id, name in names.items() if name == "双五星")
    view = ego(db, [focus], filters=ALL)
    expected = [
        (edge.source, edge.type, edge.target, quote, span)
        for edge in view.edges
        for row in [edges[edge.source, edge.type, edge.target]]
        for quote, span in zip(row["quotes"], row["spans"], strict=True)
    ]
    found = _table(db, view)
    assert tuple(found[0]) == COLUMNS
    assert [
        (
            row["source"],
            row["relation"],
            row["target"],
            cells.unguarded(row["quotation"]),
            f"{row['file']}:{row['start']}-{row['end']}",
        )
        for row in found
    ] == expected
    for row in found:
        assert row["title"] == speeches[row["speech"]]["title"]
        assert (row["date"] or None, row["speaker"] or None) == tuple(
            speeches[row["speech"]][k] for k in ("date", "speaker")
        )
        if not row["source"].startswith("speech"):
            assert row["source_name"] == names[row["source"]]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    nodes = (Node("program-1", "=HYPERLINK()", "Program", "=HYPERLINK()"), Node("program-2", "+1", "Program", "+1"))
    quote = '-2+3", "@SUM(A1)'
    edge = Edge("program-1", "program-2", "PART_OF", 1, 1, (), (quote,), ("=甲.txt:0-9",), False)
    with open_index(write_folder(Graph(nodes, (edge,)), tmp_path / "out")).reading() as db:
        (row,) = _table(db, ego(db, ["program-1"]))
    texts = [row[name] for name in ("source_name", "target_name", "quotation", "file")]
    assert all(text.startswith("'") for text in texts)
    assert [cells.unguarded(text) for text in texts] == ["=HYPERLINK()", "+1", quote, "=甲.txt"]


def test_gexf_is_what_is_shown(db: sqlite3.Connection, small: sqlite3.Connection) -> None:
    for source, id in (
        (small, "program-1"),
        (db, db.execute("SELECT id FROM node WHERE name = '双五星'").fetchone()["id"]),
    ):
        view = ego(source, [id], filters=ALL)
        graph = networkx.read_gexf(io.BytesIO(as_gexf(source, view)))
        assert set(graph) == {node.id for node in view.nodes}
        found = sorted((a, data["relation"], b, data["count"]) for a, b, data in graph.edges(data=True))
        assert found == sorted((edge.source, edge.type, edge.target, edge.count) for edge in view.edges)
        for node in view.nodes:
            assert graph.nodes[node.id]["type"] == node.type


def test_markup_in_a_name_is_text(small: sqlite3.Connection) -> None:
    view = ego(small, ["program-2"])
    graph = networkx.read_gexf(io.BytesIO(as_gexf(small, view)))
    assert graph.nodes["program-2"]["label"] == HOSTILE
    assert HOSTILE in {cells.unguarded(row["target_name"]) for row in _table(small, view)}


def test_the_same_view_gives_the_same_bytes(small: sqlite3.Connection) -> None:
    views = [ego(small, ["program-1"], hops=2) for _ in range(2)]
    assert len({as_gexf(small, view) for view in views}) == 1
    assert len({"".join(as_csv(small, view)) for view in views}) == 1
