"""kg neo4j import: what it says, and what it asks of the server's folder before anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.export import bulk
from kg.model import Graph
from kg.server.home import State
from tests.graphs import small_graph, write_folder


def test_what_was_imported_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, Path, bool]] = []

    def imported(graph: Graph, home: Path, *_: object, overwrite: bool) -> State:
        asked.append((len(graph.nodes), home, overwrite))
        return State("lts", "5.26.30", 7687, None)

    monkeypatch.setattr(bulk, "import_graph", imported)
    out = write_folder(small_graph(), tmp_path / "out")
    arguments = ["--lang", "en", "neo4j", "import", "-o", str(out), "--home", str(tmp_path / "home"), "--overwrite"]
    done = CliRunner().invoke(main, arguments)
    nodes, edges = len(small_graph().nodes), len(small_graph().edges)
    assert done.exit_code == 0, done.output
    assert done.stderr == f"data folder {tmp_path / 'home'}\n"
    assert done.stdout == f"imported {nodes} nodes and {edges} relations; the server runs at bolt://127.0.0.1:7687\n"
    assert asked == [(nodes, tmp_path / "home", True)]


def test_a_database_that_is_there_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "home" / "data" / "databases" / "neo4j").mkdir(parents=True)
    out = write_folder(small_graph(), tmp_path / "out")
    done = CliRunner().invoke(main, ["neo4j", "import", "-o", str(out), "--home", str(tmp_path / "home")])
    assert done.exit_code == 2 and "--overwrite" in done.output
    assert sorted(path.name for path in (tmp_path / "home").iterdir()) == ["data"]
