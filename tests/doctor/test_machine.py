"""The machine and its folders."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.doctor import machine, places, programs
from kg.doctor.finding import size


def test_a_container_has_what_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cpu.max").write_text("50000 100000\n", encoding="ascii")
    (tmp_path / "memory.max").write_text("500000000\n", encoding="ascii")
    monkeypatch.setattr(machine, "CGROUP", tmp_path)
    found = {finding.name: finding for finding in machine.processors()}
    assert found["processors"].facts == {"count": 1}
    assert found["memory"].facts == {"bytes": 500_000_000}
    assert found["memory"].state == "note"
    for name in ("cpu.max", "memory.max"):
        (tmp_path / name).write_text("max\n", encoding="ascii")
    assert {finding.name: finding for finding in machine.processors()}["memory"].facts["bytes"] > 500_000_000


@pytest.mark.parametrize(
    ("encoding", "state"), [("utf-8", "sound"), ("gbk", "note"), ("ascii", "note"), ("gb18030", "sound")]
)
def test_what_the_terminal_can_show(encoding: str, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding=encoding))
    (found,) = machine.encoding()
    assert (found.state, found.facts["stdout"]) == (state, encoding)


@pytest.mark.parametrize(("limit", "state"), [(100, "note"), (1024, "sound"), (-1, "sound")])
def test_open_files(limit: int, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda what: (limit, limit))
    (found,) = machine.open_files()
    assert found.state == state


def test_folders_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(dir: Path) -> None:
        raise PermissionError(13, "Permission denied")

    found = {finding.name: finding for finding in places.writable(tmp_path / "new" / "out")}
    assert found["output"].facts["path"] == str(tmp_path), "the nearest folder that is there"
    assert {finding.state for finding in found.values()} == {"sound"}
    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    states = {finding.name: finding.state for finding in places.writable(tmp_path)}
    assert states == {"temporary": "broken", "output": "note"}
    assert list(tmp_path.iterdir()) == [], "a look leaves nothing behind"


def test_little_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=10_000_000))
    assert {finding.state for finding in places.writable(tmp_path / "out")} == {"note"}


def test_what_is_kept_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KG_NEO4J_HOME", str(tmp_path / "none"))
    (tmp_path / "cache" / "lib").mkdir(parents=True)
    (tmp_path / "cache" / "lib" / "a.jar").write_bytes(bytes(1234))
    (tmp_path / "out.parts").mkdir()
    found = {finding.name: finding.facts["bytes"] for finding in places.kept(tmp_path / "out")}
    assert found == {"downloads": 1234, "server-data": None, "parts": 0}


def test_sizes() -> None:
    assert [size(number) for number in (0, 999, 1000, 3_400_000, 68_300_000_000)] == [
        "0 B",
        "999 B",
        "1 kB",
        "3 MB",
        "68.3 GB",
    ]


def test_programs_that_are_not_there_are_told_with_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.server import java

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    for module in (programs, java):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    looks = (programs.office, programs.java, programs.maven)
    found = {finding.name: finding for look in looks for finding in look()}
    assert {name: finding.state for name, finding in found.items()} == dict.fromkeys(
        ("libreoffice", "java", "neo4j"), "lacking"
    )
    assert "apt install" in found["libreoffice"].mend[1]
    assert found["java"].mend == found["neo4j"].mend == ("pip install 'kg-speeches[server]'",) * 2


@pytest.mark.parametrize(("version", "enough"), [(17, False), (25, True)])
def test_the_java_that_would_be_taken(
    version: int, enough: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}.0.1\"' >&2\n", encoding="ascii")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    (found,) = programs.java()
    assert found.facts == {"version": version, "path": str(java)}
    assert ("21" in found.mend[1]) != enough
