"""A build on a real cluster of Spark writes the bytes that one in this process writes, whoever is killed meanwhile."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZipFile

import pytest

from bench.made import write
from kg.config import Config
from kg.export.neo4j_admin import AFTER, COMMAND, export_neo4j_admin
from kg.graph.folder import read_graph
from kg.run.spark.files import TASK_BYTES
from tests.run.spark_cluster import (
    JVM,
    SMALL,
    Cluster,
    end_session,
    parent_of,
    runs,
    spark_environment,
    told_by,
    until,
)
from tests.run.texts import HASHED, built, decision, digests, texts

pytestmark = pytest.mark.group("spark")
ROOT = Path(__file__).resolve().parent.parent.parent
LEXICON = "name,type\n星火工程,Program\n罗书记,Person\n"
# Of made talks, so many that a killed worker has left some of its work undone.
MANY = 40


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """Texts of all sorts, with their names in Chinese too, and one that Spark would pass over by itself."""
    folder = texts(tmp_path_factory.mktemp("texts") / "in", corpus)
    talk = (folder / "made" / "000001.txt").read_text(encoding="utf-8")
    (folder / "甲乡").mkdir()
    (folder / "甲乡" / "_讲话 一.txt").write_text(talk.replace("同志们", "同志们，星火工程"), encoding="utf-8")
    return folder


@contextmanager
def building(
    cluster: Cluster, place: Path, inputs: Sequence[str], out: Path, *more: str, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """`kg build` on the cluster from a folder of its own; its event log in PLACE/events. AssertionError where it
    fails."""
    (place / "events").mkdir(parents=True)
    logged = {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": f"file://{place / 'events'}",
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.compress": "false",
        "spark.executorEnv.PYTHONPATH": str(ROOT),
    }
    given = [f"--spark={name}={value}" for name, value in {**SMALL, **logged, **settings}.items()]
    command = [sys.executable, "-m", "kg", "build", *inputs, "-o", str(out), *more, "-q"]
    environment = spark_environment() | {"PYTHONPATH": str(ROOT), "JDK_JAVA_OPTIONS": JVM}
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--engine", "spark", "--master", cluster.master, *given],
            cwd=place,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
        until(lambda: process.poll() is not None, "the build to end")
        assert process.returncode == 0, (place / "log").read_text(errors="replace")[-3000:]
    finally:
        end_session(process)


def test_a_cluster_writes_what_one_process_does(spark_cluster: Cluster, source: Path, tmp_path: Path) -> None:
    """With a lexicon that only the driver has, and a person's decisions, of which one calls a name no name."""
    place = tmp_path / "driver"
    place.mkdir()
    lexicon = place / "own.csv"
    lexicon.write_text(LEXICON, encoding="utf-8")
    out = tmp_path / "out"
    for left, right, verdict in (("双五星", "", "not_a_name"), ("乡村振兴", "脱贫攻坚", "same")):
        decision(out, "Program", left, right, verdict)
    shutil.copy(out.with_name("out.decisions.jsonl"), tmp_path / "alone.decisions.jsonl")
    alone = built(source, tmp_path / "alone", own=Config(lexicon=(lexicon,)))
    with building(spark_cluster, place, [str(source)], out, "--lexicon", lexicon.name):
        pass
    assert digests(out) == alone
    assert "星火工程" in (out / "mentions.jsonl").read_text(encoding="utf-8")
    same_import(out, tmp_path / "out.spark" / "neo4j-admin", tmp_path / "import")
    told = told_by(place / "events")
    assert not told.failed
    assert len({told.worker[executor] for executor in told.done}) == 2, "both workers ran tasks"
    for work, _ in spark_cluster.workers:
        (sent,) = work.glob("app-*/*/own.csv")
        assert sent.read_text(encoding="utf-8") == LEXICON, (
            "which came through Spark, for nobody else is in that folder"
        )


def same_import(out: Path, written: Path, folder: Path) -> None:
    """What the tasks wrote for neo4j-admin is what is written of a graph that is held whole, parted otherwise."""
    folder.mkdir()
    command = export_neo4j_admin(read_graph(out), folder)
    for _, name in command.sources:
        header, *lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        assert (written / name).read_text(encoding="utf-8") == header
        parts = (written / name.removesuffix(".csv")).glob("part-*")
        assert sorted("".join(part.read_text(encoding="utf-8") for part in parts).splitlines(True)) == sorted(lines)
    assert (written / AFTER).read_text(encoding="utf-8") == (folder / AFTER).read_text(encoding="utf-8")
    shell = command.shell()
    for _, name in command.sources:
        shell = shell.replace(name, f"{name},{name.removesuffix('.csv')}/part-.*")
    assert shlex.split(shell) == shlex.split((written / COMMAND).read_text(encoding="utf-8").splitlines()[-1])[3:]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made talks, one of them in an archive with what is no text."""
    folder = tmp_path_factory.mktemp("many") / "in"
    write(MANY, folder)
    talk = folder / "000002.txt"
    with ZipFile(folder / "汇编.zip", "w") as archive:
        archive.write(talk, "甲乡/讲话.txt")
        archive.writestr("甲乡/照片.jpg", b"no text")
    talk.unlink()
    return folder


def test_killed_workers_change_nothing(spark_cluster: Cluster, many: Path, tmp_path: Path) -> None:
    """One Python worker and one executor, each killed while a task waits for it, which then is tried again
    elsewhere."""
    alone = built(many, tmp_path / "alone")
    out, place = tmp_path / "out", tmp_path / "driver"
    written = tmp_path / "out.spark" / "part" / "_temporary" / "0"
    # a task for each file, so that there is something left to do at each point
    with building(spark_cluster, place, [f"file://{many}"], out, **{TASK_BYTES: "1"}) as process:

        def wait_for(number: int) -> None:
            until(lambda: len(list(written.glob("task_*"))) >= number, f"{number} tasks done", process)

        until(lambda: len(spark_cluster.pythons()) >= 2, "Python on both workers", process)
        wait_for(2)
        first = spark_cluster.pythons()[0]
        second = next(python for python in spark_cluster.pythons() if parent_of(python) != parent_of(first))
        executor = parent_of(parent_of(second))
        assert executor in spark_cluster.executors()
        for python, victim in ((first, first), (second, executor)):
            os.kill(python, signal.SIGSTOP)  # so that a task waits for it when its turn comes
            wait_for(len(list(written.glob("task_*"))) + 3)  # done by the other one
            kill(victim)
        with suppress(
            ProcessLookupError
        ):  # it is stopped: only where its group hears that it is orphaned, it has ended
            os.kill(second, signal.SIGKILL)
        assert written.exists() and len(list(written.glob("task_*"))) < MANY, "there is work left to do"
    assert digests(out) == alone
    told = told_by(place / "events")
    assert told.retried >= 2
    assert {"ExceptionFailure", "ExecutorLostFailure"} <= set(told.failed)
    assert told.removed
    assert len({told.worker[executor] for executor in told.done}) == 2, "both workers ran tasks"


def kill(process: int) -> None:
    """Kill it, and see it gone."""
    assert runs(process)
    os.kill(process, signal.SIGKILL)
    until(lambda: not runs(process), f"{process} to be gone")


def test_all_tables_are_among_what_is_compared() -> None:
    assert {"mentions", "relations", "entities", "edges"} == set(HASHED)
