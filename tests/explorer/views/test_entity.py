"""The page of an entity, against the rows of the output folder."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from kg.explorer.index import open_index
from kg.explorer.missing import Missing
from kg.explorer.views.entity import entity
from kg.model import Graph, Node
from tests.explorer.views.conftest import Lines, Row
from tests.graphs import write_folder


def test_an_entity_is_what_the_rows_say(db: sqlite3.Connection, lines: Lines) -> None:
    mentions = lines.rows("mentions")
    for id, row in lines.nodes.items():
        view = entity(db, id, limit=1000, most=1000)
        assert (view.node.id, view.node.type, view.redacted) == (id, row["type"], row["redacted"])
        assert list(view.aliases) == row["props"].get("aliases", [])
        known = {key: value for key, value in row["props"].items() if value is not None and key != "aliases"}
        assert view.props == known
        assert view.mentions == row["props"].get("mentions", 0)
        methods = Counter(mention["method"] for mention in mentions if mention["entity_id"] == id)
        assert {method: number for method, number, _, _ in view.certainty.methods} == methods
        for method, _, low, high in view.certainty.methods:
            scores = [m["score"] for m in mentions if (m["entity_id"], m["method"]) == (id, method)]
            assert (low, high) == (min(scores), max(scores))


def test_its_relations_are_its_edges(db: sqlite3.Connection, lines: Lines) -> None:
    for id in lines.nodes:
        view = entity(db, id, most=1000)
        found = {(edge.source, edge.type, edge.target) for related in view.related for edge, _ in related.edges}
        expected = {(e["source"], e["type"], e["target"]) for e in lines.at(id)}
        assert found == {key for key in expected if not (key[1] == "MENTIONS" and key[2] == id)}
        for related in view.related:
            assert related.total == len(related.edges)
            for edge, other in related.edges:
                assert (edge.source, edge.target) == ((id, other.id) if related.outward else (other.id, id))
            strength = [(-edge.families, -edge.count) for edge, _ in related.edges]
            assert strength == sorted(strength)


def test_only_the_strongest_of_many_relations(db: sqlite3.Connection, lines: Lines) -> None:
    id = lines.named("宜都市")
    whole = {(r.type, r.outward): r for r in entity(db, id, most=1000).related}
    for related in entity(db, id, most=2).related:
        full = whole[related.type, related.outward]
        assert related.edges == full.edges[:2]
        assert related.total == full.total


def test_speeches_that_name_it_by_date(db: sqlite3.Connection, lines: Lines) -> None:
    id = lines.named("宜都市")
    view = entity(db, id)
    expected = {e["source"]: e for e in lines.edges if (e["type"], e["target"]) == ("MENTIONS", id)}
    assert {said.speech.id: said.count for said in view.speeches} == {key: e["count"] for key, e in expected.items()}
    dates = [said.speech.date or "9999" for said in view.speeches]
    assert dates == sorted(dates)
    for said in view.speeches:
        assert said.quotation is not None
        assert said.quotation.text == expected[said.speech.id]["quotes"][0]
        assert {said.quotation.text[start:end] for start, end in said.quotation.marks} <= {"宜都市", *view.aliases}
        assert said.quotation.marks
    pages = [entity(db, id, offset=offset, limit=2).speeches for offset in range(0, len(expected), 2)]
    assert tuple(said for page in pages for said in page) == view.speeches
    assert view.speeches_page.total == len(expected)


def test_judgements_on_its_names(db: sqlite3.Connection, lines: Lines) -> None:
    view = entity(db, lines.named("宜都市"))
    rows = [row for row in lines.rows("judgements") if (row["type"], row["right"]) == ("Place", "宜都市")]
    assert rows
    assert {(j.left, j.scope, j.verdict) for j in view.certainty.judgements} == {
        (row["left"], row["scope"], row["verdict"]) for row in rows
    }
    assert entity(db, lines.named("中共中央")).alike == ()


def test_what_is_in_doubt_is_alike(db: sqlite3.Connection, lines: Lines) -> None:
    doubtful = [row for row in lines.rows("judgements") if row["verdict"] == "unsure"]
    assert doubtful
    for row in doubtful:
        for one, other in ((row["left"], row["right"]), (row["right"], row["left"])):
            view = entity(db, lines.named(one, row["type"]))
            assert lines.named(other, row["type"]) in {name.id for name in view.alike}
            assert view.certainty.judgements[0].verdict == "unsure", "what is in doubt comes first"


def _judged(tmp_path: Path, nodes: list[Node], judgements: list[dict[str, str]]) -> Path:
    out = write_folder(Graph(tuple(sorted(nodes, key=lambda node: node.id)), ()), tmp_path / "out")
    blank: Row = {"scope": "", "score": 0.7, "reasons": ["a reason"], "by": None, "at": None}
    lines = (json.dumps({**blank, **row}, ensure_ascii=False) + "\n" for row in judgements)
    (out / "judgements.jsonl").write_text("".join(lines), encoding="utf-8")
    return out


def test_namesakes(tmp_path: Path) -> None:
    """People of one name may be one; two towns of one name have their codes, and a judgement says which is meant."""
    nodes = [Node(f"person-{n}", "王强", "Person", "王强") for n in (1, 2)]
    nodes += [Node("person-3", "李明", "Person", "李明", {"aliases": ("王强书记",)})]
    nodes += [
        Node(f"place-{n}", "城关镇", "Place", "城关镇", {"code": f"42000{n}100", "level": "town"}) for n in (1, 2)
    ]
    judgements = [
        {"type": "Place", "left": "城关", "right": "城关镇 @ 420001100", "verdict": "same"},
        {"type": "Person", "left": "王强书记", "right": "王强", "scope": "甲.txt", "verdict": "same"},
    ]
    with open_index(_judged(tmp_path, nodes, judgements)).reading() as db:
        views = {id: entity(db, id) for id in ("person-1", "person-3", "place-1", "place-2")}
    assert [name.id for name in views["person-1"].alike] == ["person-2"]
    assert views["place-1"].alike == ()
    assert len(views["place-1"].certainty.judgements) == 1
    assert views["place-2"].certainty.judgements == (), "the other town is meant"
    assert len(views["person-1"].certainty.judgements) == 1
    assert views["person-3"].certainty.judgements == (), "its name is taken for somebody else's there"


def test_what_a_person_decided_is_no_doubt(tmp_path: Path) -> None:
    nodes = [
        Node(f"program-{n}", name, "Program", name)
        for n, name in enumerate(("甲工程", "乙工程", "丙工程", "丙 工程"), 1)
    ]
    judgements = [
        {"type": "Program", "left": "甲工程", "right": "乙工程", "verdict": "unsure"},
        {
            "type": "Program",
            "left": "丙工程",
            "right": "甲工程",
            "verdict": "different",
            "by": "审",
            "at": "2026-01-01",
        },
    ]
    with open_index(_judged(tmp_path, nodes, judgements)).reading() as db:
        first, third = entity(db, "program-1"), entity(db, "program-3")
    assert [name.name for name in first.alike] == ["乙工程"]
    assert [judgement.by for judgement in first.certainty.judgements] == ["审", None], "a person's comes first"
    assert [name.id for name in third.alike] == ["program-4"], "one name but for a space"


def test_who_is_not_there_is_missed(db: sqlite3.Connection) -> None:
    with pytest.raises(Missing):
        entity(db, "person-none")
