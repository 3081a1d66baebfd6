"""Decisions and builds: found beside the output, kept when the output is replaced or a text is edited, and undone."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from tests.passages import HEAD
from tests.test_build import digests, rows

TALK = HEAD + "刚才，罗书记提了要求。整市推进和“整县推进”工作要衔接，整市推进工作要抓好，“整县推进”工作要抓实。\n"


def kg(*arguments: str | Path) -> Result:
    outcome = CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)], catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return outcome


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "talk.txt").write_text(TALK, encoding="utf-8")
    kg("build", tmp_path / "in", "-o", tmp_path / "out")
    return tmp_path


def decide(folder: Path, *arguments: str) -> None:
    kg("review", "-o", folder / "out", "--by", "王敏", "--at", "2024-09-01", "--decide", *arguments)


def programs(folder: Path) -> set[str]:
    return {row["name"] for row in rows(folder / "out", "entities") if row["type"] == "Program"}


def test_a_rebuild_does_what_was_decided_and_undone(folder: Path) -> None:
    out, decisions = folder / "out", folder / "out.decisions.jsonl"
    before = digests(out)
    assert programs(folder) == {"整县推进", "整市推进"}
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["decisions"] is None
    decide(folder, "same", "Program", "整县推进", "整市推进")
    kg("build", folder / "in", "-o", out)
    assert programs(folder) == {"整市推进"}
    (node,) = (row for row in rows(out, "entities") if row["type"] == "Program")
    assert "整县推进" in node["props"]["aliases"]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["decisions"] == sha256(decisions.read_bytes()).hexdigest()
    (judgement,) = (row for row in rows(out, "judgements") if row["by"])
    assert (judgement["verdict"], judgement["by"], judgement["at"]) == ("same", "王敏", "2024-09-01")
    kg("review", "-o", out, "--undo", "1", "--by", "王敏")
    kg("build", folder / "in", "-o", out)
    assert digests(out, "manifest.json") == {k: v for k, v in before.items() if k != "manifest.json"}
    decisions.unlink()
    kg("build", folder / "in", "-o", out)
    assert digests(out) == before


def test_statements_are_never_rewritten(folder: Path) -> None:
    facts = ("start", "end", "rel", "speech")
    before = [[row[key] for key in facts] for row in rows(folder / "out", "relations")]
    decide(folder, "same", "Program", "整县推进", "整市推进")
    kg("build", folder / "in", "-o", folder / "out")
    assert [[row[key] for key in facts] for row in rows(folder / "out", "relations")] == before


def test_decisions_outlive_an_edited_text(folder: Path) -> None:
    decide(folder, "same", "Person", "罗书记", "罗大山", "--scope", "talk.txt")
    (folder / "in" / "talk.txt").write_text(TALK.replace("刚才，", "昨天下午，"), encoding="utf-8")
    kg("build", folder / "in", "-o", folder / "out")
    assert {row["entity"] for row in rows(folder / "out", "mentions") if row["text"] == "罗书记"} == {"罗大山"}


def test_a_contradiction_is_told_by_the_build(folder: Path) -> None:
    decide(folder, "different", "Program", "整县推进", "整市推进")
    decide(folder, "same", "Program", "整县推进", "整省推进")
    decide(folder, "same", "Program", "整市推进", "整省推进")
    outcome = kg("build", folder / "in", "-o", folder / "out", "-q")
    assert "3: Program 整市推进 = 整省推进" in outcome.output and "1: Program 整县推进 ≠ 整市推进" in outcome.output
    *unheard, problem = rows(folder / "out", "problems")
    assert len(unheard) == 2
    assert all("“整省推进”不见于任何原文" in row["message"] for row in unheard), "which may be a slip of the hand"
    assert (problem["file"], problem["stage"]) == ("out.decisions.jsonl", "link")
    assert programs(folder) == {"整省推进", "整市推进"}


def test_a_file_of_ones_own(folder: Path) -> None:
    own = folder / "team.jsonl"
    shown = kg(
        "review", "-o", folder / "out", "--decisions", own, "--by", "a", "--decide", "not-a-name", "Program", "整县推进"
    )
    assert f"--decisions {own}" in shown.output
    kg("build", folder / "in", "-o", folder / "out")
    assert "整县推进" in programs(folder)
    kg("build", folder / "in", "-o", folder / "out", "--decisions", own)
    assert "整县推进" not in programs(folder)


def test_a_bad_or_missing_file_stops_the_build(folder: Path) -> None:
    for name, text in (("gone.jsonl", None), ("bad.jsonl", "{}\n")):
        if text:
            (folder / name).write_text(text, encoding="utf-8")
        command = [
            "--lang",
            "en",
            "build",
            str(folder / "in"),
            "-o",
            str(folder / "out"),
            "--decisions",
            str(folder / name),
        ]
        outcome = CliRunner().invoke(main, command)
        assert outcome.exit_code == 2 and name in outcome.output
