"""The newest release of the calendar line: loads and answers as the long-term one does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.folder import read_graph
from kg.query import run, shipped
from kg.server.releases import RELEASES
from kg.sinks.base import WriteSummary
from kg.sinks.connection import Connection, connected
from kg.sinks.neo4j import load
from tests.graphs import small_graph
from tests.neo4j_server import empty, server
from tests.query.test_answers import CASES
from tests.sinks.test_neo4j_store import held

pytestmark = pytest.mark.group("neo4j")


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A server of the calendar line."""
    with server(tmp_path_factory.mktemp("current"), "current") as connection:
        yield connection


def test_it_is_that_release(current: Connection) -> None:
    with connected(current) as driver:
        assert driver.get_server_info().agent == f"Neo4j/{RELEASES['current'].version}"


def test_both_lines_hold_and_answer_the_same(current: Connection, database: Connection, built: Path) -> None:
    graph = read_graph(built)
    for connection in (database, current):
        empty(connection)
        load(graph, connection)
        assert load(graph, connection) == WriteSummary(len(graph.nodes), len(graph.edges), 0, 0)
    assert held(current) == held(database)
    asked = [run.question(name) for name, query in shipped.queries().items() if not _required(query)]
    assert len(asked) > 8
    for question in asked:
        assert run.on_neo4j(current, question) == run.on_neo4j(database, question)
        assert run.on_neo4j(current, question) == run.on_embedded(built, question)


def test_every_shipped_query_with_parameters(current: Connection, database: Connection) -> None:
    for connection in (database, current):
        empty(connection)
        load(small_graph(), connection)
    for name, cases in CASES.items():
        for options in cases:
            question = run.question(name, options)
            assert run.on_neo4j(current, question) == run.on_neo4j(database, question), (name, options)


def _required(query: shipped.Shipped) -> bool:
    return any(parameter.default is None for parameter in query.parameters)
