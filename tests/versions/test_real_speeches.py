"""Families, fills and leaks of the real speeches."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.graph.folder import read_graph, read_rows

pytestmark = pytest.mark.group("speeches")


def _speech(out: Path, file: str, start: int) -> dict[str, Any]:
    """The talk of a file (its first three digits) that holds an offset."""
    return next(
        row for row in read_rows(out, "speeches") if row["file"][:3] == file and row["start"] <= start < row["end"]
    )


def test_three_talks_have_versions_and_nothing_else_is_joined(built_speeches: Path) -> None:
    rows = list(read_rows(built_speeches, "speeches"))
    copies = {row["speech"]: row for row in rows if row["version_of"]}
    first, signed = _speech(built_speeches, "001", 100), _speech(built_speeches, "001", 12000)
    retold, complete = _speech(built_speeches, "001", 17000), _speech(built_speeches, "001", 6000)
    last, alone = _speech(built_speeches, "001", 28000), _speech(built_speeches, "002", 1000)
    assert (signed["speaker"], complete["speaker"]) == ("邹青松", "罗联峰")
    same = next(row for row in (last, alone) if row["version_of"])
    assert copies == {first["speech"]: first, retold["speech"]: retold, same["speech"]: same}
    assert (first["version_of"], first["kind"]) == (signed["speech"], "redacted")
    assert (retold["version_of"], retold["kind"]) == (complete["speech"], "edited")
    assert ({same["version_of"], same["speech"]}, same["kind"]) == ({last["speech"], alone["speech"]}, "same")
    assert len({row["family"] for row in rows}) == len(rows) - 3


def test_every_hole_of_the_two_copies_is_filled_with_what_the_other_has(built_speeches: Path) -> None:
    fills = list(read_rows(built_speeches, "fills"))
    found = [(row["text"], row["other_text"], row["entity"]) for row in fills if row["kind"] == "hole"]
    assert found == [
        ("x月xx日", "4月21日", "2024-04-21"),
        ("xx", "10", None),
        ("xx", "77", None),
        ("xxx", "365", None),
        ("x", "5", None),
        ("xx", "18", None),
        ("x", "5", None),
        ("x月xx至xx日", "7月18至19日", "2024-07-18/2024-07-19"),
        ("x", "上海", "上海市"),
        ("x", "自治", None),
        ("x", "赵强", "赵强"),
        ("x", "刘林", "刘林"),
        ("x", "6", None),
        *(("x", words, None) for words in ("80", "70", "77", "14", "20", "5", "5")),
    ]
    assert {row["inferred"] for row in fills} == {True}


def test_words_that_stand_for_a_name(built_speeches: Path) -> None:
    fills = list(read_rows(built_speeches, "fills"))
    general = Counter((row["text"], row["entity"]) for row in fills if row["kind"] == "general")
    assert general == {("我市", "宜都市"): 7, ("市委组织部", "宜昌市委组织部"): 1, ("市", "宜昌市"): 2}
    reworded = {(row["text"], row["other_text"]) for row in fills if row["kind"] == "reworded"}
    assert reworded == {("整体推进", "整市推进"), ("党建推进", "整市推进")}
    # 整体推进 is a plain phrase where both copies have it
    plain = {row["start"] for row in read_rows(built_speeches, "alignments") if row["kind"] == "same"}
    assert plain
    text = _text(built_speeches, 17000)
    both = [
        text["start"] + at for at in _places(text["text"], "要抓好整体推进") + _places(text["text"], "“四全”的整体推进")
    ]
    assert len(both) == 2
    assert not [row for row in fills if any(at <= row["start"] < at + 10 for at in both)]


def _text(out: Path, offset: int) -> dict[str, Any]:
    rows = read_rows(out, "texts")
    return next(row for row in rows if row["file"][:3] == "001" and row["start"] <= offset < row["end"])


def _places(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


def test_heads_and_leaks(built_speeches: Path) -> None:
    heads = {
        (row["file"][:3], row["start"], row["field"]): row["other_text"]
        for row in read_rows(built_speeches, "fills")
        if row["kind"] == "head"
    }
    assert [words for (_, _, field), words in heads.items() if field == "speaker"] == ["邹青松", "罗联峰"]
    leaks = list(read_rows(built_speeches, "leaks"))
    assert [(row["text"], row["entity"], row["start"] < 5197) for row in leaks] == [("宜都", "宜都市", True)] * 2


def test_no_count_and_no_mention_comes_from_a_fill(built_speeches: Path) -> None:
    graph = read_graph(built_speeches)
    filled = [edge for edge in graph.edges if edge.type == "FILLED_BY"]
    assert filled and all(edge.inferred for edge in filled)
    assert {edge.type for edge in graph.edges if edge.inferred and edge not in filled} <= {
        "DELIVERED", "LEADS", "LOCATED_IN", "IMPLEMENTED_IN", "AFFILIATED", "HOLDS_POSITION", "PART_OF", "ISSUED_BY"
    }  # fmt: skip
    mentions = {(row["file"], row["start"], row["end"]): row for row in read_rows(built_speeches, "mentions")}
    for row in read_rows(built_speeches, "fills"):
        if row["kind"] == "hole":
            assert mentions[row["file"], row["start"], row["end"]]["entity"] == row["text"]
    assert not [edge for edge in graph.edges if edge.type == "DELIVERED" and edge.target == filled[0].speeches[0]]
