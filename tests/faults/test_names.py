"""Names of files that a terminal would act on, that are no text, or that are as long as names may be."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.faults.conftest import TALK, Build

NAMES = (
    b"\xe8\xae\xb2\n\xe8\xaf\x9d.txt",
    b"a\tb\x1b[31mred\x1b]0;title\x07.txt",
    b"\"quoted\" 'twice' `and` $(so).txt",
    b"\xff\xfe\xfa.txt",  # no text in any encoding
    "甲乡讲话.txt".encode("gb18030"),
    ("名" * 83 + "12.txt").encode(),  # 255 bytes
    "\u202egnp.txt".encode(),
    b"-o.txt",
    b"<script>alert(1)</script>.txt".replace(b"/", b"_"),
    b"=cmd|'calc'!A1.txt",
)
UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A file of each name, and as many that are empty, in a folder of an odd name."""
    folder = tmp_path / "输\n入\x1b[2J"
    (folder / "空").mkdir(parents=True)
    assert max(map(len, NAMES)) == 255
    for number, name in enumerate(NAMES):
        (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_text(TALK.format(number), encoding="utf-8")
        Path(os.fsdecode(os.fsencode(folder / "空") + b"/" + name)).write_bytes(b"")
    return folder


def test_all_are_read_and_nothing_reaches_the_terminal(named: Path, tmp_path: Path) -> None:
    out = tmp_path / "o\x1b[31mut"
    for verb in (["build", str(named)], ["query", "speeches"], ["report"], ["query", "evidence", "-p", "name=枝城镇"]):
        said = CliRunner().invoke(main, [*verb, "-o", str(out)])
        assert said.exit_code in (0, 2) and "Traceback" not in said.output, said.output
        assert UNSAFE.findall(said.output) == []
        if verb[0] == "build":
            assert said.exit_code == 0 and said.stderr.count("文件为空") == len(NAMES)
    rows = [json.loads(line) for line in (out / "speeches.jsonl").read_text("utf-8").split("\n")[:-1]]
    assert len({row["file"] for row in rows}) == len(NAMES)
    assert {row["file"] for row in rows} >= {"讲\n话.txt", "甲乡讲话.txt", "-o.txt", "名" * 83 + "12.txt"}
    for line in (out / "problems.jsonl").read_bytes().splitlines():
        assert json.loads(line)["file"].startswith("空/")
        assert UNSAFE.findall(line.decode()) in ([], ["\u202e"]), "JSON escapes what is below a blank"


def test_nothing_readable_is_one_line(named: Path, tmp_path: Path) -> None:
    said = CliRunner().invoke(main, ["build", str(named / "空"), "-o", str(tmp_path / "out")])
    assert said.exit_code == 2
    assert said.stderr.count("\n") <= 2 and said.stderr.splitlines()[-1].startswith("错误：")
    assert UNSAFE.findall(said.stderr) == []


def test_workers_read_the_same(kg_build: Build, named: Path, tmp_path: Path) -> None:
    assert kg_build(named, tmp_path / "out", 1) == kg_build(named, tmp_path / "other")


def test_no_readable_kind_is_told_by_all_kinds(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    said = CliRunner().invoke(main, ["--lang", "en", "build", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    assert said.exit_code == 2 and ".txt" in said.stderr and ".docx" in said.stderr and ".zip" in said.stderr
