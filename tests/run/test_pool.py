"""Workers that die, and files that kill them."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kg.config import Config
from kg.run.parts import File, read_before
from kg.run.pool import Outcome, Shard, read_all, shards
from kg.run.rules import Rules, rules_of

TALK = "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n要实施“双五星”创评，这是第{}次。\n"
DEADLY = """
import os, signal
def find(passage):
    if "致命" in passage.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return []
"""


def files(folder: Path, count: int) -> list[File]:
    folder.mkdir()
    found = []
    for number in range(count):
        path = folder / f"{number}.txt"
        path.write_text(TALK.format(number), encoding="utf-8")
        found.append(File(path, path.name, sha256(path.read_bytes()).hexdigest()))
    return found


def read_rows(folder: Path) -> dict[str, dict[str, object]]:
    rows = [row for part in folder.glob("*.parquet") for row in pq.read_table(part).to_pylist()]
    assert len({row["file"] for row in rows}) == len(rows), "a file was read twice"
    return {row["file"]: row for row in rows}


def test_shards_hold_all_files_in_order_and_leave_no_worker_idle(tmp_path: Path) -> None:
    given = files(tmp_path / "in", 20)
    made = list(shards(given, 2))
    assert [file for shard in made for file in shard.files] == given
    assert len(made) >= 4


def test_towards_the_end_shards_grow_smaller() -> None:
    given = [File(Path(f"{number}.txt"), f"{number}.txt", "") for number in range(1000)]
    sizes = [len(shard.files) for shard in shards(given, 2)]
    assert sum(sizes) == 1000 and sizes[0] == 100
    assert sizes == sorted(sizes, reverse=True) and min(sizes[:-1]) == 10
    assert {len(shard.files) for shard in shards(given[:16], 2)} == {2}, "of few files none are gathered"


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    given = files(tmp_path / "in", 8)
    killed: list[int] = []

    def kill_one(_: Shard) -> None:
        if not killed:
            victim = multiprocessing.active_children()[0].pid
            assert victim
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    outcome = read_all(given, rules_of(Config()), tmp_path / "parts", 1, kill_one)
    assert killed and outcome.deaths == 1
    assert outcome.problems == [] and outcome.parts.keys() == {file.key for file in given}
    rows = read_rows(tmp_path / "parts")
    assert rows.keys() == {file.name for file in given}
    assert all(row["id"] for row in rows.values())


def test_a_file_that_kills_its_worker_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = files(tmp_path / "in", 4)
    given[2].path.write_text(TALK.format("致命"), encoding="utf-8")
    given[2] = replace(given[2], sha256=sha256(given[2].path.read_bytes()).hexdigest())
    outcome = read_all(given, deadly(tmp_path, monkeypatch), tmp_path / "parts", 1, lambda _: None)
    assert outcome.deaths >= 2
    (problem,) = outcome.problems
    assert (problem.file, problem.stage) == ("2.txt", "extract") and "2.txt" in problem.en
    assert read_rows(tmp_path / "parts").keys() == {"0.txt", "1.txt", "3.txt"}
    assert read_before(tmp_path / "parts").keys() == outcome.parts.keys()


def deadly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Rules:
    """Rules with a plug-in that is the death of whoever reads a certain text."""
    about = folder / "site" / "deadly-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Name: deadly\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[kg.extractors]\ndeadly = deadly:find\n")
    (folder / "site" / "deadly.py").write_text(DEADLY, encoding="utf-8")
    monkeypatch.syspath_prepend(folder / "site")
    return rules_of(Config(plugins=("deadly",)))


def test_nothing_to_read_starts_nothing(tmp_path: Path) -> None:
    assert read_all([], rules_of(Config()), tmp_path / "parts", 2, lambda _: None) == Outcome()
    assert multiprocessing.active_children() == []
