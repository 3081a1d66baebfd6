"""The decisions file: every row is checked, and the last that is not taken back holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.link.decisions import decisions_beside, in_force, read_decisions

ROW = {
    "type": "Program",
    "left": "整县推进",
    "right": "整市推进",
    "scope": "",
    "verdict": "same",
    "by": "王敏",
    "at": "2024-09-01T09:00:00+08:00",
}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "out.decisions.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def standing(folder: Path, *rows: object) -> list[tuple[int, str]]:
    return [(decision.row, decision.verdict) for decision in in_force(read_decisions(written(folder, *rows)))]


def test_the_last_row_about_a_key_holds_whichever_name_comes_first(tmp_path: Path) -> None:
    turned = {**ROW, "left": "整市推进", "right": "整县推进", "verdict": "different"}
    assert standing(tmp_path, ROW, turned) == [(2, "different")]
    assert standing(tmp_path, ROW, {**turned, "scope": "a.txt"}) == [(1, "same"), (2, "different")]


def test_a_withdrawal_takes_back_one_row(tmp_path: Path) -> None:
    other = {**ROW, "verdict": "different"}
    assert standing(tmp_path, ROW, other, {**other, "withdrawn": True}) == [(1, "same")]
    assert standing(tmp_path, ROW, {**ROW, "withdrawn": True}) == []
    assert standing(tmp_path, ROW, {**ROW, "withdrawn": True}, ROW) == [(3, "same")]


def test_names_are_read_in_normal_form(tmp_path: Path) -> None:
    (decision,) = read_decisions(written(tmp_path, {**ROW, "left": "“整县 推进”", "right": "整市推进 @ a b.txt"}, ""))
    assert (str(decision.left), str(decision.right)) == ("整县推进", "整市推进 @ a b.txt")


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[1]",
        "3",
        {key: value for key, value in ROW.items() if key != "by"},
        {**ROW, "scope": None},
        {**ROW, "widthdrawn": True},
        {**ROW, "withdrawn": "yes"},
        {**ROW, "type": "Speech"},
        {**ROW, "verdict": "unsure"},
        {**ROW, "left": " “” "},
        {**ROW, "right": ""},
        {**ROW, "right": "整县推进"},
        {**ROW, "verdict": "not_a_name"},
        {**ROW, "at": "yesterday"},
        {**ROW, "verdict": "different", "withdrawn": True},
    ],
    ids=str,
)
def test_a_bad_row_is_told_with_file_and_line(tmp_path: Path, bad: object) -> None:
    with pytest.raises(KgError, match=r"out\.decisions\.jsonl 第 3 行"):
        read_decisions(written(tmp_path, ROW, "", bad))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"nothing\.jsonl"):
        read_decisions(tmp_path / "nothing.jsonl")
    (tmp_path / "gbk.jsonl").write_bytes("判断".encode("gbk"))
    with pytest.raises(KgError, match=r"gbk\.jsonl"):
        read_decisions(tmp_path / "gbk.jsonl")


def test_it_lies_beside_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert decisions_beside(Path("some/out")) == Path("some/out.decisions.jsonl")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert decisions_beside(Path()) == tmp_path / "here.decisions.jsonl"
