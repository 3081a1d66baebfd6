"""Builds that are killed, or interrupted, at any point: tests.faults.kills does it, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg.run.signals import stopped_by_signals

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


@pytest.mark.parametrize(
    "asked", ["list(tables.rows(LONG))", "tables.connection.execute(LONG)", "tables.write(LONG, folder / 'lines')"]
)
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_query_that_takes_long_ends_when_it_is_told_to(tmp_path: Path, asked: str, end: signal.Signals) -> None:
    code = LONG.format(asked=asked)
    asking = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "out")], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert asking.stdout and asking.stdout.readline() == "begun\n"
    time.sleep(0.3)
    asking.send_signal(end)
    told, _ = asking.communicate(timeout=60)
    assert (asking.returncode, told) == (0, "interrupted -1 1\n"), "and nobody listens any more"
    assert list(tmp_path.iterdir()) == []


LONG = """
import signal, sys, threading
from contextlib import closing
from pathlib import Path
from kg.run.signals import interrupt, stopped_by_signals
from kg.run.tables import DuckTables
from kg.sinks.staging import staged

LONG = "SELECT max(md5(range::VARCHAR)) FROM range(10000000000)"
signal.signal(signal.SIGTERM, interrupt)

def ask():
    print("begun", flush=True)
    {asked}

try:
    with staged(Path(sys.argv[1])) as folder, closing(DuckTables(folder, 2)) as tables:
        stopped_by_signals(tables.interrupt, ask)
except KeyboardInterrupt:
    print("interrupted", signal.set_wakeup_fd(-1), threading.active_count())
"""


def test_a_signal_that_does_not_end_the_process_ends_no_work() -> None:
    stopped = []

    def work() -> str:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.3)
        return "done"

    former = signal.signal(signal.SIGTERM, lambda number, frame: None)
    try:
        assert stopped_by_signals(lambda: stopped.append(1), work) == "done"
    finally:
        signal.signal(signal.SIGTERM, former)
    assert stopped == []


def test_who_listens_for_signals_already_goes_on_hearing_them() -> None:
    hears, tells = socket.socketpair()
    tells.setblocking(False)
    former = signal.signal(signal.SIGTERM, lambda number, frame: None)
    before = signal.set_wakeup_fd(tells.fileno())
    try:
        stopped_by_signals(lambda: None, lambda: os.kill(os.getpid(), signal.SIGTERM))
        assert hears.recv(1) == bytes([signal.SIGTERM])
    finally:
        signal.set_wakeup_fd(before)
        signal.signal(signal.SIGTERM, former)
        hears.close()
        tells.close()
