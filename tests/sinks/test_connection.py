from __future__ import annotations

import re
import socket

import pytest

from kg.errors import KgError
from kg.lang import set_language
from kg.sinks.connection import Connection, _refusal, check_version, connected, connection_from


def test_options_come_before_the_environment_and_that_before_defaults() -> None:
    env = {"NEO4J_URI": "bolt://db:7687", "NEO4J_USERNAME": "ann", "NEO4J_PASSWORD": "from env"}
    assert connection_from(env, {}) == Connection("bolt://db:7687", "ann", "from env", "neo4j")
    options = {"uri": "neo4j+s://other", "user": None, "password": "given", "database": "talks"}
    assert connection_from(env, options) == Connection("neo4j+s://other", "ann", "given", "talks")
    bare = connection_from({"NEO4J_PASSWORD": "p"}, {})
    assert bare == Connection("bolt://127.0.0.1:7687", "neo4j", "p", "neo4j")


def test_no_password_names_the_variable() -> None:
    with pytest.raises(KgError, match="NEO4J_PASSWORD"):
        connection_from({}, {})


@pytest.mark.parametrize("uri", ["localhost", "http://localhost:7474", "bolt://", "bolt://h:port", "bolt://h:70000"])
def test_an_address_that_is_none_is_refused(uri: str) -> None:
    with pytest.raises(KgError, match="地址"):
        connection_from({"NEO4J_PASSWORD": "p"}, {"uri": uri})


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(KgError) as raised:
        connection_from({"NEO4J_PASSWORD": "p"}, {"uri": "bolt://ann:hushhush@db"})
    assert "hushhush" not in raised.value.zh + raised.value.en


def test_a_password_is_not_shown() -> None:
    assert "hushhush" not in repr(Connection("bolt://db", "ann", "hushhush"))


def test_a_closed_port_is_the_users_fault() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    set_language("en")
    with (
        pytest.raises(KgError, match=f"cannot reach Neo4j at bolt://127.0.0.1:{port}"),
        connected(Connection(f"bolt://127.0.0.1:{port}", "neo4j", "hushhush")),
    ):
        pass


@pytest.mark.parametrize(
    "agent", ["Neo4j/5.26.0", "Neo4j/5.26.30", "Neo4j/2026.08.1", "Neo4j/5.27-aura", "Neo4j/6.0.0"]
)
def test_a_version_that_is_new_enough(agent: str) -> None:
    check_version(agent, "bolt://db")


@pytest.mark.parametrize("agent", ["Neo4j/4.4.41", "Neo4j/5.25.1", "Neo4j/3.5.35", "Neo4j/v5.11.0 compatible - Other"])
def test_a_version_too_old_is_told(agent: str) -> None:
    set_language("en")
    with pytest.raises(KgError, match=rf"too old \({re.escape(agent)}\): 5\.26 or newer"):
        check_version(agent, "bolt://db")


def test_what_is_no_neo4j_is_told() -> None:
    with pytest.raises(KgError, match="不是 Neo4j"):
        check_version("Other/1.0", "bolt://db")


def test_a_refusal_that_is_a_fault_of_kg_stays_one() -> None:
    from neo4j.exceptions import ClientError, Neo4jError

    fault = Neo4jError._basic_hydrate(neo4j_code="Neo.ClientError.Statement.SyntaxError", message="x")
    assert isinstance(fault, ClientError)
    assert _refusal(fault, Connection("bolt://db", "ann", "p")) is None


@pytest.mark.group("neo4j")
def test_a_wrong_password_is_the_users_fault(neo4j: Connection) -> None:
    wrong = Connection(neo4j.uri, neo4j.user, "hushhush", neo4j.database)
    with pytest.raises(KgError, match="密码") as raised, connected(wrong):
        pass
    assert "hushhush" not in raised.value.zh + raised.value.en


@pytest.mark.group("neo4j")
def test_a_database_that_is_not_there_is_the_users_fault(neo4j: Connection) -> None:
    astray = Connection(neo4j.uri, neo4j.user, neo4j.password, "nowhere")
    with pytest.raises(KgError, match="nowhere"), connected(astray) as driver:
        driver.execute_query("RETURN 1", database_=astray.database)
