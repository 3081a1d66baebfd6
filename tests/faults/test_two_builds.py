"""Two that write to one folder at the same moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.graph.folder import read_manifest
from kg.sinks.embedded import FILE, open_embedded
from kg.sinks.locks import Held, alone, lock_of
from kg.sinks.replace import replace_output
from tests.faults.conftest import Build, change
from tests.faults.kills import digests
from tests.faults.test_killed import ROOT, trials

HOLDS = """
import sys
from pathlib import Path
from kg.sinks.locks import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another(out: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes to a folder."""
    command = [sys.executable, "-c", HOLDS, str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
        if process.stdin and process.poll() is None:
            process.stdin.close()


def test_the_second_is_told_and_the_first_goes_on(kg_build: Build, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    former = kg_build(texts, out)
    manifest = read_manifest(out)
    (out / FILE).unlink()
    change(texts)
    with another(out) as process:
        with pytest.raises(KgError, match=f"{out}（进程 {process.pid}）"):
            kg_build(texts, out)
        with pytest.raises(KgError, match="再运行一次"):
            replace_output(out, "graph.html", b"", manifest)
        assert open_embedded(out).node_count() > 5, "what is asked is answered, from memory"
        assert not (out / FILE).exists()
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert lock_of(out).exists(), "a killed process leaves the file, but no lock"
    del former[FILE]
    assert digests(out) == former
    assert kg_build(texts, out) != former
    assert not lock_of(out).exists()


def test_a_link_to_the_folder_is_the_folder(kg_build: Build, texts: Path, tmp_path: Path) -> None:
    kg_build(texts, tmp_path / "out")
    (tmp_path / "link").symlink_to(tmp_path / "out")
    with another(tmp_path / "out"), pytest.raises(KgError, match="进程"):
        kg_build(texts, tmp_path / "link")


def test_what_was_made_of_a_former_graph_is_not_put_into_a_new_one(
    kg_build: Build, texts: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    kg_build(texts, out)
    manifest = read_manifest(out)
    change(texts)
    later = kg_build(texts, out)
    with pytest.raises(KgError, match="再运行一次"):
        replace_output(out, "graph.html", b"of the former", manifest)
    assert digests(out) == later


def test_builds_at_the_same_moment_leave_one_whole_output() -> None:
    came = trials("--together", "4")
    assert came["faults"] == {}
    assert set(came["ends"]) <= {"0", "2"} and came["ends"]["0"] >= 1
    assert sum(came["ends"].values()) == 4


def test_a_lock_is_waited_for_and_handed_on(tmp_path: Path) -> None:
    with alone(tmp_path / "x"), pytest.raises(Held), alone(tmp_path / "x", wait=0.05):
        raise AssertionError("not reached")
    with alone(tmp_path / "x", wait=0.05) as locked:
        assert locked
    assert list(tmp_path.iterdir()) == []


def test_a_long_name_has_a_lock_too(tmp_path: Path) -> None:
    out = tmp_path / ("名" * 85)
    assert len(os.fsencode(out.name)) == 255
    with alone(out):
        (lock,) = tmp_path.iterdir()
    assert lock == lock_of(out) != lock_of(tmp_path / ("名" * 84))
