"""Time, against the rows of speeches.jsonl, mentions.jsonl and edges.jsonl."""

from __future__ import annotations

import sqlite3

from kg.explorer.views.timeline import timeline
from tests.explorer.views.conftest import Lines


def _said_in_a_body(lines: Lines) -> dict[str, str]:
    """Dates that a talk speaks of after its head, by id."""
    bodies = {row["speech"]: row["body"] for row in lines.rows("texts")}
    return {
        row["entity_id"]: row["entity"]
        for row in lines.rows("mentions")
        if row["type"] == "Date" and not row["redacted"] and row["start"] >= bodies[row["speech"]]
        if row["entity"][:4].isdigit()
    }


def test_all_that_is_dated_in_order(db: sqlite3.Connection, lines: Lines) -> None:
    view = timeline(db, limit=1000)
    speeches = {row["speech"]: row["date"] for row in lines.rows("speeches")}
    dated = {id: date for id, date in speeches.items() if date}
    facts = _said_in_a_body(lines)
    assert facts
    assert {item.node.id: item.date for item in view.items if item.kind == "speech"} == dated
    assert {item.node.id: item.date for item in view.items if item.kind == "fact"} == facts
    assert len(view.items) == view.page.total == len(dated) + len(facts)
    order = [(item.date, item.kind != "speech") for item in view.items]
    assert order == sorted(order)
    assert {name.id for name in view.undated} == speeches.keys() - dated.keys()
    assert view.undated_total == len(view.undated)


def test_pages_and_years(db: sqlite3.Connection) -> None:
    whole = timeline(db, limit=1000).items
    pages = [timeline(db, offset=offset, limit=7) for offset in range(0, len(whole), 7)]
    assert tuple(item for page in pages for item in page.items) == whole
    assert {page.page.total for page in pages} == {len(whole)}
    some = timeline(db, since=2020, until=2023, limit=1000)
    assert some.items == tuple(item for item in whole if "2020" <= item.date[:4] <= "2023")
    assert 0 < len(some.items) < len(whole)
    assert all("2020" <= date[:4] <= "2023" for _, lane in some.lanes for date, _ in lane)


def test_a_date_stands_with_its_sentence_and_what_that_names(db: sqlite3.Connection, lines: Lines) -> None:
    mentions = lines.rows("mentions")
    beside = 0
    for item in timeline(db, limit=1000).items:
        if item.kind == "speech":
            assert item.quotation is None
            continue
        assert item.quotation is not None
        quotation = item.quotation
        assert quotation.speech is not None
        inside = [
            row for row in mentions
            if row["file"] == quotation.file and quotation.start <= row["start"] and row["end"] <= quotation.end
        ]  # fmt: skip
        assert item.node.id in {row["entity_id"] for row in inside}
        named = {row["entity_id"] for row in inside if row["type"] in ("Event", "Document") and not row["redacted"]}
        assert {name.id for name in item.beside} == named
        marked = {quotation.text[start:end] for start, end in quotation.marks}
        assert marked == {row["text"] for row in inside if row["entity_id"] in {item.node.id, *named}}
        beside += len(named)
    assert beside


def test_lanes_are_the_talks_that_name_a_program(db: sqlite3.Connection, lines: Lines) -> None:
    rows = {row["speech"]: row for row in lines.rows("speeches")}
    view = timeline(db)
    assert any(len(lane) > 1 for _, lane in view.lanes)
    firsts = [lane[0][0] for _, lane in view.lanes]
    assert firsts == sorted(firsts)
    for program, lane in view.lanes:
        talks: dict[str, list[tuple[str, int]]] = {}
        for edge in lines.edges:
            if (edge["type"], edge["target"]) == ("MENTIONS", program.id) and rows[edge["source"]]["date"]:
                row = rows[edge["source"]]
                talks.setdefault(row["family"], []).append((row["date"], edge["count"]))
        expected = [(min(date for date, _ in said), max(count for _, count in said)) for said in talks.values()]
        assert sorted(lane) == sorted(expected)
        assert [date for date, _ in lane] == sorted(date for date, _ in lane)


def test_versions_of_a_talk_are_one(small: sqlite3.Connection) -> None:
    """Its earliest date, and how often the version that names the program most does."""
    lanes = {name.id: lane for name, lane in timeline(small).lanes}
    assert lanes["program-1"] == (("2019", 3), ("2020-07", 2))
    assert next(iter(lanes)) == "program-1", "what more talks name comes first"


def test_without_mentions_there_are_no_facts(small: sqlite3.Connection) -> None:
    view = timeline(small)
    assert [item.node.id for item in view.items] == ["s3", "s1", "s2"]
    assert [name.id for name in view.undated] == ["s4"]
    assert timeline(small, limit=0).undated_total == 1
