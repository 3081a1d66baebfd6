"""A real Spark cluster for the tests: a standalone master and two workers on 127.0.0.1, from the pip package alone,
small JVMs, each worker in a folder of its own. Everything that it started is ended with it, also when a test fails.

What a test wants to know of a run it reads from Spark's own event log (`told_by`), and whom to kill from /proc.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from kg.errors import KgError
from kg.server.java import find_java

OLDEST_JAVA = 17
# A machine may be so busy that starting a JVM takes a minute.
PATIENCE = 600.0
# Compiled little and collected by one thread: these JVMs live for a minute and share two cores.
JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
SMALL = {
    "spark.driver.extraJavaOptions": JVM,
    "spark.executor.extraJavaOptions": JVM,
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.driver.memory": "512m",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.network.timeout": "600s",
}


@cache
def unavailable() -> str | None:
    """Why no cluster can run here, in one sentence, or None where one can."""
    lacking = [name for name in ("pyspark", "pyarrow", "pandas") if importlib.util.find_spec(name) is None]
    if lacking:
        return f"not installed: {', '.join(lacking)}"
    if not Path("/proc/self/stat").exists():
        return "no /proc, by which its processes are found"
    try:
        find_java(OLDEST_JAVA)
    except KgError:
        return f"no Java of {OLDEST_JAVA} or newer"
    return None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that runs: the URL of its master, and the folder of each worker with the number of its process."""

    master: str
    workers: tuple[tuple[Path, int], ...]

    def executors(self) -> list[int]:
        """The executor JVMs that run now."""
        return [
            process
            for _, worker in self.workers
            for process in session_of(worker)
            if process != worker and b"CoarseGrainedExecutorBackend" in command_of(process)
        ]

    def pythons(self) -> list[int]:
        """The Python processes that run tasks now: children of the daemon that each executor keeps."""
        daemons = {p for _, worker in self.workers for p in session_of(worker) if b"pyspark.daemon" in command_of(p)}
        return sorted(process for process in daemons if parent_of(process) in daemons)


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """Start one, each worker with one core, and end it."""
    with ExitStack() as stack:
        master, logged = stack.enter_context(_daemon(folder / "master", "master.Master", "--webui-port", "0"))
        url = _logged(logged, r"Starting Spark master at (spark://\S+)", master)
        state = _logged(logged, r"Bound MasterWebUI to \S+, and started at (http://\S+)", master) + "/json/"
        started = []
        for number in range(workers):
            place = folder / f"worker-{number}"
            own = ["--webui-port", "0", "--cores", "1", "--memory", "1g", "--work-dir", str(place / "work"), url]
            worker, _ = stack.enter_context(_daemon(place, "worker.Worker", *own))
            started.append((place / "work", worker.pid))
        until(lambda: _alive(state) == workers, f"{workers} workers")
        yield Cluster(url, tuple(started))


@contextmanager
def _daemon(folder: Path, name: str, *arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A daemon of Spark in a session of its own, with which all that it started is ended."""
    spec = importlib.util.find_spec("pyspark")
    assert spec and spec.origin
    home = Path(spec.origin).parent
    folder.mkdir(parents=True)
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1"]
    environment = spark_environment() | {"SPARK_DAEMON_JAVA_OPTS": JVM, "SPARK_DAEMON_MEMORY": "256m"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--port", "0", *arguments],
            cwd=folder,
            env=environment | {"SPARK_HOME": str(home), "SPARK_NO_DAEMONIZE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process, folder / "log"
    finally:
        end_session(process)


def spark_environment() -> dict[str, str]:
    """The environment of whatever takes part: everything stays on this machine, in this Python."""
    return {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "LC_ALL": "C.UTF-8"}


def end_session(process: subprocess.Popen[Any]) -> None:
    """Kill a process that leads a session, and all of that session: daemons of Python leave the group, not the
    session."""
    while members := session_of(process.pid):
        for member in members:
            try:
                os.kill(member, signal.SIGKILL)
            except ProcessLookupError:
                continue
        process.poll()
        time.sleep(0.05)
    process.wait()


def session_of(leader: int) -> list[int]:
    """All processes of a session that are no zombies."""
    return [process for process, state, _, session in _processes() if session == leader and state != "Z"]


def parent_of(process: int) -> int:
    """The parent of a process, 0 where there is no such process any more."""
    return next((parent for found, _, parent, _ in _processes() if found == process), 0)


def command_of(process: int) -> bytes:
    """The command line of a process."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def runs(process: int) -> bool:
    """Whether a process is there and no zombie."""
    return any(found == process and state != "Z" for found, state, _, _ in _processes())


def _processes() -> Iterator[tuple[int, str, int, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text(errors="replace")
            except OSError:
                continue
            state, parent, _, session, *_ = told.rpartition(")")[2].split()
            yield int(entry.name), state, int(parent), int(session)


def until(ready: Callable[[], Any], what: str, running: subprocess.Popen[Any] | None = None) -> Any:
    """What `ready` gives as soon as that is something. AssertionError where it takes too long or `running` has
    ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := ready():
            return found
        assert running is None or running.poll() is None, f"ended while waiting for {what}"
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE:.0f} s for {what}")


def _logged(log: Path, pattern: str, process: subprocess.Popen[bytes]) -> str:
    def found() -> str | None:
        match = re.search(pattern, log.read_text(errors="replace"))
        return match[1] if match else None

    return str(until(found, f"{pattern} in {log}", process))


def _alive(address: str) -> int:
    with urlopen(address, timeout=60) as answer:
        return sum(worker["state"] == "ALIVE" for worker in json.load(answer)["workers"])


@dataclass(frozen=True, slots=True)
class Told:
    """What an application's event log tells: tasks done by executor, tasks that failed or were lost and what for, the
    stages with a task that was tried again and done, executors that went away, and the worker of each executor."""

    done: Counter[str]
    failed: tuple[str, ...]
    retried: int
    removed: tuple[str, ...]
    worker: dict[str, str]


def told_by(folder: Path) -> Told:
    """Of the only application that wrote its event log there."""
    (log,) = [
        path for path in folder.rglob("*") if path.is_file() and path.stat().st_size and "appstatus" not in path.name
    ]
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    ends = _of(events, "TaskEnd")
    good = [event for event in ends if event["Task End Reason"]["Reason"] == "Success"]
    lost = {(event["Stage ID"], event["Task Info"]["Index"]) for event in ends} & {
        (event["Stage ID"], event["Task Info"]["Index"]) for event in ends if event not in good
    }
    return Told(
        Counter(event["Task Info"]["Executor ID"] for event in good),
        tuple(event["Task End Reason"]["Reason"] for event in ends if event not in good),
        sum((event["Stage ID"], event["Task Info"]["Index"]) in lost for event in good),
        tuple(event["Executor ID"] for event in _of(events, "ExecutorRemoved")),
        {
            event["Executor ID"]: event["Executor Info"]["Log Urls"]["stdout"].split("/")[2]
            for event in _of(events, "ExecutorAdded")
        },
    )


def _of(events: Sequence[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [event for event in events if event["Event"] == f"SparkListener{name}"]


@pytest.fixture(scope="session")
def spark_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that lives as long as the tests."""
    with cluster(tmp_path_factory.mktemp("spark")) as started:
        yield started
