"""What no query may do, on either engine."""

from __future__ import annotations

import time

import pytest

from kg.errors import KgError
from kg.query.rows import Limits
from tests.graphs import small_graph
from tests.query.conftest import Ask

ENDLESS = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y WITH x, y WHERE x + y < 0 RETURN count(*) AS n"


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Program {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:KG) SET n.name = 'x' RETURN n.name",
        "MATCH (n:KG) REMOVE n.name",
        "MERGE (n:KG {id: 'x'}) RETURN n.id",
        "FOREACH (x IN [1] | CREATE (:KG {id: 'x'}))",
        "CREATE INDEX stray FOR (n:KG) ON (n.speaker)",
        "MATCH (a:Person), (b:Place) CREATE (a)-[:LEADS]->(b)",
    ],
)
def test_writing_is_refused_and_nothing_changes(ask: Ask, text: str) -> None:
    before = ask("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n.id AS id, n.name AS name, count(r) AS c ORDER BY id")
    with pytest.raises(KgError, match="只能读取"):
        ask(text)
    after = ask("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n.id AS id, n.name AS name, count(r) AS c ORDER BY id")
    assert after == before
    assert len(after.rows) == len(small_graph().nodes)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", "LOAD CSV"),
        ("load /* x */ csv\nFROM 'http://127.0.0.1:1/' AS line RETURN line", "LOAD CSV"),
        ("TERMINATE TRANSACTION 'neo4j-transaction-1'", "事务"),
        ("MATCH (n) RETURN n.id FORMAT CSV", "--format csv"),
        ("  // only a comment", "空"),
    ],
)
def test_what_reaches_beyond_the_graph_is_refused(ask: Ask, text: str, told: str) -> None:
    with pytest.raises(KgError, match=told):
        ask(text)


def test_words_in_quotes_and_comments_are_no_commands(ask: Ask) -> None:
    text = "RETURN 'LOAD CSV' AS a, \"it's \\\" LOAD CSV\" AS b, 1 AS `LOAD CSV` // LOAD CSV"
    assert ask(text).rows == (("LOAD CSV", "it's \" LOAD CSV", 1),)


def test_a_query_that_runs_too_long_is_stopped(ask: Ask) -> None:
    start = time.monotonic()
    with pytest.raises(KgError, match=r"超过 0\.5 秒"):
        ask(ENDLESS, (), Limits(seconds=0.5))
    assert time.monotonic() - start < 20


def test_rows_beyond_the_limit_are_left_out_and_told(ask: Ask) -> None:
    text = "MATCH (n:KG) RETURN n.id AS id ORDER BY id"
    ids = tuple((node.id,) for node in small_graph().nodes)
    cut = ask(text, (), Limits(rows=5))
    assert (cut.rows, cut.truncated) == (ids[:5], True)
    whole = ask(text, (), Limits(rows=len(ids)))
    assert (whole.rows, whole.truncated) == (ids, False)


def test_a_thousand_rows_are_kept_by_default(ask: Ask) -> None:
    rows = ask("UNWIND range(1, 1001) AS x RETURN x")
    assert (len(rows.rows), rows.truncated) == (1000, True)


@pytest.mark.parametrize(
    "text", ["MATCH (n RETURN n", "RETURN $missing AS x", "RETURN 1 / 0 AS x", "MATCH (n) RETURN m"]
)
def test_a_faulty_query_is_the_users_fault(ask: Ask, text: str) -> None:
    with pytest.raises(KgError, match=r"查询有误：\S"):
        ask(text)


def test_parameters_are_values_not_text(ask: Ask) -> None:
    hostile = "x' OR true //"
    assert ask("MATCH (n:KG) WHERE n.name = $name RETURN n.id AS id", (f"name={hostile}",)).rows == ()
    assert ask("RETURN $n AS n, $s AS s", ("n:int=3", "s=3")).rows == ((3, "3"),)


def test_no_rows_keep_their_columns(ask: Ask) -> None:
    rows = ask("MATCH (n:KG {id: 'nobody'}) RETURN n.id AS id, n.name AS name")
    assert (rows.columns, rows.rows, rows.truncated) == (("id", "name"), (), False)
