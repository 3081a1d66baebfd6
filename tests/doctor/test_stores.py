"""Neo4j servers: found where they are, and no password told."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kg.doctor import stores
from kg.sinks.connection import Connection

SECRET = "correct-horse-battery"


def _nobody() -> int:
    """A port on which nothing listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        (f"bolt://someone:{SECRET}@127.0.0.1", "keep user and password out"),
        (f"{SECRET}://127.0.0.1", "is not the address"),
        ("", "nothing answers"),
    ],
)
def test_what_cannot_be_reached_is_told_without_the_password(uri: str, told: str) -> None:
    env = {"NEO4J_URI": uri or f"bolt://127.0.0.1:{_nobody()}", "NEO4J_PASSWORD": SECRET}
    (found,) = stores.named(env)
    assert found.state == "note"
    assert told in found.told[1]
    assert found.facts == {"set": ["NEO4J_URI", "NEO4J_PASSWORD"], "reached": False}
    if "@" in uri or not uri:
        assert SECRET not in repr(found)


def test_without_settings_nothing_is_asked() -> None:
    (found,) = stores.named({})
    assert (found.state, found.facts) == ("lacking", {"set": []})


@pytest.mark.group("neo4j")
def test_a_server_that_answers(neo4j: Connection) -> None:
    env = {"NEO4J_URI": neo4j.uri, "NEO4J_PASSWORD": neo4j.password}
    (found,) = stores.named(env)
    assert (found.state, found.facts["reached"]) == ("sound", True)
    assert neo4j.password not in repr(found)
    (refused,) = stores.named({**env, "NEO4J_PASSWORD": SECRET})
    assert refused.state == "note"
    assert SECRET not in repr(refused)


def test_no_server_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_NEO4J_HOME", str(tmp_path))
    (found,) = stores.own()
    assert found.state == "lacking"
    assert found.mend == ("kg neo4j up", "kg neo4j up")
    assert found.facts == {"home": str(tmp_path), "running": False}


@pytest.mark.parametrize("answers", [True, False])
def test_a_server_of_ones_own(answers: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.server import home, process

    monkeypatch.setenv("KG_NEO4J_HOME", str(tmp_path))
    monkeypatch.setattr(home, "alive", lambda folder: True)
    monkeypatch.setattr(process, "answers", lambda state: answers)
    home.write_state(tmp_path, home.State("lts", "5.26.30", 7687, None))
    (found,) = stores.own()
    assert found.state == ("sound" if answers else "note")
    assert found.facts["uri"] == "bolt://127.0.0.1:7687"
