"""After a decision the graph is built again from what it was built from, and shown."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.explorer.again import again, decided_in
from kg.explorer.decide import decide, undo
from kg.explorer.index import open_index
from kg.explorer.names import moved
from kg.explorer.opened import Opened
from kg.explorer.rebuild import Rebuilder
from kg.lang import set_language
from tests.explorer.talk import TALK, named, programs

WHO = ("王敏", "2024-09-01T09:00:00+00:00")


@pytest.fixture
def rebuilder(out: Path) -> Iterator[Rebuilder]:
    made = Rebuilder(Opened(out, lambda: open_index(out)))
    yield made
    made.close()


def settled(rebuilder: Rebuilder) -> str:
    """The state, once nothing is under way."""
    end = time.monotonic() + 120
    while rebuilder.status().busy:
        assert time.monotonic() < end
        time.sleep(0.05)
    return rebuilder.status().state


def merge(rebuilder: Rebuilder, out: Path) -> None:
    fields = {"verdict": "same", "type": "Program", "left": "整县推进", "right": "整市推进"}
    with rebuilder.opened.reading() as db:
        decide(db, fields, decided_in(out), *WHO)
    rebuilder.ask()


def test_the_graph_follows_a_decision_and_its_undoing(rebuilder: Rebuilder, out: Path) -> None:
    old, new = named(out, "整县推进"), named(out, "整市推进")
    build = rebuilder.status().build
    assert rebuilder.status().state == "still"
    merge(rebuilder, out)
    assert rebuilder.status().state == "building" and rebuilder.status().sentence
    assert settled(rebuilder) == "done"
    assert rebuilder.status().build != build
    assert programs(out) == {"整市推进"}
    with rebuilder.opened.reading() as db:
        assert [row["name"] for row in db.execute("SELECT name FROM node WHERE type = 'Program'")] == ["整市推进"]
        assert moved(db, old) == new, "the address of what was merged leads to what it is now"
        assert moved(db, "program-000000000000") is None
    undo(decided_in(out), "1", *WHO)
    rebuilder.ask()
    assert settled(rebuilder) == "done"
    assert rebuilder.status().build == build, "the same graph as before, byte for byte"
    assert programs(out) == {"整县推进", "整市推进"}


def test_what_is_decided_while_a_build_runs_needs_one_more(
    rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[str] = []
    build = Rebuilder._build

    def counted(self: Rebuilder) -> object:
        runs.append(self.status().state)
        if len(runs) == 1:
            for _ in range(5):
                self.ask()
        return build(self)

    monkeypatch.setattr(Rebuilder, "_build", counted)
    rebuilder.ask()
    assert settled(rebuilder) == "done"
    assert runs == ["building", "building"]


def _gone(out: Path) -> None:
    shutil.rmtree(out.with_name("in"))


def _edited(out: Path) -> None:
    (out.with_name("in") / "talk.txt").write_text(TALK + "又讲。", encoding="utf-8")


def _more(out: Path) -> None:
    (out.with_name("in") / "more.txt").write_text(TALK, encoding="utf-8")


def _untold(out: Path) -> None:
    (out / "origin.json").unlink()


@pytest.mark.parametrize("change", [_gone, _edited, _more, _untold])
def test_without_the_texts_as_they_were_the_next_kg_build_carries_it_out(
    rebuilder: Rebuilder, out: Path, change: Callable[[Path], None]
) -> None:
    change(out)
    before = (out / "entities.jsonl").read_bytes()
    merge(rebuilder, out)
    assert settled(rebuilder) == "waiting"
    assert "kg build" in rebuilder.status().sentence
    assert (out / "entities.jsonl").read_bytes() == before
    assert len(out.with_name("out.decisions.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_kg_build_by_hand_ends_the_waiting(rebuilder: Rebuilder, out: Path) -> None:
    _edited(out)
    merge(rebuilder, out)
    assert settled(rebuilder) == "waiting"
    command = [sys.executable, "-m", "kg", "build", "-q", str(out.with_name("in")), "-o", str(out)]
    subprocess.run(command, check=True)
    rebuilder.opened.reload()
    assert rebuilder.status().state == "still"
    assert programs(out) == {"整市推进"}


def test_a_build_that_fails_says_why_and_the_former_graph_stays(rebuilder: Rebuilder, out: Path) -> None:
    (out / "mine.txt").write_text("")  # which kg did not write, and so does not replace
    merge(rebuilder, out)
    assert settled(rebuilder) == "failed"
    assert "mine.txt" in rebuilder.status().sentence
    set_language("en")
    assert "mine.txt" in rebuilder.status().sentence
    with rebuilder.opened.reading() as db:
        assert db.execute("SELECT count(*) FROM node WHERE type = 'Program'").fetchone()[0] == 2


def test_a_process_that_ends_without_a_word_is_told_as_a_fault(
    rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    rebuilder.ask()
    assert settled(rebuilder) == "failed"


def test_closing_ends_the_build_and_leaves_the_folder_whole(rebuilder: Rebuilder, out: Path) -> None:
    before = (out / "manifest.json").read_bytes()
    merge(rebuilder, out)
    end = time.monotonic() + 30
    while rebuilder._process is None:
        assert time.monotonic() < end
        time.sleep(0.01)
    rebuilder.close()
    assert rebuilder._process.poll() is not None
    assert (out / "manifest.json").read_bytes() == before
    rebuilder.ask()
    assert rebuilder._process.poll() is not None, "nothing begins any more"


def test_lexicon_extractors_and_decisions_of_the_build_are_kept(out: Path) -> None:
    folder = out.parent
    (folder / "own.csv").write_text("type,name\nProgram,工作要点\n", encoding="utf-8")
    (folder / "own.jsonl").write_text("", encoding="utf-8")
    config = 'inputs = ["in"]\nlexicon = ["own.csv"]\ndecisions = "own.jsonl"\n[extract]\noff = ["dates"]\n'
    (folder / "kg.toml").write_text(config, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "kg", "build", "-q"], cwd=folder, check=True)
    assert decided_in(out) == folder / "own.jsonl"
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.name != "timings.json"}
    assert again(out).state == "done"
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.name != "timings.json"} == before
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["off"] == ["dates"] and manifest["lexicon"] and manifest["decisions"]


def test_no_output_folder_is_a_users_fault(tmp_path: Path) -> None:
    with pytest.raises(KgError):
        Opened(tmp_path, lambda: open_index(tmp_path))
