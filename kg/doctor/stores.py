"""Neo4j servers: the one of kg neo4j, and the one that the environment names. No password is ever part of a finding."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from kg.doctor.finding import Finding
from kg.errors import KgError

NAMES = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
PORT, SECONDS = 7687, 2.0


def own() -> Iterator[Finding]:
    """The server that kg neo4j up starts."""
    from kg.server.home import alive, read_state, usual_home

    home = usual_home()
    state = read_state(home) if alive(home) else None
    if state is None:
        told = ("没有 kg neo4j 启动的服务", "no server of kg neo4j is running")
        yield Finding("server", "own", "lacking", told, ("kg neo4j up",) * 2, {"home": str(home), "running": False})
        return
    from kg.server.process import answers

    facts = {"home": str(home), "running": True, "uri": state.uri, "version": state.version}
    if answers(state):
        told = (f"Neo4j {state.version} 在 {state.uri}", f"Neo4j {state.version} at {state.uri}")
        yield Finding("server", "own", "sound", told, facts=facts)
    else:
        told = (f"Neo4j {state.version} 尚未应答", f"Neo4j {state.version} does not answer yet")
        mend = ("稍候再看；不成则 kg neo4j down 后重新启动", "wait; if that does not help, kg neo4j down and up again")
        yield Finding("server", "own", "note", told, mend, {**facts, "answers": False})


def named(env: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """The server that NEO4J_* in the environment name."""
    from kg.sinks.connection import connected, connection_from

    given = [name for name in NAMES if env.get(name)]
    if not given:
        told = ("环境变量没有指定 Neo4j", "the environment names no Neo4j")
        mend = (
            "如需载入自己的 Neo4j：设置 NEO4J_URI 和 NEO4J_PASSWORD",
            "to load into one: set NEO4J_URI and NEO4J_PASSWORD",
        )
        yield Finding("server", "named", "lacking", told, mend, {"set": []})
        return
    facts = {"set": given}
    try:
        connection = connection_from(env, {})
        _reach(connection.uri)
        with connected(connection):
            pass
    except KgError as fault:
        yield Finding("server", "named", "note", (fault.zh, fault.en), facts={**facts, "reached": False})
        return
    told = (
        f"{connection.uri}（用户 {connection.user}）可用",
        f"{connection.uri} answers user {connection.user}",
    )
    yield Finding("server", "named", "sound", told, facts={**facts, "reached": True})


def _reach(uri: str) -> None:
    """KgError where nothing listens there: the driver would wait much longer before it says so."""
    parts = urlsplit(uri)
    host, port = parts.hostname or "", parts.port or PORT
    try:
        socket.create_connection((host, port), SECONDS).close()
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise KgError(f"无法连接 {host}:{port}（{why}）", f"nothing answers at {host}:{port} ({why})") from fault
