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
from kg.sinks import staging
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


@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder"])
def test_what_is_no_file_in_the_place_of_a_lock_is_refused(tmp_path: Path, kind: str) -> None:
    lock, foreign = lock_of(tmp_path / "out"), tmp_path / "foreign"
    foreign.write_text("12", encoding="utf-8")
    if kind == "pipe":
        os.mkfifo(lock)
    elif kind == "folder":
        lock.mkdir()
    else:
        lock.symlink_to(foreign if kind == "link" else tmp_path / "none")
    with pytest.raises(KgError, match="不是普通文件"), alone(tmp_path / "out"):
        raise AssertionError("not reached")
    assert foreign.read_text(encoding="utf-8") == "12" and os.path.lexists(lock)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("text", ["what somebody wrote", "12"])
def test_a_file_of_somebody_is_locked_and_stays_as_it_is(tmp_path: Path, text: str) -> None:
    lock, foreign = lock_of(tmp_path / "out"), tmp_path / "foreign"
    foreign.write_text(text, encoding="utf-8")
    if text.isdigit():
        lock.hardlink_to(foreign)
    else:
        foreign.rename(lock)
    with alone(tmp_path / "out") as locked:
        assert locked and lock.read_text(encoding="utf-8") == text
        with pytest.raises(Held), alone(tmp_path / "out"):
            raise AssertionError("not reached")
    assert lock.read_text(encoding="utf-8") == text


WITHOUT = """
import os, sys
from pathlib import Path
sys.modules["fcntl"] = sys.modules["resource"] = None
for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "pread", "pwrite"):
    delattr(os, name)
from kg.sinks.locks import alone
with alone(Path(sys.argv[1])) as locked:
    print(locked)
from kg.cli import main
main()
"""


@pytest.mark.parametrize("verb", ["build", "doctor"])
def test_a_system_without_what_is_unix_alone(texts: Path, tmp_path: Path, verb: str) -> None:
    arguments = [verb, *([texts] if verb == "build" else []), "-o", tmp_path / "out"]
    code = WITHOUT.replace("main()", f"main({[str(argument) for argument in arguments]})")
    command = [sys.executable, "-c", code, str(tmp_path / "x")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert "Traceback" not in done.stderr and "look-" not in done.stdout, done.stderr
    assert done.stdout.startswith("False\n"), done.stderr
    assert done.returncode == (verb == "doctor"), "there is no folder to look at"
    assert (tmp_path / "out" / "manifest.json").exists() == (verb == "build")


def test_no_signal_is_sent_where_0_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(process: int, number: int) -> None:
        raise AssertionError((process, number))

    with monkeypatch.context() as windows:
        windows.setattr(os, "name", "nt")
        windows.setattr(os, "kill", kill)
        assert staging._runs(os.getpid())
