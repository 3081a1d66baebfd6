"""The small graph on both engines, and one way to ask either."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.query import embedded, run
from kg.query.rows import Limits, Rows
from kg.sinks.connection import Connection
from kg.sinks.embedded import open_embedded
from kg.sinks.neo4j import load
from tests.graphs import small_graph, write_folder
from tests.neo4j_server import empty

Ask = Callable[..., Rows]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder that holds the small graph."""
    return write_folder(small_graph(), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def loaded(neo4j: Connection) -> Iterator[Connection]:
    """A server that holds the small graph, for one module."""
    empty(neo4j)
    load(small_graph(), neo4j)
    yield neo4j
    empty(neo4j)


@pytest.fixture(scope="session")
def on_embedded(folder: Path) -> Ask:
    """Ask the embedded engine: what, then parameters, then limits."""
    database = open_embedded(folder)

    def ask(what: str, options: tuple[str, ...] = (), limits: Limits | None = None) -> Rows:
        question = run.question(what, options)
        return embedded.ask(database, question.text, question.parameters, limits)

    return ask


@pytest.fixture
def on_neo4j(loaded: Connection) -> Ask:
    """Ask the server in the same way."""

    def ask(what: str, options: tuple[str, ...] = (), limits: Limits | None = None) -> Rows:
        return run.on_neo4j(loaded, run.question(what, options), limits)

    return ask


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.group("neo4j"))])
def ask(request: pytest.FixtureRequest) -> Ask:
    """Either engine, one after the other."""
    asked: Ask = request.getfixturevalue(f"on_{request.param}")
    return asked
