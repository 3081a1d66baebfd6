"""Builds that are killed, or interrupted, at any point: tests.faults.kills does it, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from kg.sinks.staging import staged

ROOT = Path(__file__).parents[2]


def trials(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.faults.kills", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("arguments", "least"),
    [
        (("--step", "6"), 15),
        (("--inside", "--only", "os.rename", "--step", "3"), 10),
        (("--renames", "--only", "os.rename"), 3),
        (("--workers", "1", "--parts", "later", "--step", "15"), 5),
        (("--workers", "1", "--only", "in extract"), 1),
    ],
    ids=["one process", "standing in the folder", "without exchange", "tables", "workers"],
)
def test_a_killed_build_leaves_one_output_whole_and_nothing_that_the_next_does_not_clear(
    arguments: tuple[str, ...], least: int
) -> None:
    came = trials(*arguments)
    assert came["faults"] == {}
    assert came["tried"] >= least and came["ends"] == {"-9": came["tried"]}


def test_an_interrupted_build_says_so_and_leaves_one_output_whole() -> None:
    came = trials("--signal", "SIGINT", "--step", "8")
    assert came["faults"] == {}
    assert came["tried"] >= 10 and set(came["ends"]) <= {"130", "0"} and came["ends"]["130"] >= 10


def test_ctrl_c_in_the_middle_of_a_query_is_ctrl_c(tmp_path: Path) -> None:
    import duckdb

    begun = Event()

    def interrupt() -> None:
        begun.wait()
        time.sleep(0.3)
        os.kill(os.getpid(), signal.SIGINT)

    def ask() -> None:
        with staged(tmp_path / "out"), duckdb.connect() as tables:
            begun.set()
            tables.execute("SELECT count(*) FROM range(100000) a, range(1000000) b WHERE a.range * b.range % 7 = 3")

    Thread(target=interrupt, daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        ask()
    assert list(tmp_path.iterdir()) == []
