"""kg review: what is doubtful is shown with its sentences, each answer is written at once, and can be taken back."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.link.decisions import in_force, read_decisions
from kg.link.reasons import REASONS
from tests.test_build import rows, texts

WHO = ("--by", "王敏", "--at", "2024-09-01T09:00:00+08:00")


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "out")


def review(out: Path, *arguments: str, answers: str = "", lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, "review", "-o", str(out), *arguments], input=answers)


def recorded(out: Path) -> list[dict[str, str]]:
    lines = (out.parent / "out.decisions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def standing(out: Path) -> list[tuple[str, str, str]]:
    decisions = in_force(read_decisions(out.parent / "out.decisions.jsonl"))
    return [(decision.verdict, str(decision.left), str(decision.right)) for decision in decisions]


def test_unsure_ones_come_first_then_the_lowest_scores(out: Path) -> None:
    shown = review(out, answers="\n" * 99).output
    heads = [line for line in shown.splitlines() if line.startswith("[")]
    unsure = [head for head in heads if "unsure" in head]
    scores = [float(head.split()[-1]) for head in heads]
    assert unsure and len(unsure) < len(heads)
    assert heads[: len(unsure)] == unsure
    assert scores[: len(unsure)] == sorted(scores[: len(unsure)], reverse=True)
    assert scores[len(unsure) :] == sorted(scores[len(unsure) :])
    assert max(scores[len(unsure) :]) < 0.9
    assert not (out.parent / "out.decisions.jsonl").exists()


def test_each_side_is_shown_in_its_sentence(out: Path, corpus: Path) -> None:
    shown = review(out, answers="\nq\n").output
    assert "⟦整县推进⟧" in shown or "⟦红色引擎工程⟧" in shown
    text = texts(corpus, out)
    lines = shown.splitlines()
    places = [number for number, line in enumerate(lines) if ".txt:" in line]
    assert places
    for number in places:
        file, _, place = lines[number].strip().rpartition(":")
        start, end = map(int, place.split("-"))
        before, name, after = re.split("[⟦⟧]", lines[number - 1].strip())
        assert text[file][start - len(before) : end + len(after)] == before + name + after
        assert text[file][start:end] == name


def test_chinese_comes_first_and_no_reason_is_left_in_english(out: Path) -> None:
    shown = review(out, answers="\n" * 99, lang="zh").output
    assert "同一[s] 不同[d]" in shown and "存疑" in shown
    reasons = {reason.partition(": ")[0] for row in rows(out, "judgements") for reason in row["reasons"]}
    assert reasons <= REASONS.keys()


def test_answers_are_written_at_once_and_asked_no_more(out: Path) -> None:
    (first, second) = [row for row in rows(out, "judgements") if row["verdict"] == "unsure"][:2]
    asked = review(out, *WHO, answers="d\ns\n1\nq\n")
    assert asked.exit_code == 0 and "kg build" in asked.output
    told = recorded(out)
    assert {frozenset((row["left"], row["right"])) for row in told} <= {
        frozenset((row["left"], row["right"])) for row in rows(out, "judgements")
    }
    assert [row["verdict"] for row in told] == ["different", "same"]
    assert {(row["by"], row["at"]) for row in told} == {("王敏", "2024-09-01T09:00:00+08:00")}
    assert "/" in asked.output and first != second
    again = review(out, *WHO, answers="q\n").output
    assert told[0]["left"] not in again.split("reasons")[0]


def test_the_name_that_stays_is_asked_for(out: Path) -> None:
    pair = review(out, answers="q\n").output
    one, two = (line.split()[1] for line in pair.splitlines() if line.startswith(("  1  ", "  2  ")))
    review(out, *WHO, answers="s\n1\n")
    assert standing(out) == [("same", two, one)]


def test_back_takes_the_last_answer_back(out: Path) -> None:
    asked = review(out, *WHO, answers="d\nb\nn\n2\nb\nq\n")
    assert asked.output.count("withdrawn") == 2
    assert [row.get("withdrawn", False) for row in recorded(out)] == [False, True, False, True]
    assert standing(out) == []


def test_an_end_of_input_or_an_odd_answer_loses_nothing(out: Path) -> None:
    asked = review(out, *WHO, answers="d\nwhat\n")
    assert asked.exit_code == 0 and "no such answer" in asked.output
    assert [verdict for verdict, _, _ in standing(out)] == ["different"]


def test_decisions_without_questions(out: Path) -> None:
    assert review(out, *WHO, "--decide", "same", "人物", "罗书记", "罗大山", "--scope", "a.txt").exit_code == 0
    assert review(out, *WHO, "--decide", "not-a-name", "Program", "“主题 党日”").exit_code == 0
    assert standing(out) == [("same", "罗书记", "罗大山"), ("not_a_name", "主题党日", "")]
    again = review(out, *WHO, "--decide", "not-a-name", "Program", "主题党日")
    assert "so already" in again.output and len(recorded(out)) == 2
    assert "holds no 无此名" in review(out, *WHO, "--decide", "not-a-name", "Program", "无此名").output


def test_list_and_undo(out: Path) -> None:
    assert "no decisions" in review(out, "--list").output
    for right in ("罗大山", "罗小山"):
        review(out, *WHO, "--decide", "same", "Person", "罗书记", right)
    undone = review(out, "--undo", "1", "--by", "李敏", "--at", "2024-09-02")
    assert "罗书记 = 罗大山" in undone.output
    assert standing(out) == [("same", "罗书记", "罗小山")]
    listed = review(out, "--list").output.splitlines()
    assert [line.split()[0] for line in listed] == ["1", "2", "3"]
    assert "no longer in force" in listed[0] and "withdrawal" in listed[2] and "李敏" in listed[2]
    assert review(out, "--undo", "1").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Person", "罗书记"), "--decide"),
        (("--decide", "same"), "--decide"),
        (("--decide", "same", "Person", "罗书记"), "right name"),
        (("--decide", "same", "Person", "罗书记", "罗联峰", "罗大山"), "TYPE LEFT"),
        (("--decide", "same", "Vehicle", "罗书记", "罗联峰"), "Vehicle"),
        (("--decide", "same", "Person", "罗书记", "罗书记"), "twice"),
        (("--decide", "same", "Person", "罗书记", "罗联峰", "--at", "noon"), "noon"),
        (("--undo", "3"), "line 3"),
    ],
)
def test_a_fault_is_one_sentence_and_writes_nothing(out: Path, arguments: tuple[str, ...], told: str) -> None:
    outcome = review(out, *arguments)
    assert outcome.exit_code == 2
    assert outcome.output.startswith("error: ") and told in outcome.output
    assert not (out.parent / "out.decisions.jsonl").exists()


def test_a_file_that_is_at_fault_or_cannot_be_written_stays_as_it_was(out: Path) -> None:
    path = out.parent / "out.decisions.jsonl"
    path.write_text("{\n", encoding="utf-8")
    outcome = review(out, "--decide", "not-a-name", "Program", "主题党日")
    assert outcome.exit_code == 2 and "line 1" in outcome.output
    assert path.read_text(encoding="utf-8") == "{\n"
    folder = out.parent / "none" / "d.jsonl"
    outcome = review(out, "--decisions", str(folder), "--decide", "not-a-name", "Program", "主题党日")
    assert outcome.exit_code == 2 and "cannot write" in outcome.output


def test_a_link_to_the_decisions_stays_a_link(out: Path) -> None:
    path, kept = out.parent / "out.decisions.jsonl", out.parent / "kept.jsonl"
    kept.write_text("", encoding="utf-8")
    path.symlink_to(kept)
    review(out, *WHO, "--decide", "not-a-name", "Program", "主题党日")
    assert path.is_symlink() and len(kept.read_text(encoding="utf-8").splitlines()) == 1


def test_nothing_of_a_text_reaches_the_terminal(out: Path) -> None:
    path = out / "judgements.jsonl"
    row = {
        "type": "Program",
        "left": "甲\x1b[2J",
        "right": "乙\x1b[31m",
        "scope": "\x1b[1m",
        "verdict": "unsure",
        "score": 0.99,
        "reasons": ["\x1b[7m"],
        "by": None,
        "at": None,
    }
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    shown = review(out, "--by", "\x1b[5m", answers="d\nq\n").output + review(out, "--list").output
    assert "甲�[2J" in shown and "\x1b" not in shown


def test_without_an_output_it_is_said(tmp_path: Path) -> None:
    outcome = review(tmp_path / "out")
    assert outcome.exit_code == 2 and "kg build" in outcome.output
