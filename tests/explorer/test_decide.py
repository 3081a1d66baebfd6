"""Decisions made in the explorer: written as `kg review` writes them, and never what the graph does not know."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import KgError
from kg.explorer.decide import decide, decisions, undo
from kg.explorer.index import open_index
from kg.explorer.missing import Missing
from kg.explorer.names import form_of, side_of
from kg.link.decisions import Decision
from tests.explorer.talk import named
from tests.graphs import small_graph, write_folder

WHO = ("王敏", "2024-09-01T09:00:00+00:00")


@pytest.fixture
def db(out: Path) -> Iterator[sqlite3.Connection]:
    with open_index(out).reading() as db:
        yield db


@pytest.fixture
def file(out: Path) -> Path:
    return out.with_name("out.decisions.jsonl")


def made(db: sqlite3.Connection, file: Path, **fields: str) -> tuple[Decision, int, bool]:
    return decide(db, fields, file, *WHO)


def test_the_file_is_the_one_that_review_writes(db: sqlite3.Connection, out: Path, file: Path, tmp_path: Path) -> None:
    left, right = named(out, "整县推进"), named(out, "整市推进")
    assert made(db, file, verdict="same", left_id=left, right_id=right)[1:] == (1, True)
    assert made(db, file, verdict="same", left_id=left, right_id=right)[1:] == (1, False), "it stands already"
    made(db, file, verdict="not-a-name", type="人物", left="罗书记", scope="talk.txt")
    undo(file, "1", *WHO)
    other = shutil.copytree(out, tmp_path / "other" / "out")
    for arguments in (
        ("--decide", "same", "Program", "整县推进", "整市推进"),
        ("--decide", "not-a-name", "Person", "罗书记", "--scope", "talk.txt"),
        ("--undo", "1"),
    ):
        told = CliRunner().invoke(main, ["review", "-o", str(other), *arguments, "--by", WHO[0], "--at", WHO[1]])
        assert told.exit_code == 0, told.output
    assert file.read_bytes() == other.with_name("out.decisions.jsonl").read_bytes()


def test_the_list_has_what_is_in_force_and_whether_the_graph_follows(
    db: sqlite3.Connection, out: Path, file: Path
) -> None:
    assert decisions(db, out, file).followed
    made(db, file, verdict="same", type="Program", left="整县推进", right="整市推进")
    made(db, file, verdict="different", type="Person", left="罗书记", right="罗联峰")
    undo(file, "1", *WHO)
    view = decisions(db, out, file)
    assert [(row.number, row.verdict, row.left, row.right, row.by) for row in view.rows] == [
        (2, "different", "罗书记", "罗联峰", "王敏")
    ]
    assert (view.followed, view.file, view.faults) == (False, "out.decisions.jsonl", ())
    undo(file, "2", *WHO)
    assert decisions(db, out, file).followed, "with all withdrawn, the graph is as it should be"


def test_what_a_build_could_not_carry_out_is_told(db: sqlite3.Connection, out: Path, file: Path) -> None:
    problem = {"file": file.name, "offset": None, "stage": "link", "message": "未生效", "message_en": "not done"}
    other = {**problem, "file": "talk.txt", "message": "别的"}
    lines = "".join(json.dumps(row) + "\n" for row in (problem, other))
    (out / "problems.jsonl").write_text(lines, encoding="utf-8")
    assert decisions(db, out, file).faults == ("未生效",)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"verdict": "same", "type": "Program", "left": "整县推进", "right": "没有此名"}, "没有此名"),
        ({"verdict": "same", "type": "Program", "left": "没有此名", "right": "整县推进"}, "没有此名"),
        ({"verdict": "same", "type": "Program", "left": "整县推进", "right": "“整县推进”"}, "同一个名称"),
        ({"verdict": "same", "type": "Program", "left": "整县推进"}, "右边"),
        ({"verdict": "maybe", "type": "Program", "left": "整县推进", "right": "整市推进"}, "verdict"),
        ({"verdict": "same", "type": "Speech", "left": "整县推进", "right": "整市推进"}, "Speech"),
        ({"verdict": "same", "left": "整县推进", "right": "整市推进"}, "类型"),
        ({"verdict": "not_a_name", "type": "Program", "left": "整县推进", "scope": "other.txt"}, "other.txt"),
        ({"verdict": "not_a_name", "type": "Program", "left": "整县推进", "scope": "99"}, "99"),
        ({"verdict": "not_a_name", "type": "Program", "left": "县" * 1001}, "1000"),
        ({"verdict": "not_a_name", "type": "Program", "left": "整县\n推进"}, "控制"),
        ({}, "类型"),
    ],
)
def test_what_is_not_sound_is_refused_in_a_sentence(
    db: sqlite3.Connection, file: Path, fields: dict[str, str], sentence: str
) -> None:
    with pytest.raises(KgError) as refused:
        made(db, file, **fields)
    assert sentence in refused.value.zh
    assert not file.exists()


def test_an_entity_of_another_type_and_a_speech_are_refused(db: sqlite3.Connection, out: Path, file: Path) -> None:
    place, program = named(out, "宜都市"), named(out, "整县推进")
    with pytest.raises(KgError, match="同一类型"):
        made(db, file, verdict="same", left_id=program, right_id=place)
    (speech,) = db.execute("SELECT id FROM speech").fetchone()
    for id in (speech, "program-000000000000"):
        with pytest.raises(Missing):
            made(db, file, verdict="same", left_id=id, right_id=program)
    assert not file.exists()


def test_only_what_is_in_force_can_be_taken_back(db: sqlite3.Connection, file: Path) -> None:
    made(db, file, verdict="not_a_name", type="Program", left="整县推进")
    for number in ("", "0", "2", "-1", "１", "1; 2", "9" * 5000):
        with pytest.raises(KgError):
            undo(file, number, *WHO)
    undo(file, "1", *WHO)
    with pytest.raises(KgError):
        undo(file, "1", *WHO)


def test_only_a_form_that_a_text_has_can_be_no_name(db: sqlite3.Connection, out: Path, file: Path) -> None:
    of = named(out, "罗联峰")
    assert set(form_of(db, of).forms) == {"罗联峰", "罗书记"}
    told, _, _ = made(db, file, verdict="not_a_name", left_id=of, form="罗书记")
    assert (told.type, str(told.left), str(told.right)) == ("Person", "罗书记", "")


def test_a_form_offers_everywhere_and_the_files(db: sqlite3.Connection, out: Path) -> None:
    scopes = form_of(db, named(out, "整县推进")).scopes
    assert [scope.value for scope in scopes] == ["", "talk.txt"]


def test_talks_of_a_file_of_several_are_offered_and_taken(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    with open_index(out).reading() as db:
        query = "SELECT file, count(*) AS talks FROM speech GROUP BY file HAVING talks > 1"
        (file, number) = db.execute(query).fetchone()
        query = """SELECT node.id FROM node JOIN edge ON edge.target = node.n JOIN speech ON speech.n = edge.source
                   WHERE speech.file = ? AND edge.type = 'MENTIONS' AND node.type = 'Program' LIMIT 1"""
        (id,) = db.execute(query, (file,)).fetchone()
        of_file = [scope.value for scope in form_of(db, id).scopes if scope.value.startswith(f"{file}#")]
        assert 0 < len(of_file) <= number
        for scope in of_file:
            told, _, _ = decide(db, {"verdict": "not_a_name", "left_id": id, "scope": scope}, tmp_path / "d", *WHO)
            assert told.scope == scope


def test_every_entity_is_called_so_that_no_other_is_meant(built: Path, tmp_path: Path) -> None:
    """A name that several bear comes with the scope that its id was made with; by that the linker tells them apart."""
    out = shutil.copytree(built, tmp_path / "out")
    with open_index(out).reading() as db:
        types = ("Person", "Place", "Program", "Organization", "Event", "Document")
        rows = db.execute("SELECT id, type FROM node ORDER BY n").fetchall()
        ids = [row["id"] for row in rows if row["type"] in types]
        sides = [(type_, str(side)) for type_, side in (side_of(db, id) for id in ids)]
        assert len(set(sides)) == len(sides)
        scoped = [side for _, side in sides if " @ " in side]
    assert scoped, "the corpus has names that several bear"


def test_one_of_several_of_a_name_must_be_said(tmp_path: Path) -> None:
    graph = small_graph()
    nodes = tuple(replace(node, name="张民") if node.id == "person-2" else node for node in graph.nodes)
    out = write_folder(replace(graph, nodes=nodes), tmp_path / "out")
    with open_index(out).reading() as db:
        with pytest.raises(KgError, match="不止一个") as refused:
            decide(db, {"verdict": "same", "type": "Person", "left": "张书记", "right": "张民"}, tmp_path / "d", *WHO)
        assert "张民 @ 甲.txt" in refused.value.zh
