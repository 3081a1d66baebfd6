"""Loads that are broken off: whatever dies, and whenever, the next load ends in the same graph."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.server.home import alive, read_pid, running
from kg.server.process import start, stop
from kg.server.releases import RELEASES
from kg.sinks.base import edge_properties, node_properties
from kg.sinks.connection import Connection, connected
from kg.sinks.neo4j import load
from tests.generated import generated_graph
from tests.graphs import write_folder
from tests.neo4j_server import SETTINGS, empty, read_only, server, silent

pytestmark = pytest.mark.group("neo4j")

GRAPH = generated_graph(6_000, 24_000)
NODES = "MATCH (n) RETURN count(n) AS n"
RELATIONS = "MATCH ()-[r]->() RETURN count(r) AS n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A server of this module's own, which its tests kill and start again."""
    home = tmp_path_factory.mktemp("killed")
    with server(home):
        yield home


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder that holds a graph which takes some seconds to load."""
    return write_folder(GRAPH, tmp_path_factory.mktemp("generated"))


@pytest.fixture
def reached(home: Path) -> Connection:
    """The server, running and empty."""
    start(home, RELEASES["lts"], SETTINGS, silent)
    connection = running(home)
    assert connection
    empty(connection)
    return connection


def _loader(out: Path, connection: Connection) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "NEO4J_URI": connection.uri,
        "NEO4J_USERNAME": connection.user,
        "NEO4J_PASSWORD": connection.password,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "--lang", "en", "load", "--quiet", "--out", str(out)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


def _await(connection: Connection, query: str, least: int) -> None:
    """Return as soon as the query counts that many."""
    deadline = time.monotonic() + 120
    with connected(connection) as driver:
        while driver.execute_query(query, database_=connection.database).records[0]["n"] < least:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def _count(connection: Connection, query: str) -> int:
    with connected(connection) as driver:
        return int(driver.execute_query(query, database_=connection.database).records[0]["n"])


def _held(connection: Connection) -> tuple[list[Any], list[Any]]:
    """All that the database holds, node for node and relation for relation, in order."""
    with connected(connection) as driver:
        nodes = driver.execute_query("MATCH (n) RETURN n.id, labels(n), properties(n)", database_=connection.database)
        edges = driver.execute_query(
            "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r)", database_=connection.database
        )
    return (
        sorted([n, sorted(labels), props] for n, labels, props in nodes.records),
        sorted((list(row.values()) for row in edges.records), key=lambda row: row[:3]),
    )


def _whole() -> tuple[list[Any], list[Any]]:
    """What a clean load leaves, as test_neo4j_store.py shows of a small graph and the first test here of this one."""
    return (
        sorted([n.id, sorted(("KG", n.type)), node_properties(n)] for n in GRAPH.nodes),
        sorted(([e.source, e.type, e.target, edge_properties(e)] for e in GRAPH.edges), key=lambda row: row[:3]),
    )


def test_a_clean_load_holds_the_graph(reached: Connection) -> None:
    load(GRAPH, reached)
    assert _held(reached) == _whole()


@pytest.mark.parametrize(("query", "least", "all_of_it"), [(NODES, 1, 6_000), (RELATIONS, 2_000, 24_000)])
def test_the_loader_killed(reached: Connection, out: Path, query: str, least: int, all_of_it: int) -> None:
    loader = _loader(out, reached)
    _await(reached, query, least)
    loader.kill()
    loader.communicate()
    assert loader.returncode == -signal.SIGKILL
    assert least <= _count(reached, query) < all_of_it
    load(GRAPH, reached)
    assert _held(reached) == _whole()


def test_the_server_killed(reached: Connection, out: Path, home: Path) -> None:
    loader = _loader(out, reached)
    _await(reached, RELATIONS, 2_000)
    pid = read_pid(home)
    assert pid
    os.kill(pid, signal.SIGKILL)
    printed, told = loader.communicate(timeout=120)
    assert loader.returncode == 2, told
    lost = f"error: cannot reach Neo4j at {reached.uri}, or lost it: is the server running, and the port right?\n"
    assert told == lost
    assert reached.password not in printed + told
    assert not alive(home)
    assert running(home) is None
    start(home, RELEASES["lts"], SETTINGS, silent)
    again = running(home)
    assert again
    assert 2_000 <= _count(again, RELATIONS) < 24_000
    load(GRAPH, again)
    assert _held(again) == _whole()


def test_a_database_that_is_read_only(reached: Connection, out: Path, home: Path) -> None:
    stop(home)
    start(home, RELEASES["lts"], read_only(), silent)
    connection = running(home)
    assert connection
    loader = _loader(out, connection)
    _, told = loader.communicate(timeout=120)
    assert (loader.returncode, told) == (2, "error: the database neo4j of Neo4j is read-only\n")
    stop(home)
