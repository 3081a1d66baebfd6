"""`kg eval`: table and JSON, faults in context, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from tests.evaluate.small import FILE, TEXT, build, gold, said, write_build, write_gold


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """A gold and a build that misses 张民, invents 一肩挑 and turns a relation round."""
    rows = build()
    rows["mentions"][0] = said("一肩挑", "Program")
    rows["relations"][1] |= {"head": "青川县", "tail": "双五星工程"}
    gold_folder = write_gold(tmp_path / "gold", gold())
    return [str(gold_folder), "--out", str(write_build(tmp_path / "out", rows))]


def test_table_in_both_languages(folders: list[str]) -> None:
    chinese, english = run("eval", *folders), run("--lang", "en", "eval", *folders)
    assert chinese.exit_code == english.exit_code == 0
    assert "核心五类" in chinese.output and "traps hit 1" in english.output
    (core,) = [line for line in english.output.splitlines() if line.startswith("core ")]
    assert core.split("|")[1].split() == ["5", "1", "1", "0.833", "0.833", "0.833"]


def test_json(folders: list[str]) -> None:
    answer = json.loads(run("eval", *folders, "--format", "json").stdout)
    assert answer["strict"]["core"] | {"hits": 5, "alarms": 1, "misses": 1} == answer["strict"]["core"]
    assert answer["strict"]["core"]["f1"] == pytest.approx(5 / 6)
    assert answer["strict"]["Event"]["f1"] is None
    assert answer["relations"]["IMPLEMENTED_IN"]["recall"] == 0.5
    assert answer["traps"] == 1 and answer["files"] == [FILE]


def test_faults_in_context(folders: list[str]) -> None:
    shown = run("--lang", "en", "eval", *folders, "--errors", "5").output
    assert f"{FILE}:6-8  Person  青川县委书记⟦张民⟧说，双五星工程在青川县和XX镇推行，见《\n" in shown
    assert "trap (1)" in shown
    assert "双五星工程 → 青川县  ⟦青川县委书⟧记张民" in shown
    assert "relation false (1)" in shown


def test_no_more_faults_than_asked_for(folders: list[str]) -> None:
    write_build(Path(folders[2]).with_name("empty"), {**build(), "mentions": []})
    shown = run("eval", folders[0], "--out", Path(folders[2]).with_name("empty"), "--errors", "2").output
    assert "漏掉 (6)" in shown
    assert shown.count(f"  {FILE}:") == 2


def test_context_from_the_texts_themselves(folders: list[str], tmp_path: Path) -> None:
    texts = tmp_path / "texts" / "below"
    texts.mkdir(parents=True)
    (texts / FILE).write_text(TEXT.replace("说，", "说\x1b\n"), encoding="utf-8")
    shown = run("eval", *folders, "--errors", "5", "--texts", tmp_path / "texts").output
    assert "青川县委书记⟦张民⟧说�\n" in shown  # to the end of the line, and nothing that steers the terminal


def test_texts_that_are_not_there(folders: list[str], tmp_path: Path) -> None:
    outcome = run("eval", *folders, "--errors", "5", "--texts", tmp_path / "nowhere")
    assert outcome.exit_code == 2 and FILE in outcome.output


def test_a_gold_that_is_not_there(folders: list[str], tmp_path: Path) -> None:
    outcome = run("eval", tmp_path / "nowhere", *folders[1:])
    assert outcome.exit_code == 2 and "错误" in outcome.output


def test_an_output_that_is_not_there(folders: list[str], tmp_path: Path) -> None:
    outcome = run("eval", folders[0], "--out", tmp_path / "nowhere")
    assert outcome.exit_code == 2 and "kg build" in outcome.output
