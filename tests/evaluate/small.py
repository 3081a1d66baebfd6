"""A text of one line, its gold and a build of it, all made by hand; tests spoil one thing at a time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.evaluate.run import Evaluation, evaluate
from kg.graph.rows import SCHEMA

TEXT = "青川县委书记张民说，双五星工程在青川县和XX镇推行，见《意见》。张书记要求一肩挑。"
FILE = "007_abc.txt"
Row = dict[str, Any]


def at(surface: str, nth: int = 1) -> Row:
    """The place of the nth occurrence of a surface."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(surface, start + 1)
    return {"start": start, "end": start + len(surface), "text": surface}


def entity(id_: str, type_: str, name: str, **more: Any) -> Row:
    return {"id": id_, "type": type_, "name": name, "aliases": [], "optional": False, "redacted": False, **more}


def named(surface: str, type_: str, entity_: str, nth: int = 1, **more: Any) -> Row:
    """A mention in the gold."""
    return {**at(surface, nth), "type": type_, "entity": entity_, **more}


def related(head: str, type_: str, tail: str, **props: Any) -> Row:
    """A relation in the gold."""
    return {"head": head, "type": type_, "tail": tail, "evidence": [0, 5], "props": props}


def gold() -> Row:
    """The gold: six mentions, one reading that counts neither way, a trap, three relations."""
    return {
        "file": FILE,
        "speeches": [
            {"id": "S1", "start": 0, "end": len(TEXT), "title": "讲话", "date": "2019-05-01", "speaker": "P1"}
        ],
        "entities": [
            entity("P1", "Person", "张民"),
            entity("G1", "Program", "双五星工程"),
            entity("L1", "Place", "青川县"),
            entity("L2", "Place", "XX镇", redacted=True),
            entity("D1", "Document", "意见"),
            entity("O1", "Organization", "青川县委", optional=True),
        ],
        "mentions": [
            named("张民", "Person", "P1"),
            named("双五星工程", "Program", "G1", alt=[[at("双五星")["start"], at("双五星")["end"]]]),
            named("青川县", "Place", "L1", 2),
            named("XX镇", "Place", "L2"),
            named("意见", "Document", "D1", alt_types=["Program"]),
            named("张书记", "Person", "P1"),
        ],
        "optional_mentions": [named("青川县委", "Organization", "O1")],
        "traps": [{**at("一肩挑"), "types": ["Program"]}],
        "redactions": [at("XX")],
        "relations": [
            related("P1", "DELIVERED", "S1"),
            related("G1", "IMPLEMENTED_IN", "L1"),
            related("G1", "IMPLEMENTED_IN", "L2", inferred=True),
        ],
        "optional_relations": [related("P1", "LEADS", "O1")],
    }


def said(surface: str, type_: str, name: str | None = None, nth: int = 1, **more: Any) -> Row:
    """A row of mentions.jsonl."""
    place = at(surface, nth)
    own = name or surface
    row = {"file": FILE, **place, "type": type_, "entity": own, "entity_id": f"{type_}-{own}", "redacted": False}
    return {**row, **more}


def stated(head: str, type_: str, tail: str) -> Row:
    """A row of relations.jsonl."""
    return {"file": FILE, "head": head, "rel": type_, "tail": tail, "start": 0, "end": 5, "inferred": False}


def build() -> dict[str, list[Row]]:
    """A build that finds all of the gold and no more."""
    return {
        "mentions": [
            said("张民", "Person"),
            said("双五星工程", "Program"),
            said("青川县", "Place", nth=2),
            said("XX镇", "Place", redacted=True),
            said("意见", "Document"),
            said("张书记", "Person", "张民"),
        ],
        "relations": [
            stated("张民", "DELIVERED", "speech-1"),
            stated("双五星工程", "IMPLEMENTED_IN", "青川县"),
            stated("双五星工程", "IMPLEMENTED_IN", "XX镇"),
        ],
        "speeches": [
            {
                "file": FILE,
                "speech": "speech-1",
                "start": 0,
                "end": len(TEXT),
                "title": "讲话",
                "date": "2019-05-01",
                "speaker": "张民",
            }
        ],
        "edges": [{"spans": [f"{FILE}:0-{len(TEXT)}"], "quotes": [TEXT]}],
    }


def write_gold(folder: Path, annotated: Row, name: str = "007.json") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(annotated, ensure_ascii=False), encoding="utf-8")
    return folder


def write_build(folder: Path, rows: dict[str, list[Row]]) -> Path:
    folder.mkdir()
    files = {row["file"] for row in rows["speeches"]}
    (folder / "manifest.json").write_text(json.dumps({"schema": SCHEMA, "inputs": dict.fromkeys(files, "")}), "utf-8")
    for name, table in rows.items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def scored(
    tmp_path: Path, rows: dict[str, list[Row]], annotated: Row | None = None, inferred: bool = True
) -> Evaluation:
    return evaluate(write_gold(tmp_path / "gold", annotated or gold()), write_build(tmp_path / "out", rows), inferred)
