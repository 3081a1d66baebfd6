"""docs/neo4j.md: what it tells a reader to type is typed, and what it tells of kg is so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.server.process import stop
from kg.server.releases import RELEASES
from kg.sinks.connection import OLDEST, Connection, connected
from kg.sinks.neo4j import load
from tests.graphs import small_graph

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|cypher)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def _lines(language: str, containing: str) -> list[str]:
    found = [str(body) for kind, body in BLOCKS if kind == language and containing in body]
    assert len(found) == 1
    return found[0].splitlines()


def test_the_versions_are_those_that_kg_runs() -> None:
    for release in RELEASES.values():
        assert release.version.rpartition(".")[0] in PAGE
        assert f"{release.oldest_java} ({release.version.rpartition('.')[0]})" in PAGE
    assert f"older than {OLDEST[0]}.{OLDEST[1]} is refused" in PAGE


@pytest.mark.group("neo4j")
def test_the_commands_of_the_page_run(tmp_path: Path) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment |= {
        "KG_NEO4J_HOME": str(tmp_path / "home"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    commands = _lines("sh", "kg neo4j up")
    assert len(commands) > 4
    try:
        for command in commands:
            done = subprocess.run(command.split(), cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8")
            assert done.returncode == 0, f"{command}: {done.stderr}"
    finally:
        stop(tmp_path / "home")


@pytest.mark.group("neo4j")
def test_the_searches_of_the_page_find(database: Connection) -> None:
    load(small_graph(), database)
    # The small graph does not speak of 基层党建.
    searches = [
        text.replace("基层党建", "我们推行")
        for text in "\n".join(_lines("cypher", "kg_text")).split(";")
        if text.strip()
    ]
    with connected(database) as driver:
        nodes, quotes = (driver.execute_query(text, database_=database.database).records for text in searches)
    assert [record["name"] for record in nodes] == ["双五星工程"]
    assert {record["relation"] for record in quotes} == {"MENTIONS"}
    assert all("我们推行" in "".join(record["quotes"]) for record in quotes)
