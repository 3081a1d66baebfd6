"""Which server `kg load` and `kg query` mean, and how they come by the password."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import server
from kg.errors import KgError
from kg.server import home as homes
from kg.sinks.connection import Connection
from tests.graphs import small_graph, write_folder

OWN = Connection("bolt://127.0.0.1:7777", "neo4j", "kept")


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server in the environment."""
    for name in ("URI", "USERNAME", "PASSWORD", "DATABASE"):
        monkeypatch.delenv(f"NEO4J_{name}", raising=False)


def test_a_running_server_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(homes, "running", lambda: OWN)
    assert server.connection({}) == OWN
    assert server.connection({"database": "talks"}).database == "talks"


def test_credentials_mean_the_server_that_they_are_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(homes, "running", lambda: OWN)
    assert server.connection({"user": "bob", "password": "p"}) == Connection("bolt://127.0.0.1:7687", "bob", "p")
    monkeypatch.setenv("NEO4J_PASSWORD", "of another")
    assert server.connection({}) == Connection("bolt://127.0.0.1:7687", "neo4j", "of another")


def test_an_address_comes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(homes, "running", lambda: OWN)
    given = {"uri": "bolt://db:7687", "password": "p"}
    assert server.connection(given) == Connection("bolt://db:7687", "neo4j", "p")
    monkeypatch.setenv("NEO4J_URI", "bolt://env:7687")
    assert server.connection({"password": "p"}) == Connection("bolt://env:7687", "neo4j", "p")


def test_without_a_terminal_nothing_is_asked() -> None:
    with pytest.raises(KgError, match="NEO4J_PASSWORD"):
        server.connection({"uri": "bolt://db:7687"})
    with pytest.raises(KgError, match="没有终端"):
        server.connection({"uri": "bolt://db:7687", "password": ""})


@pytest.mark.parametrize("options", [(), ("--password",)])
def test_on_a_terminal_the_password_is_asked_for_and_not_shown(options: tuple[str, ...], tmp_path: Path) -> None:
    out = write_folder(small_graph(), tmp_path)
    outer, inner = pty.openpty()
    loader = subprocess.Popen(
        [sys.executable, "-m", "kg", "--lang", "en", "load", "--uri", "bolt://127.0.0.1:1", "-o", str(out), *options],
        stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
    )  # fmt: skip
    os.close(inner)
    shown = _until(outer, b"Neo4j password: ")
    os.write(outer, b"hushhush1\n")
    shown += _until(outer, None)
    assert loader.wait(60) == 2
    assert "cannot reach Neo4j at bolt://127.0.0.1:1" in shown.decode()
    assert "hushhush1" not in shown.decode()


def _until(terminal: int, text: bytes | None) -> bytes:
    """What the terminal shows until it shows `text`, or to the end."""
    shown = b""
    while text is None or text not in shown:
        try:
            more = os.read(terminal, 1000)
        except OSError:  # as Linux tells the end
            break
        if not more:
            break
        shown += more
    return shown
