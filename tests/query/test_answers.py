"""What the shipped queries answer on the small graph, and that both engines answer alike."""

from __future__ import annotations

import json

import pytest

from kg.query.shipped import find, queries
from tests.graphs import ASTRAL, FULLWIDTH, HOSTILE, REDACTED_QUOTE
from tests.query.conftest import Ask

TALK = "在全县组织工作会议上的讲话"
FIRST = f"{TALK}，张民，2019-05-01"
SECOND = "在基层党建推进会上的讲话，李“小”四，2020-07"
COPY = f"{TALK}，张民，2019"

CASES: dict[str, list[tuple[str, ...]]] = {
    "programs-by-speech": [(), ("speech=s1",), ("speech=2020", "program=双五星"), ("versions=false",)],
    "speeches-by-program": [(), ("program=双五星",), (f"program={HOSTILE}",)],
    "shared-programs": [(), ("versions=true",), ("speech=2020",), ("least=2",)],
    "speeches-without-program": [()],
    "speakers": [(), ("person=张书记",)],
    "positions-of": [(), ("person=张民",)],
    "documents-cited": [(), ("document=《意见》",)],
    "places": [(), ("within=四川省",)],
    "programs-in-place": [(), ("place=四川省",), ("place=竹园镇党委",)],
    "co-occurring-programs": [(), ("program=𠮷祥",)],
    "path-between": [
        ("from=𠮷祥", "to=支部工作条例（试行）"),
        ("from=张民", "to=双五星"),
        (f"from={TALK}", "to=李“小”四", "paths=2"),
        ("from=双五星", "to=双五星"),
    ],
    "neighbours": [("name=双五星",), ("name=s3", "redacted=true"), ("name=s3",), ("name=双五星", "relation=LEADS")],
    "evidence": [("name=双五星",), ("name=双五星", "other=张民"), ("name=s3", "redacted=true"), (f"name={HOSTILE}",)],
    "versions": [()],
    "families": [(), ("least=3",)],
    "version-differences": [()],
    "filled-by": [()],
}
ALL = [pytest.param(name, options, id=" ".join((name, *options))) for name in CASES for options in CASES[name]]


def test_every_shipped_query_is_tried() -> None:
    assert sorted(CASES) == sorted(queries())


@pytest.mark.group("neo4j")
@pytest.mark.parametrize(("name", "options"), ALL)
def test_both_engines_give_the_same_rows(on_embedded: Ask, on_neo4j: Ask, name: str, options: tuple[str, ...]) -> None:
    rows = on_embedded(name, options)
    assert rows == on_neo4j(name, options)
    assert rows.columns == tuple(column.name for column in find(name).columns)


@pytest.mark.parametrize(("name", "options"), ALL)
def test_redacted_names_come_only_when_asked_for(on_embedded: Ask, name: str, options: tuple[str, ...]) -> None:
    rows = on_embedded(name, options)
    asked = "redacted=true" in options or name in ("version-differences", "filled-by")  # these are about holes
    assert "redacted-1" not in str(rows.rows) or asked
    assert "redacted-1" in str(rows.rows) or "redacted=true" not in options


def test_programs_by_speech_is_each_speech_with_its_programs_and_counts(ask: Ask) -> None:
    rows = ask("programs-by-speech")
    assert [row[:6] for row in rows.rows] == [
        ("2019", TALK, "张民", "双五星工程", 3, "redacted"),
        ("2019", TALK, "张民", HOSTILE, 1, "redacted"),
        ("2019-05-01", TALK, "张民", "双五星工程", 3, None),
        ("2019-05-01", TALK, "张民", HOSTILE, 1, None),
        ("2019-05-01", TALK, "张民", FULLWIDTH, 1, None),
        ("2019-05-01", TALK, "张民", ASTRAL, 1, None),
        ("2020-07", "在基层党建推进会上的讲话", "李“小”四", "双五星工程", 2, None),
        ("2020-07", "在基层党建推进会上的讲话", "李“小”四", "五星支部创建", 1, None),
    ]
    assert {row[7] for row in ask("programs-by-speech", ("versions=false",)).rows} == {"s1", "s2"}
    assert {row[7] for row in ask("programs-by-speech", ("speech=2020",)).rows} == {"s2"}


def test_a_version_of_a_talk_counts_once(ask: Ask) -> None:
    rows = ask("speeches-by-program").rows
    assert rows[0] == ("双五星工程", 2, 5, [COPY, FIRST, SECOND], "program-1")
    assert [row[:3] for row in rows[1:]] == [
        (HOSTILE, 1, 1), ("五星支部创建", 1, 1), (FULLWIDTH, 1, 1), (ASTRAL, 1, 1)
    ]  # fmt: skip
    assert ask("speakers").rows[0] == ("张民", 1, [COPY, FIRST], ["县委书记"], 4, "person-1")
    assert ask("documents-cited").rows[0] == (
        "关于加强基层党建的意见", ["中共青川县委员会"], 1, [COPY, FIRST], "document-1"
    )  # fmt: skip
    assert ask("positions-of").rows[0][:4] == ("张民", "县委书记", "中共青川县委员会", 1)


def test_shared_programs_pairs_talks_not_versions(ask: Ask) -> None:
    assert ask("shared-programs").rows == ((1, FIRST, SECOND, ["双五星工程"], "s1", "s2"),)
    pairs = {row[4:] for row in ask("shared-programs", ("versions=true",)).rows}
    assert pairs == {("s1", "s2"), ("s2", "s3")}


def test_speeches_without_program(ask: Ask) -> None:
    assert ask("speeches-without-program").rows == ((None, "关于档案工作的说明", None, None, "乙.txt", "s4"),)


def test_a_place_counts_what_lies_within_it(ask: Ask) -> None:
    assert ask("places").rows[0] == ("青川县", "county", "510822", ["四川省", "广元市"], 2, 3, "place-1")
    assert [row[0] for row in ask("places", ("within=四川省",)).rows] == ["青川县", "四川省"]
    assert [row[6:] for row in ask("programs-in-place", ("place=四川省",)).rows] == [("program-1", "place-1")]


def test_paths_are_the_shortest_and_leave_out_redactions(ask: Ask) -> None:
    paths = ask("path-between", ("from=𠮷祥", "to=支部工作条例（试行）")).rows
    assert [(row[0], row[3]) for row in paths] == [(4, ["program-4", "s1", "program-1", "s2", "document-2"])] * 2
    assert [row[2][-1] for row in paths] == ["CITES", "MENTIONS"]


def test_neighbours_tell_the_direction(ask: Ask) -> None:
    rows = ask("neighbours", ("name=双五星",)).rows
    assert ("双五星工程", "←", "LEADS", "张民", "Person", 2, 1, True, "program-1", "person-1") in rows
    assert ("双五星工程", "→", "IMPLEMENTED_IN", "青川县", "Place", 1, 1, False, "program-1", "place-1") in rows
    assert ("双五星工程", "—", "CO_OCCURS", "青川县", "Place", 1, 1, False, "program-1", "place-1") in rows


def test_evidence_is_the_words_and_where_they_stand(ask: Ask) -> None:
    rows = ask("evidence", ("name=双五星", "other=张民")).rows
    assert [row[3:7] for row in rows] == [
        ("s1 中的一句。", "甲.txt:0-8", None, True),
        ("s3 中的一句。", "乙.txt:10-18", 2, True),
    ]
    told = {row[4:6] for row in ask("evidence", ("name=s3", "relation=MENTIONS")).rows}
    assert told == {("乙.txt:0-8", 1), ("乙.txt:10-18", 2), ("乙.txt:20-28", 2)}
    shown = ask("evidence", ("name=s3", "redacted=true")).rows
    assert f"第1句：{REDACTED_QUOTE}" in {row[3] for row in shown}


def test_versions_name_the_preferred_copy(ask: Ask) -> None:
    assert ask("versions").rows == ((COPY, "redacted", 0.9375, "乙.txt", FIRST, "甲.txt", "s3", "s1"),)


@pytest.mark.parametrize("column", ["name", "title"])
def test_text_sorts_by_code_point(ask: Ask, column: str) -> None:
    rows = ask(f"MATCH (n:KG) RETURN n.{column} AS x ORDER BY x").rows
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert {HOSTILE, FULLWIDTH, ASTRAL} <= {row[0] for row in rows}


def test_whole_nodes_relations_and_paths_come_out_alike(ask: Ask) -> None:
    rows = ask("MATCH p = (a:Person)-[r:LEADS]->(b) RETURN a, r, p, b").rows
    (person, relation, path, program), = rows  # fmt: skip
    assert (person["id"], program["aliases"]) == ("person-1", ["“双五星”工程", "双五星"])
    assert (relation["type"], relation["spans"]) == ("LEADS", ["甲.txt:0-8", "乙.txt:10-18"])
    assert path == [person, relation, program]
    assert json.loads(json.dumps(rows)) == [list(rows[0])]


def test_dates_and_numbers_come_out_alike(ask: Ask) -> None:
    rows = ask(
        "RETURN date('2020-01-02') AS d, datetime('2020-01-01T00:00:00Z') AS t, duration({days: 1}) AS u,"
        " 0.5 AS f, [1, null, 'x'] AS l, true AS b, {k: [date('2020-01-02')]} AS m"
    )
    assert rows.rows == (
        ("2020-01-02", "2020-01-01T00:00:00+00:00", {"days": 1, "months": 0, "seconds": 0}, 0.5, [1, None, "x"], True,
         {"k": ["2020-01-02"]}),
    )  # fmt: skip
