"""The shipped queries about versions, on both engines: the same rows, and the right ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Edge, Graph
from kg.query import embedded, run
from kg.query.rows import Rows
from kg.sinks.connection import Connection
from kg.sinks.embedded import open_embedded
from kg.sinks.neo4j import load
from tests.graphs import REDACTED_QUOTE, small_graph, write_folder
from tests.neo4j_server import empty

Ask = Callable[..., Rows]
SPANS = ("乙.txt:10-18", "甲.txt:10-18")
FIRST, COPY = "在全县组织工作会议上的讲话，张民，2019-05-01", "在全县组织工作会议上的讲话，张民，2019"


def graph() -> Graph:
    """The small graph with a hole that is filled, and a copy that says 我县 for its county."""
    made = small_graph()
    quotes = (REDACTED_QUOTE, "在竹园镇，我们推行“双五星”工程。")
    filled = [
        Edge(
            source,
            target,
            "FILLED_BY",
            count,
            1,
            ("s1", "s3"),
            quotes,
            SPANS,
            True,
            (),
            {"kind": kind, "similarity": 0.9},
        )
        for source, target, count, kind in (("redacted-1", "place-3", 1, "hole"), ("s3", "place-1", 2, "general"))
    ]
    own = [edge for edge in made.edges if edge.type != "FILLED_BY"]
    edges = sorted((*own, *filled), key=lambda edge: (edge.source, edge.type, edge.target))
    return replace(made, edges=tuple(edges))


@pytest.fixture(scope="module")
def loaded(neo4j: Connection) -> Iterator[Connection]:
    empty(neo4j)
    load(graph(), neo4j)
    yield neo4j
    empty(neo4j)


@pytest.fixture(scope="module")
def on_embedded(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = write_folder(graph(), tmp_path_factory.mktemp("versions"))
    database = open_embedded(folder)

    def ask(what: str, *options: str) -> Rows:
        question = run.question(what, options)
        return embedded.ask(database, question.text, question.parameters)

    return ask


@pytest.fixture
def on_neo4j(loaded: Connection) -> Ask:
    def ask(what: str, *options: str) -> Rows:
        return run.on_neo4j(loaded, run.question(what, options))

    return ask


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.group("neo4j"))])
def ask(request: pytest.FixtureRequest) -> Ask:
    asked: Ask = request.getfixturevalue(f"on_{request.param}")
    return asked


def test_families(ask: Ask) -> None:
    assert ask("families").rows == ((FIRST, 2, ["redacted"], [0.9375], "甲.txt", ["乙.txt"], "s1", "s1", ["s3"]),)
    every = ask("families", "least=1").rows
    assert [(row[1], row[7]) for row in every] == [(2, "s1"), (1, "s2"), (1, "s4")]
    assert every[1][2:4] == ([], [])


def test_what_the_copies_of_a_family_differ_in(ask: Ask) -> None:
    rows = ask("version-differences").rows
    assert [row[:6] for row in rows if row[3] == COPY] == [
        ("XX镇", "Redacted", ["竹园镇"], COPY, FIRST, 1),
        ("x月xx日", "Redacted", [], COPY, FIRST, 1),
    ]
    only_first = {row[0] for row in rows if row[3] == FIRST}
    assert {"青川县", "张民", "群众路线"} <= only_first
    assert not {"双五星工程", "关于加强基层党建的意见", "县委书记"} & only_first
    assert ask("version-differences", "talk=s1").rows == ask("version-differences", "talk=s3").rows == rows
    assert ask("version-differences", "talk=s2").rows == ()


def test_what_one_version_hides_and_another_knows(ask: Ask) -> None:
    hole, words = ask("filled-by").rows
    assert hole[:5] == ("XX镇", "竹园镇", "Place", "hole", 1)
    assert hole[5:9] == (REDACTED_QUOTE, SPANS[0], "在竹园镇，我们推行“双五星”工程。", SPANS[1])
    assert words[:5] == (COPY, "青川县", "Place", "general", 2)
    assert ask("filled-by", "talk=s1").rows == (hole, words)
    assert ask("filled-by", "talk=s2").rows == ()
