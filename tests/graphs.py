"""A small graph made by hand: two files, four speeches of which two are versions of one talk, every node type.

The texts are invented. Names are chosen to hurt: quotation marks, markup, backticks, and two programs that sort one
way by code point and the other way by UTF-16 unit.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.graph.rows import SCHEMA, dumps, edge_row, node_row
from kg.model import Edge, Graph, Node, Value

HOSTILE = "`强基`</script><b>\"x'\\"
FULLWIDTH = "～清风行动"  # U+FF5E: before the next by code point, after it by UTF-16 unit
ASTRAL = "𠮷祥工程"  # U+20BB7
REDACTED_QUOTE = "在XX镇，我们推行“双五星”工程。"

_SPEECHES = (
    # id, title, date, precision, speaker, position, place, file, family, version_of, kind
    ("s1", "在全县组织工作会议上的讲话", "2019-05-01", "day", "张民", "县委书记", "青川县", "甲.txt", "s1", None, None),
    ("s2", "在基层党建推进会上的讲话", "2020-07", "month", "李“小”四", None, None, "甲.txt", "s2", None, None),
    ("s3", "在全县组织工作会议上的讲话", "2019", "year", "张民", "县委书记", None, "乙.txt", "s1", "s1", "redacted"),
    ("s4", "关于档案工作的说明", None, None, None, None, None, "乙.txt", "s4", None, None),
)
_ENTITIES = (
    ("program-1", "双五星工程", "Program", ("“双五星”工程", "双五星")),
    ("program-2", HOSTILE, "Program", ()),
    ("program-3", FULLWIDTH, "Program", ()),
    ("program-4", ASTRAL, "Program", ("𠮷祥",)),
    ("program-5", "五星支部创建", "Program", ()),
    ("person-1", "张民", "Person", ("张书记",)),
    ("person-2", "李“小”四", "Person", ()),
    ("place-1", "青川县", "Place", ()),
    ("place-2", "四川省", "Place", ()),
    ("place-3", "竹园镇", "Place", ()),
    ("organization-1", "中共青川县委员会", "Organization", ("青川县委",)),
    ("organization-2", "竹园镇党委", "Organization", ()),
    ("document-1", "关于加强基层党建的意见", "Document", ("《意见》",)),
    ("document-2", "支部工作条例（试行）", "Document", ()),
    ("concept-1", "群众路线", "Concept", ()),
    ("event-1", "全县组织工作会议", "Event", ()),
    ("position-1", "县委书记", "Position", ()),
    ("date-1", "2019年5月", "Date", ()),
)
_MENTIONS = (
    # speech, entity, how often
    ("s1", "program-1", 3), ("s1", "program-2", 1), ("s1", "program-3", 1), ("s1", "program-4", 1),
    ("s1", "person-1", 2), ("s1", "place-1", 2), ("s1", "place-2", 1), ("s1", "organization-1", 1),
    ("s1", "document-1", 1), ("s1", "concept-1", 1), ("s1", "event-1", 1), ("s1", "position-1", 1), ("s1", "date-1", 1),
    ("s2", "program-1", 2), ("s2", "program-5", 1), ("s2", "place-3", 1), ("s2", "organization-2", 1),
    ("s2", "person-2", 1), ("s2", "document-2", 1),
    ("s3", "program-1", 3), ("s3", "program-2", 1), ("s3", "redacted-1", 1), ("s3", "redacted-2", 1),
    ("s3", "document-1", 1), ("s3", "position-1", 1),
    ("s4", "place-1", 1),
)  # fmt: skip
_STATEMENTS: tuple[tuple[str, str, str, tuple[str, ...], dict[str, Value]], ...] = (
    # source, relation, target, speeches, props
    ("person-1", "DELIVERED", "s1", ("s1",), {}),
    ("person-1", "DELIVERED", "s3", ("s3",), {}),
    ("person-2", "DELIVERED", "s2", ("s2",), {}),
    ("person-1", "HOLDS_POSITION", "position-1", ("s1", "s3"), {"title": "县委书记", "org": "中共青川县委员会"}),
    ("person-1", "AFFILIATED", "organization-1", ("s1",), {}),
    ("organization-1", "LOCATED_IN", "place-1", ("s1",), {}),
    ("place-1", "LOCATED_IN", "place-2", ("s1",), {}),
    ("program-1", "IMPLEMENTED_IN", "place-1", ("s1",), {}),
    ("program-1", "IMPLEMENTED_IN", "redacted-1", ("s3",), {}),
    ("program-1", "IMPLEMENTED_IN", "organization-2", ("s2",), {}),
    ("program-5", "PART_OF", "program-1", ("s2",), {}),
    ("person-1", "LEADS", "program-1", ("s1", "s3"), {}),
    ("s1", "CITES", "document-1", ("s1",), {}),
    ("s3", "CITES", "document-1", ("s3",), {}),
    ("s2", "CITES", "document-2", ("s2",), {}),
    ("document-1", "ISSUED_BY", "organization-1", ("s1",), {}),
    ("program-1", "CO_OCCURS", "program-2", ("s1", "s3"), {}),
    ("program-1", "CO_OCCURS", "program-5", ("s2",), {}),
    ("program-3", "CO_OCCURS", "program-4", ("s1",), {}),
    ("place-1", "CO_OCCURS", "program-1", ("s1",), {}),
)
_FAMILY = {row[0]: row[8] for row in _SPEECHES}
_FILE = {row[0]: row[7] for row in _SPEECHES}


def small_graph() -> Graph:
    """The graph; a new one each time, always equal."""
    nodes = [*map(_speech, _SPEECHES), *_entities(), *_redactions()]
    for n, path in enumerate(("甲.txt", "乙.txt"), 1):
        told: dict[str, Value] = {"path": path, "encoding": "utf-8", "characters": 900 + n, "sha256": str(n) * 64}
        if path == "乙.txt":
            told["pages"] = (0, 10)
        nodes.append(Node(f"file-{n}", path, "SourceFile", path, told))
    edges = [_mention(*row) for row in _MENTIONS] + [_statement(*row) for row in _STATEMENTS]
    edges += [_edge(f"file-{1 if _FILE[s] == '甲.txt' else 2}", "CONTAINS", s, (s,), 1, (), {}) for s in _FILE]
    edges.append(_edge("s3", "VERSION_OF", "s1", ("s1", "s3"), 1, (), {"kind": "redacted", "similarity": 0.9375}))
    return Graph(
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted(edges, key=lambda edge: (edge.source, edge.type, edge.target))),
    )


def write_folder(graph: Graph, out: Path) -> Path:
    """An output folder with what a store needs of it: the manifest, entities.jsonl and edges.jsonl."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "manifest.json").write_text(json.dumps({"schema": SCHEMA}), encoding="utf-8")
    for name, rows in (("entities", map(node_row, graph.nodes)), ("edges", map(edge_row, graph.edges))):
        (out / f"{name}.jsonl").write_text("".join(dumps(row) + "\n" for row in rows), encoding="utf-8")
    return out


def _speech(row: tuple[str | None, ...]) -> Node:
    number, title, date, speaker = row[0], row[1], row[2], row[4]
    assert number is not None
    assert title is not None
    name = "，".join(part for part in (title, speaker, date) if part)
    keys = ("date", "date_precision", "speaker", "position", "place", "file", "family", "version_of", "kind")
    props: dict[str, Value] = {**dict(zip(keys, row[2:], strict=True)), "start": 0, "end": 400}
    return Node(number, name, "Speech", title, props)


def _entities() -> list[Node]:
    dates = {row[0]: row[2] for row in _SPEECHES}
    nodes = []
    for number, name, kind, aliases in _ENTITIES:
        seen = [(speech, count) for speech, target, count in _MENTIONS if target == number]
        days = sorted(day for speech, _ in seen if (day := dates[speech]))
        props: dict[str, Value] = {"aliases": aliases, "mentions": sum(count for _, count in seen),
            "families": len({_FAMILY[speech] for speech, _ in seen}), "speeches": len(seen),
            "first": days[0] if days else None, "last": days[-1] if days else None}  # fmt: skip
        if number == "place-1":
            props |= {"code": "510822", "level": "county", "parents": ("四川省", "广元市")}
        nodes.append(Node(number, name, kind, name, props))
    return nodes


def _redactions() -> list[Node]:
    holes = (("redacted-1", "XX镇", "place", "Place"), ("redacted-2", "x月xx日", "date", "Date"))
    return [Node(n, name, "Redacted", name, {"hole": hole, "as": kind, "mentions": 1}) for n, name, hole, kind in holes]


def _mention(speech: str, target: str, count: int) -> Edge:
    quotes = tuple(
        f"第{n}句：{REDACTED_QUOTE}" if target == "redacted-1" else f"第{n}句。" for n in range(1, count + 1)
    )
    return _edge(speech, "MENTIONS", target, (speech,), count, quotes, {})


def _statement(source: str, relation: str, target: str, speeches: tuple[str, ...], props: dict[str, Value]) -> Edge:
    return _edge(source, relation, target, speeches, len(speeches), tuple(f"{s} 中的一句。" for s in speeches), props)


def _edge(
    source: str,
    relation: str,
    target: str,
    speeches: tuple[str, ...],
    count: int,
    quotes: tuple[str, ...],
    props: dict[str, Value],
) -> Edge:
    spans = tuple(f"{_FILE[speeches[min(n, len(speeches) - 1)]]}:{10 * n}-{10 * n + 8}" for n in range(len(quotes)))
    families = len({_FAMILY[speech] for speech in speeches})
    inferred = relation == "LEADS"
    return Edge(source, target, relation, count, families, speeches, quotes, spans, inferred, (), props)
