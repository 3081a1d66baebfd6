"""The console: shipped queries and Cypher, on either store, that read and never write, within limits."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.explorer import console as module
from kg.explorer.console import Console, answered, question, view
from kg.explorer.index import open_index
from kg.explorer.opened import Opened
from kg.explorer.views.acts import ConsoleView
from kg.graph.folder import read_graph
from kg.lang import set_language
from kg.query.rows import Limits
from kg.query.shipped import queries
from kg.sinks.connection import Connection, connected
from kg.sinks.neo4j import load
from tests.graphs import HOSTILE, small_graph, write_folder

WRITES = (
    "CREATE (:Mine) RETURN 1 AS one",
    "MATCH (n:KG) SET n.name = 'x' RETURN count(n) AS n",
    "MATCH (n:KG) DETACH DELETE n",
    "MERGE (n:KG {id: 'mine'}) RETURN n.id AS id",
    "MATCH (n:KG) REMOVE n:KG RETURN count(n) AS n",
    "MATCH (n:Program) WITH n LIMIT 1 CALL (n) { SET n.name = 'x' RETURN 1 AS one } RETURN one",
    "CREATE INDEX mine FOR (n:KG) ON (n.name)",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "MATCH (n) RETURN n.id AS id; MATCH (n) DETACH DELETE n",
    "FOREACH (x IN [1] | CREATE (:Mine))",
)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    out = write_folder(small_graph(), tmp_path / "out")
    return Opened(out, lambda: open_index(out))


@pytest.fixture
def db(opened: Opened) -> Iterator[sqlite3.Connection]:
    with opened.reading() as db:
        yield db


@pytest.fixture
def console(opened: Opened) -> Console:
    return Console(opened)


def asked(console: Console, cypher: str, *, seconds: int = 10, rows: int = 1000) -> ConsoleView:
    with console.opened.reading() as db:
        return view(console, db, cypher=cypher, seconds=seconds, rows=rows)


def test_a_shipped_query_is_run_by_name_with_its_captions_nodes_and_graph(
    console: Console, db: sqlite3.Connection
) -> None:
    found = view(console, db, "programs-by-speech", parameters={"speech": "2019"})
    assert found.fault is None and found.result and found.chosen
    assert found.chosen.name == "programs-by-speech"
    assert {one.name: one.value for one in found.chosen.parameters}["speech"] == "2019"
    assert len(found.result.captions) == len(found.result.columns)
    assert found.result.captions != found.result.columns
    ids = {node.id for node in found.nodes}
    assert {"s1", "program-1"} <= ids
    assert found.graph and {node.id for node in found.graph.nodes} == ids
    assert ("s1", "MENTIONS", "program-1") in {(edge.source, edge.type, edge.target) for edge in found.graph.edges}


def test_all_shipped_queries_are_offered_in_the_language_in_force(console: Console, db: sqlite3.Connection) -> None:
    chinese = view(console, db)
    set_language("en")
    english = view(console, db)
    assert [one.name for one in chinese.shipped] == list(queries())
    assert [one.title for one in chinese.shipped] == [one.zh for one in queries().values()]
    assert [one.title for one in english.shipped] == [one.en for one in queries().values()]
    assert chinese.result is None and chinese.fault is None and chinese.nodes == () and chinese.graph is None


def test_a_shipped_query_without_what_it_needs_says_what(console: Console, db: sqlite3.Connection) -> None:
    found = view(console, db, "evidence")
    assert found.fault and "编号" in found.fault.sentence and "-p" not in found.fault.sentence
    assert found.chosen and found.result is None
    assert view(console, db, "evidence", parameters={"name": "双五星工程"}).result
    wrong = view(console, db, "no-such-query")
    assert wrong.fault and wrong.chosen is None


def test_words_for_completion_are_those_of_the_graph(console: Console, db: sqlite3.Connection) -> None:
    words = view(console, db).words
    labels = {label.name: label.properties for label in words.labels}
    relations = {one.name: one.properties for one in words.relations}
    assert {"id", "name", "aliases", "code"} <= set(labels["Place"])
    assert "code" not in labels["Person"] and {"hole", "as"} <= set(labels["Redacted"])
    assert {"quotes", "title", "org"} <= set(relations["HOLDS_POSITION"])
    assert "org" not in relations["MENTIONS"]


def test_parameters_and_hostile_text_stay_what_they_are(console: Console, db: sqlite3.Connection) -> None:
    cypher = "MATCH (p:Program) WHERE p.name = $name RETURN p.id AS id, p.name AS name"
    found = view(console, db, cypher=cypher, parameters={"name": HOSTILE})
    assert found.result and found.result.rows == (("program-2", HOSTILE),)
    assert [node.name for node in found.nodes] == [HOSTILE]


def test_nodes_within_lists_and_whole_nodes_are_found(console: Console) -> None:
    found = asked(console, "MATCH (s:Speech {id: 's1'}) RETURN s, ['program-1', 'none'] AS ids")
    assert [node.id for node in found.nodes][:1] == ["s1"]
    assert {"s1", "program-1"} <= {node.id for node in found.nodes}


def test_a_fault_tells_its_place(console: Console) -> None:
    found = asked(console, "MATCH (n)\nRETURN nn.name AS name")
    assert found.fault and (found.fault.line, found.fault.column) == (2, 8)
    assert found.query == "MATCH (n)\nRETURN nn.name AS name", "what was typed is kept"


@pytest.mark.parametrize("cypher", WRITES)
def test_the_embedded_store_is_never_written(console: Console, cypher: str) -> None:
    before = (console.opened.out / "entities.jsonl").read_bytes()
    count = asked(console, "MATCH (n) RETURN count(n) AS n, sum(size(n.name)) AS size").result
    found = asked(console, cypher)
    assert found.fault and found.result is None
    assert asked(console, "MATCH (n) RETURN count(n) AS n, sum(size(n.name)) AS size").result == count
    assert (console.opened.out / "entities.jsonl").read_bytes() == before


def test_rows_and_seconds_are_limited(console: Console) -> None:
    found = asked(console, "UNWIND range(1, 5000) AS n RETURN n")
    assert found.result and len(found.result.rows) == 1000 and found.result.truncated
    found = asked(console, "UNWIND range(1, 50000) AS n RETURN n", rows=10**9)
    assert found.rows == 10_000 and found.result and len(found.result.rows) == 10_000
    begun = time.monotonic()
    found = asked(console, "MATCH (a), (b), (c), (d), (e), (f) WHERE a.name <> f.name RETURN count(*) AS n", seconds=1)
    assert found.fault and "1 秒" in found.fault.sentence
    assert time.monotonic() - begun < 1 + module.GRACE


def test_an_answer_is_no_larger_than_a_page_can_hold(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CHARACTERS", 1000)
    found = asked(console, "UNWIND range(1, 500) AS n RETURN n, '0123456789' AS text")
    assert found.result and found.result.truncated and 0 < len(json.dumps(found.result.rows)) < 1200
    found = asked(console, "RETURN range(1, 5000) AS numbers")
    assert found.fault and found.result is None


def test_a_query_that_does_not_end_blocks_nobody_and_keeps_its_place(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GRACE", 0.1)
    go = threading.Event()
    monkeypatch.setattr("kg.query.embedded.ask", lambda *rest: go.wait(30))
    limits = Limits(0.1, 10)
    for sentence in ("秒", "秒", "正在运行"):
        with pytest.raises(KgError, match=sentence):
            console.ask(question("", "RETURN 1 AS one", {}), limits)
    go.set()
    monkeypatch.undo()
    end = time.monotonic() + 30
    while True:
        try:
            assert console.ask(question("", "RETURN 1 AS one", {}), Limits(5, 10)).rows == ((1,),)
            break
        except KgError:
            assert time.monotonic() < end


def test_a_query_that_is_too_long_is_not_run(console: Console) -> None:
    found = asked(console, "RETURN 1 AS one //" + "x" * module.LONGEST)
    assert found.fault and found.result is None


def test_rows_alone_are_those_of_the_page(console: Console, db: sqlite3.Connection) -> None:
    rows = answered(console, "speakers", "", {}, Limits(10, 1000))
    shown = view(console, db, "speakers").result
    assert shown and (rows.columns, rows.rows) == (shown.columns, shown.rows) and rows.rows


@pytest.mark.group("neo4j")
def test_neo4j_is_asked_the_same_and_never_written(opened: Opened, database: Connection) -> None:
    load(read_graph(opened.out), database)
    console, own = Console(opened, database), Console(opened)
    assert (console.store, own.store) == ("neo4j", "embedded")
    with opened.reading() as db:
        there = view(console, db, "programs-by-speech")
        here = view(own, db, "programs-by-speech")
    assert there.result == here.result and there.nodes == here.nodes and there.graph == here.graph
    for cypher in WRITES:
        found = asked(console, cypher)
        assert found.fault and found.result is None, cypher
    with connected(database) as driver:
        (count,) = driver.execute_query("MATCH (n) RETURN count(n) AS n", database_=database.database).records[0]
        assert count == len(small_graph().nodes)
        query = "SHOW INDEXES YIELD name WHERE name = 'mine' RETURN name"
        assert driver.execute_query(query, database_=database.database).records == []
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS n"
    found = asked(console, slow, seconds=1)
    assert found.fault and "1 秒" in found.fault.sentence
    faulty = asked(console, "MATCH (n)\nRETURN nn.name AS name").fault
    assert faulty and (faulty.line, faulty.column) == (2, 8)
