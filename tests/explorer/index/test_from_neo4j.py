"""An index made from Neo4j is the one that is made from the output folder which was loaded into it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.explorer.index import from_neo4j, open_index
from kg.explorer.index.from_neo4j import open_neo4j
from kg.explorer.opened import Opened
from kg.explorer.rebuild import Rebuilder
from kg.explorer.views.entity import entity
from kg.explorer.views.graph import ego
from kg.explorer.views.matrix import matrix
from kg.explorer.views.path import path
from kg.explorer.views.search import search
from kg.graph.folder import read_graph
from kg.sinks.connection import Connection, connected
from kg.sinks.neo4j import load
from tests.explorer.talk import named
from tests.graphs import small_graph, write_folder

pytestmark = pytest.mark.group("neo4j")


@pytest.fixture(scope="module")
def corpus_out(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built corpus, where an index may be put."""
    return shutil.copytree(built, tmp_path_factory.mktemp("neo4j") / "out")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that there are several."""
    monkeypatch.setattr(from_neo4j, "NODES", 100)
    monkeypatch.setattr(from_neo4j, "RELATIONS", 50)


def twins(db: sqlite3.Connection) -> Iterator[str]:
    """The JSON of home, search, entity, graph and path, for what stands in a graph of the corpus."""
    named = {row["name"]: row["id"] for row in db.execute("SELECT name, id FROM node ORDER BY n DESC")}
    first = [row["id"] for row in db.execute("SELECT id FROM node ORDER BY families DESC, id LIMIT 20")]
    views: list[Any] = [matrix(db), matrix(db, order="similar", fold=False), search(db, "双五星"), search(db, "党")]
    views += [entity(db, id) for id in [*first, named["双五星"], named["宜都市"]]]
    views += [ego(db, [id], hops=2) for id in first[:5]]
    views.append(path(db, named["双五星"], named["王家畈镇"]))
    return (json.dumps(asdict(view), ensure_ascii=False) for view in views)


def tables(db: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of an index, but what it was made of."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%' AND name <> 'meta'"
    names = [row["name"] for row in db.execute(f"{query} ORDER BY name")]
    return {name: sorted(map(tuple, db.execute(f"SELECT * FROM {name}")), key=repr) for name in names}


def test_pages_are_the_same_byte_for_byte(corpus_out: Path, database: Connection) -> None:
    load(read_graph(corpus_out), database)
    with open_index(corpus_out).reading() as here, open_neo4j(database, corpus_out).reading() as there:
        assert list(twins(there)) == list(twins(here))
        assert tables(there) == tables(here)
        assert tables(here)["mention"] and tables(here)["segment"]


def test_without_the_folder_there_is_the_graph_without_texts(corpus_out: Path, database: Connection) -> None:
    load(read_graph(corpus_out), database)
    with open_index(corpus_out).reading() as here, open_neo4j(database).reading() as there:
        own, other = tables(there), tables(here)
    for table in ("node", "edge", "quotation", "edge_speech", "form", "degree", "standing"):
        assert own[table] == other[table], table
    assert own["mention"] == own["judgement"] == own["fill"] == []
    assert all(row[-1] is None for row in own["speech"])


def test_texts_of_another_graph_are_not_taken(corpus_out: Path, database: Connection, tmp_path: Path) -> None:
    """One edge that says something else is enough: then the offsets of the mentions may lead anywhere."""
    graph = read_graph(corpus_out)
    edges = (replace(graph.edges[0], quotes=("别的。", *graph.edges[0].quotes[1:])), *graph.edges[1:])
    load(replace(graph, edges=edges), database)
    with open_neo4j(database, corpus_out).reading() as db:
        assert db.execute("SELECT count(*) FROM mention").fetchone()[0] == 0
        assert db.execute("SELECT count(*) FROM edge").fetchone()[0] == len(edges)
    load(graph, database)
    with open_neo4j(database, corpus_out).reading() as db:
        assert db.execute("SELECT count(*) FROM mention").fetchone()[0] > 0


def test_hostile_names_and_what_others_keep_there(database: Connection, tmp_path: Path) -> None:
    edges = sorted(small_graph().edges, key=lambda edge: (edge.source, edge.target, edge.type))  # as a build has them
    out = write_folder(replace(small_graph(), edges=tuple(edges)), tmp_path / "out")
    load(small_graph(), database)
    with connected(database) as driver:
        query = "MATCH (n:KG {id: 's1'}) CREATE (:Mine {id: 's1'})-[:LIKES]->(n), (n)-[:LIKES]->(n) RETURN 1"
        driver.execute_query(query, database_=database.database)
    with open_index(out).reading() as here, open_neo4j(database, out).reading() as there:
        assert tables(there) == tables(here)


def test_an_index_knows_when_another_graph_was_loaded(database: Connection, tmp_path: Path) -> None:
    load(small_graph(), database)
    index = open_neo4j(database)
    assert not index.stale()
    graph = small_graph()
    load(replace(graph, edges=graph.edges[1:]), database)
    assert index.stale()


def test_no_graph_and_what_no_kg_wrote_are_told(database: Connection) -> None:
    with pytest.raises(KgError, match="kg load"):
        open_neo4j(database)
    load(small_graph(), database)
    with connected(database) as driver:
        query = "MATCH (:KG)-[r:MENTIONS]->(:KG) WITH r LIMIT 1 REMOVE r.quotes RETURN 1"
        driver.execute_query(query, database_=database.database)
    with pytest.raises(KgError, match="kg load"):
        open_neo4j(database)


def test_a_decision_reaches_neo4j_too(out: Path, database: Connection) -> None:
    load(read_graph(out), database)
    opened = Opened(out, lambda: open_neo4j(database, out))
    rebuilder = Rebuilder(opened, database)
    old = named(out, "整县推进")
    line = {"type": "Program", "left": "整县推进", "right": "整市推进", "scope": "", "verdict": "same"}
    line |= {"by": "王敏", "at": "2024-09-01"}
    out.with_name("out.decisions.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    rebuilder.ask()
    end = time.monotonic() + 120
    while rebuilder.status().busy:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert rebuilder.status().state == "done"
    with opened.reading() as db:
        assert db.execute("SELECT count(*) FROM node WHERE id = ?", (old,)).fetchone()[0] == 0
        assert db.execute("SELECT count(*) FROM mention").fetchone()[0] > 0, "with the texts of the new build"
    with connected(database) as driver:
        query = "MATCH (n:KG {id: $id}) RETURN count(n) AS n"
        assert driver.execute_query(query, id=old, database_=database.database).records[0]["n"] == 0
