"""Two speeches side by side, against their texts and `kg compare`."""

from __future__ import annotations

import itertools
import sqlite3

import pytest

from kg.explorer.missing import Missing
from kg.explorer.views.compare import compare
from tests.explorer.views.conftest import Lines


def test_no_word_is_lost(db: sqlite3.Connection, lines: Lines) -> None:
    texts = {row["speech"]: row for row in lines.rows("texts")}
    for left, right in list(itertools.permutations(sorted(texts), 2))[::5]:
        view = compare(db, left, right)
        for id, side in ((left, "left"), (right, "right")):
            row = texts[id]
            pieces = [(getattr(s, f"{side}_start"), getattr(s, side)) for s in view.segments if getattr(s, side)]
            body = row["body"] - row["start"]
            assert "".join(text for _, text in sorted(pieces)) == row["text"][body:]
            assert all(row["text"][start : start + len(text)] == text for start, text in pieces)
            assert side == "right" or pieces == sorted(pieces), "in the order of the left one"
        for segment in view.segments:
            there = (bool(segment.left), bool(segment.right))
            assert there == {"removed": (True, False), "added": (False, True)}.get(segment.kind, (True, True))
        numbers = [segment.row for segment in view.segments]
        assert numbers == sorted(numbers)


def test_versions_are_as_alike_as_the_graph_says(db: sqlite3.Connection, lines: Lines) -> None:
    versions = [edge for edge in lines.edges if edge["type"] == "VERSION_OF"]
    assert versions
    for edge in versions:
        view = compare(db, edge["source"], edge["target"])
        assert view.similarity == edge["props"]["similarity"]
        kinds = {segment.kind for segment in view.segments}
        # what the alignment says of the copy is what became of the other's words
        of_pair = {row["kind"] for row in lines.rows("alignments") if row["speech"] == edge["source"]}
        became = {"added": "removed", "removed": "added", "blanked": "filled", "filled": "blanked"}
        assert kinds == {became.get(kind, kind) for kind in of_pair}
        back = compare(db, edge["target"], edge["source"])
        assert {segment.kind for segment in back.segments} == of_pair


def test_what_one_names_alone(db: sqlite3.Connection, lines: Lines) -> None:
    for edge in (edge for edge in lines.edges if edge["type"] == "VERSION_OF"):
        view = compare(db, edge["source"], edge["target"])
        named = {
            side: {e["target"] for e in lines.edges if (e["type"], e["source"]) == ("MENTIONS", edge[side])}
            for side in ("source", "target")
        }
        alone = named["source"] - named["target"], named["target"] - named["source"]
        for found, ids in zip((view.only_left, view.only_right), alone, strict=True):
            expected = {id for id in ids if lines.nodes[id]["type"] not in ("Date", "Redacted")}
            assert {name.id for name in found} == expected
            assert len(found) == len(expected)


def test_with_itself_all_is_the_same(db: sqlite3.Connection, lines: Lines) -> None:
    id = lines.named("区委书记在基层党建工作推进会议上的讲话", "Speech")
    view = compare(db, id, id)
    assert {segment.kind for segment in view.segments} == {"same"}
    assert (view.similarity, view.only_left, view.only_right) == (1.0, (), ())


def test_without_texts_the_names_are_compared(small: sqlite3.Connection) -> None:
    view = compare(small, "s1", "s2")
    assert (view.segments, view.similarity) == ((), None)
    assert "program-2" in {name.id for name in view.only_left}
    assert [name.id for name in view.only_right] == [
        "program-5", "person-2", "place-3", "organization-2", "document-2",
    ]  # fmt: skip


def test_what_is_no_speech_is_missed(db: sqlite3.Connection, lines: Lines) -> None:
    speech = lines.named("区委书记在基层党建工作推进会议上的讲话", "Speech")
    for pair in ((speech, "speech-none"), (lines.named("双五星"), speech)):
        with pytest.raises(Missing):
            compare(db, *pair)
