"""`kg doctor` itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.doctor import core, machine, stores
from kg.doctor.examine import examine
from kg.doctor.finding import Finding
from tests.test_imports import HEAVY

ROOT = Path(__file__).resolve().parents[2]
PARTS = {"core", "extras", "programs", "server", "folders", "machine", "output"}


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_in_both_languages() -> None:
    zh, en = run("doctor"), run("--lang", "en", "doctor")
    assert (zh.exit_code, en.exit_code) == (0, 0), zh.output
    assert "kg 可以使用" in zh.output
    assert "kg works" in en.output
    assert re.search(r"[\u4e00-\u9fff]", en.output) is None
    assert len(zh.output.splitlines()) == len(en.output.splitlines())


def test_for_programs(built: Path) -> None:
    told = json.loads(run("doctor", "--json", "-o", built).output)
    assert told["sound"] is True
    assert {finding["part"] for finding in told["findings"]} == PARTS
    names = [(finding["part"], finding["name"]) for finding in told["findings"]]
    assert len(names) == len(set(names))


def test_it_fails_where_kg_would(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(core, "load", lambda modules: {"kglite": "exit -4"})
    outcome = run("doctor")
    assert outcome.exit_code == 1
    assert re.search(r"\[坏\] kglite: .*exit -4 → pip install", outcome.output)
    assert "1 处需要修复" in outcome.output


def test_it_fails_where_the_folder_is_none(tmp_path: Path) -> None:
    outcome = run("doctor", "-o", tmp_path)
    assert outcome.exit_code == 1
    assert "请先运行 kg build" in outcome.output


def test_it_loads_nothing_heavy_itself() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "kg", "doctor", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    loaded = {match[1] for match in re.finditer(r"^import time:.*\|\s*([\w]+)[\w.]*$", done.stderr, re.MULTILINE)}
    assert "kg" in loaded
    assert loaded & (HEAVY - {"sqlite3"}) == set()


def test_a_look_that_raises_is_a_finding_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def raising() -> Iterator[Finding]:
        yield Finding("machine", "processors", "sound", ("一个", "one"))
        raise OSError("a strange machine")

    whole = len(examine(None))
    monkeypatch.setattr(machine, "processors", raising)
    monkeypatch.setattr(stores, "named", lambda: iter([int("neo4j://user:secret@host")]))
    outcome = run("--lang", "en", "doctor")
    assert outcome.exit_code == 0, "kg works without"
    assert "could not look at processors: OSError: a strange machine" in outcome.output
    assert "could not look at named: ValueError\n" in outcome.output and "secret" not in outcome.output
    assert len(examine(None)) == whole, "memory is not told of, and what went wrong is"
    monkeypatch.setattr(core, "packages", lambda: iter(range(1 // 0)))
    assert run("doctor").exit_code == 1
