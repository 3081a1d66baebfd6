"""Filling the database of a stopped server in one go, then starting it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.errors import KgError
from kg.export.neo4j_admin import export_neo4j_admin
from kg.model import Graph
from kg.server.command import Settings
from kg.server.fetch import Say
from kg.server.home import State, prepare, running
from kg.server.process import admin, release_of, start
from kg.sinks.connection import DATABASE, connected
from kg.sinks.neo4j_ddl import run_statements


def import_graph(graph: Graph, home: Path, settings: Settings, say: Say, *, overwrite: bool = False) -> State:
    """Make the graph the whole database of the server of that folder, and start it; the same as loading it would give.

    KgError where the server runs; where there is a database already, unless it may be overwritten; and where Java,
    jars or space are lacking.
    """
    home = home.absolute()
    if (home / "data" / "databases" / DATABASE).exists() and not overwrite:
        raise KgError(
            f"{home} 中已有数据库；加上 --overwrite 将整体替换它，连同其中不属于 kg 的数据",
            f"{home} holds a database already; --overwrite replaces it whole, with what is not of kg in it",
        )
    release = release_of(home)
    prepare(home)
    with tempfile.TemporaryDirectory(prefix="kg-import-", dir=home / "import") as folder:
        command = export_neo4j_admin(graph, Path(folder))
        admin(home, release, settings, command.arguments(overwrite=overwrite, anywhere=True), say)
    state = start(home, release, settings, say)
    server = running(home)
    if server is None:
        raise KgError("服务启动后又停止了", "the server stopped right after it had started")
    with connected(server) as driver:
        run_statements(driver, DATABASE, command.after)
    return state
