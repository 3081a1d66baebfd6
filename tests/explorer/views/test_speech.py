"""The reader, against the rows of texts.jsonl, mentions.jsonl, fills.jsonl."""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import pairwise

import pytest

from kg.explorer.missing import Missing
from kg.explorer.views.speech import speech
from tests.explorer.views.conftest import Lines


def test_marks_slice_to_what_is_mentioned(db: sqlite3.Connection, lines: Lines) -> None:
    texts = {row["speech"]: row for row in lines.rows("texts")}
    mentions = lines.rows("mentions")
    for id, row in texts.items():
        view = speech(db, id)
        assert (view.text, view.offset) == (row["text"], row["start"])
        assert view.text
        assert view.text[view.body :] == row["text"][row["body"] - row["start"] :]
        found = Counter((mark.entity, view.text[mark.start : mark.end], mark.method) for mark in view.marks)
        expected = Counter((m["entity_id"], m["text"], m["method"]) for m in mentions if m["speech"] == id)
        assert found == expected
        assert [(mark.start, -mark.end) for mark in view.marks] == sorted((m.start, -m.end) for m in view.marks)
        for mark in view.marks:
            assert mark.name == lines.nodes[mark.entity]["name"]


def test_marks_may_lie_within_each_other(db: sqlite3.Connection, lines: Lines) -> None:
    marks = [mark for row in lines.rows("speeches") for mark in speech(db, row["speech"]).marks]
    assert any(a.start <= b.start < b.end <= a.end for a, b in pairwise(marks))


def test_holes(db: sqlite3.Connection, lines: Lines) -> None:
    holes = [m for m in lines.rows("mentions") if m["redacted"]]
    found = [mark for row in lines.rows("speeches") for mark in speech(db, row["speech"]).marks if mark.redacted]
    assert Counter(m["props"]["hole"] for m in holes) == Counter(mark.hole for mark in found)
    assert not any(
        mark.hole for row in lines.rows("speeches") for mark in speech(db, row["speech"]).marks if not mark.redacted
    )


def test_fills_stand_where_something_is_hidden(db: sqlite3.Connection, lines: Lines) -> None:
    fills = lines.rows("fills")
    assert {row["kind"] for row in fills} >= {"hole", "head"}
    for id in {row["speech"] for row in fills}:
        view = speech(db, id)
        assert view.text
        expected = [row for row in fills if row["speech"] == id]
        assert len(view.fills) == len(expected)
        told = Counter((f.kind, f.text, f.entity, f.other.id, f.quote, f.field) for f in view.fills)
        keys = ("kind", "other_text", "entity_id", "other_speech", "other_quote", "field")
        assert told == Counter(tuple(row[key] for key in keys) for row in expected)
        hidden = Counter(view.text[f.start : f.end] for f in view.fills)
        assert hidden == Counter(row["text"] for row in expected)


def test_versions_programs_and_doubts(db: sqlite3.Connection, lines: Lines) -> None:
    rows = lines.rows("speeches")
    doubts = lines.rows("inconsistencies")
    assert doubts
    for row in rows:
        view = speech(db, row["speech"])
        others = [r for r in rows if r["family"] == row["family"] and r["speech"] != row["speech"]]
        assert {other.id for other in view.versions} == {r["speech"] for r in others}
        assert [other.version_of is None for other in view.versions] == sorted(
            (r["version_of"] is None for r in others), reverse=True
        )
        named = {
            e["target"]: e["count"] for e in lines.edges if (e["type"], e["source"]) == ("MENTIONS", row["speech"])
        }
        programs = {id: count for id, count in named.items() if lines.nodes[id]["type"] == "Program"}
        assert {name.id: count for name, count in view.programs} == programs
        assert [count for _, count in view.programs] == sorted(programs.values(), reverse=True)
        assert list(view.doubts) == [doubt for doubt in doubts if doubt["speech"] == row["speech"]]
        head = (view.speech.title, view.speech.date, view.speech.speaker, view.position, view.place)
        assert head == tuple(row[key] for key in ("title", "date", "speaker", "position", "place"))


def test_before_and_after_lead_through_all_speeches(db: sqlite3.Connection, lines: Lines) -> None:
    rows = lines.rows("speeches")
    at = next(view for row in rows if (view := speech(db, row["speech"])).before is None)
    seen = [at.speech]
    while at.after:
        before, at = at.speech, speech(db, at.after.id)
        assert at.before == before
        seen.append(at.speech)
    assert {name.id for name in seen} == {row["speech"] for row in rows}
    dates = [name.date or "9999" for name in seen]
    assert dates == sorted(dates)


def test_without_texts(small: sqlite3.Connection) -> None:
    view = speech(small, "s1")
    assert (view.text, view.marks, view.body) == (None, (), 0)
    assert [version.id for version in view.versions] == ["s3"]


def test_what_is_no_speech_is_missed(db: sqlite3.Connection, lines: Lines) -> None:
    for id in ("speech-none", lines.named("双五星")):
        with pytest.raises(Missing):
            speech(db, id)
