"""The server as a user has it: `kg neo4j up`, `status`, `load`, `query`, `down`, each as a command."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.server.home import alive, password_of, read_pid, read_state
from kg.server.process import stop
from tests.graphs import small_graph, write_folder

pytestmark = pytest.mark.group("neo4j")

Kg = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a server that the tests of this module start and stop, one after another."""
    home = tmp_path_factory.mktemp("own") / "my server"
    yield home
    stop(home)


@pytest.fixture
def kg(home: Path) -> Kg:
    """Run kg, its server's folder known by the environment alone, and no other server named there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg", "--lang", "en", *arguments],
            env={**environment, "KG_NEO4J_HOME": str(home)}, capture_output=True, encoding="utf-8", timeout=400,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return run


def test_up_load_query_down(kg: Kg, home: Path, tmp_path: Path) -> None:
    assert kg("neo4j", "status").returncode == 3
    out = str(write_folder(small_graph(), tmp_path / "out"))
    without = kg("load", "--out", out)
    assert (without.returncode, "NEO4J_PASSWORD" in without.stderr) == (2, True)

    up = kg("neo4j", "up", "--memory", "512m")
    assert up.returncode == 0, up.stderr
    state = read_state(home)
    assert state
    password = password_of(home)
    assert f"drivers: bolt://127.0.0.1:{state.bolt}\n" in up.stdout
    assert f"Browser: http://127.0.0.1:{state.http}\n" in up.stdout
    assert "GPL-3.0" in up.stdout
    assert stat.S_IMODE((home / "password").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700

    first = kg("load", "--out", out, "--json")
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["nodes_created"] == len(small_graph().nodes)
    again = kg("load", "--out", out)
    assert again.stdout.splitlines() == [
        f"{len(small_graph().nodes)} nodes: 0 created, 0 changed, 0 removed",
        f"{len(small_graph().edges)} relations: 0 created, 0 changed, 0 removed",
    ]
    rows = kg("query", "programs-by-speech", "--store", "neo4j", "--format", "json", "--out", out)
    assert rows.stdout == kg("query", "programs-by-speech", "--format", "json", "--out", out).stdout
    assert len(json.loads(rows.stdout)["rows"]) > 3

    twice = kg("neo4j", "up")
    assert (twice.returncode, twice.stdout, twice.stderr) == (0, up.stdout, "")
    status = kg("neo4j", "status")
    assert (status.returncode, status.stdout) == (0, up.stdout.rsplit("Neo4j Community", 1)[0])
    down = kg("neo4j", "down")
    assert (down.returncode, f"{home}" in down.stdout) == (0, True)
    assert not alive(home)
    assert kg("neo4j", "status").returncode == 3
    assert kg("neo4j", "down").returncode == 0
    said = "".join(done.stdout + done.stderr for done in (up, first, again, rows, twice, status, down))
    assert password not in said
    assert password not in "".join(path.read_text("utf-8", "replace") for path in (home / "logs").iterdir())


def test_a_server_that_was_killed_is_not_taken_for_a_running_one(kg: Kg, home: Path, tmp_path: Path) -> None:
    assert kg("neo4j", "up", "--memory", "512m").returncode == 0
    pid = read_pid(home)
    assert pid
    os.kill(pid, signal.SIGKILL)
    while alive(home):
        pass
    (home / "pid").write_text(str(os.getpid()), encoding="ascii")  # as if the number had gone to another process
    assert kg("neo4j", "status").returncode == 3
    assert kg("neo4j", "down").returncode == 0
    up = kg("neo4j", "up", "--memory", "512m")
    assert up.returncode == 0, up.stderr
    out = str(write_folder(small_graph(), tmp_path / "out"))
    counted = kg("load", "--out", out, "--json")
    assert json.loads(counted.stdout)["nodes_created"] == 0, "the data were kept"

    state = read_state(home)
    assert state
    wrong = kg("load", "--out", out, "--uri", state.uri, "--password", "hushhush1")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 2)
    assert "refused the password" in wrong.stderr
    assert "hushhush1" not in wrong.stderr
    astray = kg("load", "--out", out, "--uri", "bolt://127.0.0.1:1", "--password", "hushhush1", "--quiet")
    assert (astray.returncode, len(astray.stderr.splitlines())) == (2, 1)
    assert "is the server running, and the port right?" in astray.stderr


def test_a_server_that_cannot_start_says_why(kg: Kg, home: Path) -> None:
    kg("neo4j", "down")
    configured = kg("neo4j", "up", "--memory", "1m")
    assert configured.returncode == 2
    assert re.search(r"error: .*(did not start|failed).*", configured.stderr)
    assert not alive(home)


def test_the_data_of_one_line_are_not_opened_by_the_other(kg: Kg, home: Path) -> None:
    other = kg("neo4j", "up", "--release", "current")
    assert other.returncode == 2
    assert "choose another --home" in other.stderr
