"""A build in several processes writes the bytes that one in this process writes, whatever was read before."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg.config import Config
from kg.read.files import list_files
from kg.read.formats import releases, text_of
from kg.read.formats.model import Extracted
from kg.run.rules import rules_of
from tests.run.texts import HASHED, built, decision, digests, files_in, parts, texts


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    return texts(tmp_path_factory.mktemp("texts") / "in", corpus)


@pytest.fixture(scope="module")
def alone(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a build in this process writes."""
    return built(source, tmp_path_factory.mktemp("alone") / "out")


@pytest.fixture(scope="module")
def pooled(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a build in two processes, with its parts. Copy both before building again."""
    out = tmp_path_factory.mktemp("pooled") / "out"
    built(source, out, workers=2)
    return out


def test_all_tables_are_compared(alone: dict[str, str]) -> None:
    assert {f"{name}.jsonl" for name in HASHED} < alone.keys()
    assert {
        "graph.html",
        "graph.kgl",
        "fills.jsonl",
        "texts.jsonl",
        "inconsistencies.jsonl",
        "manifest.json",
    } < alone.keys()


def test_two_processes_write_what_one_does(alone: dict[str, str], pooled: Path) -> None:
    assert digests(pooled) == alone


def lines_of(path: Path) -> list[dict[str, Any]]:
    return list(map(json.loads, path.read_text(encoding="utf-8").split("\n")[:-1]))


def test_pages_come_through_all_processes(pooled: Path, source: Path) -> None:
    rows = {row["file"]: row for row in lines_of(pooled / "extracted.jsonl")}
    assert list(rows) == ["made/all.zip/甲/talk.docx", "made/talk.pdf"]
    talk, starts = rows["made/talk.pdf"]["text"], rows["made/talk.pdf"]["pages"]
    assert len(starts) > 4 and starts == sorted(starts) and starts[-1] < len(talk)
    read = text_of("talk.pdf", (source / "made" / "talk.pdf").read_bytes())
    assert isinstance(read, Extracted) and (read.text, list(read.pages)) == (talk, starts)


def test_one_worker_writes_the_same(alone: dict[str, str], source: Path, tmp_path: Path) -> None:
    assert built(source, tmp_path / "out", workers=1) == alone


def again(source: Path, pooled: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Copies of the texts, and of the output with what was read for it."""
    shutil.copytree(source, tmp_path / "in")
    shutil.copytree(pooled.parent, tmp_path / "pooled")
    return tmp_path / "in", tmp_path / "pooled" / "out"


def test_a_second_build_reads_nothing(source: Path, pooled: Path, alone: dict[str, str], tmp_path: Path) -> None:
    texts_, out = again(source, pooled, tmp_path)
    before = parts(out)
    assert built(texts_, out, workers=2) == alone
    assert parts(out) == before


def test_after_a_change_the_changed_file_alone_is_read_again(source: Path, pooled: Path, tmp_path: Path) -> None:
    texts_, out = again(source, pooled, tmp_path)
    before = parts(out)
    talk = texts_ / "made" / "000003.txt"
    talk.write_text(talk.read_text(encoding="utf-8").replace("委书记", "委副书记"), encoding="utf-8")
    found = built(texts_, out, workers=1)
    assert files_in([part for part in parts(out) if part not in before]) == ["made/000003.txt"]
    assert found == built(texts_, tmp_path / "anew")


def test_files_come_and_go_and_change_their_names(source: Path, pooled: Path, tmp_path: Path) -> None:
    texts_, out = again(source, pooled, tmp_path)
    before, made = parts(out), texts_ / "made"
    (made / "000000-2.txt").write_bytes((made / "000003.txt").read_bytes()[:-300])
    (made / "000004.txt").unlink()
    (made / "000005.txt").rename(made / "另名.txt")
    found = built(texts_, out, workers=1)
    new = [part for part in parts(out) if part not in before]
    assert files_in(new) == ["made/000000-2.txt", "made/另名.txt"]
    assert found == built(texts_, tmp_path / "anew")


def test_decisions_of_a_person_need_nothing_read_again(source: Path, pooled: Path, tmp_path: Path) -> None:
    texts_, out = again(source, pooled, tmp_path)
    before, former = parts(out), digests(out)
    decision(out, "Program", "双五星", "", "not_a_name")
    decision(out, "Program", "乡村振兴", "脱贫攻坚", "same")
    decision(out, "Person", "罗书记", "罗联峰", "different")
    found = built(texts_, out, workers=1)
    assert parts(out) == before
    assert found["mentions.jsonl"] != former["mentions.jsonl"]
    shutil.copy(out.with_name("out.decisions.jsonl"), tmp_path / "anew.decisions.jsonl")
    assert found == built(texts_, tmp_path / "anew")


def test_a_lexicon_makes_what_was_read_stale(pooled: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,type\n星火工程,Program\n", encoding="utf-8")
    with_lexicon = rules_of(Config(lexicon=(own,)))
    assert with_lexicon.version != rules_of(Config()).version != rules_of(Config(off=("dates",))).version
    assert parts(pooled)[0].parent.name == rules_of(Config()).version[:16]


def test_other_releases_of_the_libraries_make_what_was_read_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rules_of(Config()).version
    monkeypatch.setattr("kg.run.rules.releases", lambda: {**releases(), "pypdfium2": "0.0.1"})
    assert rules_of(Config()).version != before
    monkeypatch.setattr("kg.run.rules.releases", releases)
    assert rules_of(Config()).version == before


def test_a_build_that_was_killed_goes_on_where_it_was(
    source: Path, pooled: Path, alone: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kg", "build", str(source), "-o", str(out), "--workers", "2", "-q"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 300
    while not parts(out):
        assert running.poll() is None and time.monotonic() < deadline
        time.sleep(0.01)
    workers = _children(running.pid)
    running.kill()
    assert running.wait() == -signal.SIGKILL
    left = parts(out)
    assert not out.exists() and 0 < len(left) < len(parts(pooled))
    while any(map(_runs, workers)):
        assert time.monotonic() < deadline, "workers outlive the build that started them"
        time.sleep(0.05)
    assert built(source, out, workers=2) == alone
    assert set(left) < set(parts(out))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.parts"]


def test_what_was_kept_is_no_input(pooled: Path) -> None:
    assert list_files([pooled.parent]) == []


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
