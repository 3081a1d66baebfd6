"""A real Neo4j Community server for the tests: the one of kg.server, small, quick to start, in a folder of the run.

`python tests/neo4j_server.py fetch` puts the jars of every release into the cache (`~/.cache/kg`, or the folder
KG_CACHE names); the tests find them there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.server.command import Settings
from kg.server.fetch import fetch
from kg.server.home import running
from kg.server.java import find_java
from kg.server.process import start, stop
from kg.server.releases import RELEASES
from kg.sinks.connection import Connection, connected

SETTINGS = Settings(heap="512m", pagecache="64m", quick=True, browser=False, usual_ports=False)


def silent(zh: str, en: str) -> None:
    """Say nothing."""


@cache
def unavailable() -> str | None:
    """Why the server cannot run here, in one sentence, or None where it can. Downloads the jars if need be."""
    try:
        for release in RELEASES.values():
            find_java(release.oldest_java)
            fetch(release, silent)
    except KgError as fault:
        return fault.en
    return None


@contextmanager
def server(home: Path, release: str = "lts", settings: Settings = SETTINGS) -> Iterator[Connection]:
    """Run the server of `home`, yield how to reach it, stop it."""
    start(home, RELEASES[release], settings, silent)
    try:
        connection = running(home)
        assert connection
        yield connection
    finally:
        stop(home)


def read_only(settings: Settings = SETTINGS) -> Settings:
    """The same, with databases that refuse to be written."""
    return replace(settings, more={"server.databases.default_to_read_only": "true"})


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """How to reach a server that lives as long as the tests; its database holds what other tests left there."""
    with server(tmp_path_factory.mktemp("neo4j")) as connection:
        yield connection


@pytest.fixture
def database(neo4j: Connection) -> Connection:
    """The same server with no nodes in its database."""
    empty(neo4j)
    return neo4j


def empty(connection: Connection) -> None:
    """Remove all nodes. Constraints stay: making them anew costs seconds a test."""
    with connected(connection) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=connection.database)


if __name__ == "__main__":
    if sys.argv[1:] != ["fetch"]:
        sys.exit("usage: python tests/neo4j_server.py fetch")
    try:
        for known in RELEASES.values():
            print(fetch(known, lambda zh, en: print(en, flush=True)))
    except KgError as problem:
        sys.exit(problem.en)
