"""The matrix of the explorer is the table of kg.graph.tables, whatever part of it is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.explorer.index import open_index
from kg.explorer.missing import Missing
from kg.explorer.views.matrix import ORDERS, matrix
from kg.explorer.views.shapes import MatrixView, Page
from kg.graph.folder import read_graph
from kg.graph.tables import Matrix, program_matrix
from kg.model import Graph
from tests.graphs import small_graph, write_folder

ALL = 1000


@pytest.fixture(scope="module")
def corpus_graph(built: Path) -> Graph:
    return read_graph(built)


@pytest.fixture(scope="module")
def corpus_db(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    out = tmp_path_factory.mktemp("matrix") / "out"
    out.mkdir()
    for path in built.glob("*.json*"):
        (out / path.name).write_bytes(path.read_bytes())
    with open_index(out).reading() as db:
        yield db


@pytest.fixture
def small_db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_index(write_folder(small_graph(), tmp_path / "out")).reading() as db:
        yield db


def same(view: MatrixView, table: Matrix) -> bool:
    columns = [(column.speech.id, column.speech.title, column.speech.date, column.members) for column in view.columns]
    rows = [(row.program.id, row.program.name, row.counts, row.total, row.speeches) for row in view.rows]
    return columns == [(column.id, column.title, column.date, column.members) for column in table.columns] and rows == [
        (row.id, row.name, row.counts, row.total, row.speeches) for row in table.rows
    ]


@pytest.mark.parametrize("fold", [True, False])
def test_it_is_the_table_of_the_graph(corpus_db: sqlite3.Connection, corpus_graph: Graph, fold: bool) -> None:
    view = matrix(corpus_db, fold=fold, limit=ALL, column_limit=ALL)
    assert len(view.rows) > 50
    assert same(view, program_matrix(corpus_graph, fold=fold))


@pytest.mark.parametrize("fold", [True, False])
def test_it_is_that_of_names_that_hurt(small_db: sqlite3.Connection, fold: bool) -> None:
    view = matrix(small_db, fold=fold, limit=ALL, column_limit=ALL)
    assert len(view.columns) == (3 if fold else 4)
    assert same(view, program_matrix(small_graph(), fold=fold))


def test_pages_put_together_are_the_whole(corpus_db: sqlite3.Connection) -> None:
    whole = matrix(corpus_db, limit=ALL, column_limit=ALL)
    pages = [
        matrix(corpus_db, offset=offset, limit=7, column_offset=4, column_limit=3)
        for offset in range(0, whole.rows_page.total, 7)
    ]
    assert pages[0].columns == whole.columns[4:7]
    assert pages[0].columns_page == Page(4, 3, len(whole.columns))
    assert [(row.program, row.counts, row.total) for page in pages for row in page.rows] == [
        (row.program, row.counts[4:7], row.total) for row in whole.rows
    ]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_has_every_row_once(corpus_db: sqlite3.Connection, order: str) -> None:
    whole = matrix(corpus_db, limit=ALL)
    rows = matrix(corpus_db, order=order, limit=ALL).rows
    assert sorted(rows, key=lambda row: row.program.id) == sorted(whole.rows, key=lambda row: row.program.id)
    if order == "count":
        assert [row.total for row in rows] == sorted((row.total for row in rows), reverse=True)
    if order == "name":
        names = [row.program.name for row in rows]
        assert names.index("精准扶贫") < names.index("双五星") < names.index("主题党日"), "by pinyin"
    if order == "similar":
        assert rows != whole.rows


def test_it_keeps_to_names_that_are_typed(corpus_db: sqlite3.Connection) -> None:
    view = matrix(corpus_db, query="整 市")
    assert [row.program.name for row in view.rows] == ["整市推进"]
    assert view.rows_page.total == 1
    assert {row.program.name for row in matrix(corpus_db, query="五星").rows} == {"双五星", "五星党员创评"}
    assert [row.program.name for row in matrix(corpus_db, query="swx").rows] == ["双五星"]
    assert matrix(corpus_db, query="\"'*").rows == ()


@pytest.mark.parametrize("fold", [True, False])
def test_it_keeps_to_a_speech(small_db: sqlite3.Connection, fold: bool) -> None:
    view = matrix(small_db, fold=fold, speech="s3")
    table = program_matrix(small_graph(), fold=fold)
    place = next(number for number, column in enumerate(table.columns) if "s3" in column.members)
    assert [column.members for column in view.columns] == [table.columns[place].members]
    assert [(row.program.id, row.counts, row.total) for row in view.rows] == [
        (row.id, (row.counts[place],), row.total) for row in table.rows if row.counts[place]
    ]


def test_other_types_have_one_too(small_db: sqlite3.Connection) -> None:
    assert [row.program.id for row in matrix(small_db, type_="Document", order="count").rows] == [
        "document-1",
        "document-2",
    ]


def test_what_is_not_there_is_told(small_db: sqlite3.Connection) -> None:
    with pytest.raises(Missing):
        matrix(small_db, speech="nobody")
    with pytest.raises(KgError, match="first、count、name、similar"):
        matrix(small_db, order="by_first; DROP TABLE node")


def test_a_graph_without_programs_has_no_rows(tmp_path: Path) -> None:
    out = write_folder(Graph((), ()), tmp_path / "out")
    with open_index(out).reading() as db:
        assert matrix(db) == MatrixView((), (), "first", True, Page(0, 40, 0), Page(0, 100, 0))
