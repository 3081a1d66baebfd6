"""Filling the tables of an index from a source, as it streams by."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import KgError
from kg.explorer.index.source import Row, Source
from kg.graph.tables import families, speech_order
from kg.lang import choose
from kg.model import Edge, Node
from kg.read.pages import pages_of
from kg.spans import read_span

Say = Callable[[str], None]
# A line of progress after so many rows; what is gathered for several tables at once goes in after so many.
TOLD, BATCH = 250_000, 20_000


@dataclass
class _Known:
    """What is kept in memory while an index is filled: the number of each node, and the speeches."""

    number: dict[str, int] = field(default_factory=dict)
    type: list[str] = field(default_factory=list)
    files: dict[str, int] = field(default_factory=dict)
    speeches: list[Node] = field(default_factory=list)
    pages: list[tuple[str, int, int]] = field(default_factory=list)  # file, number, start
    within: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)  # of a file: start, end, speech

    def node(self, id: str) -> int:
        """The number of a node. KgError where there is none."""
        found = self.number.get(id)
        if found is None:
            raise KgError(
                f"图谱中没有编号为 {id} 的节点，却有内容指向它：请重新运行 kg build",
                f"something leads to a node {id}, which the graph does not have: run kg build again",
            )
        return found

    def file(self, path: str) -> int:
        return self.files.setdefault(path, len(self.files))

    def speech_at(self, path: str, start: int, among: frozenset[int]) -> int | None:
        """The speech that holds an offset of a file, one of `among` if it can be."""
        spans = self.within.get(path, [])
        upto = bisect_right(spans, (start, _FAR))
        holds = [speech for _, end, speech in spans[max(0, upto - 8) : upto] if start < end]
        return next((speech for speech in holds if speech in among), holds[-1] if holds else None)


_FAR = 1 << 62


def fill(db: sqlite3.Connection, source: Source, say: Say) -> None:
    """Fill the tables that hold what the source holds; kg.explorer.index.derived makes the rest.

    Memory: the ids of the nodes and the speeches without their texts, never the graph. KgError where something leads
    to a node that is not there, and as the source raises.
    """
    known = _Known()
    _many(db, "node", 12, _nodes(_told(source.nodes, say, "节点", "nodes"), known))
    _many(db, "page", 3, known.pages)
    _speeches(db, known)
    _edges(db, _told(source.edges, say, "关系", "relations"), known)
    db.executemany(
        "UPDATE speech SET body = ?, text = ? WHERE n = ?",
        ((row["body"], row["text"], known.node(row["speech"])) for row in source.texts),
    )
    _many(db, "mention", 13, _mentions(_told(source.mentions, say, "提及", "mentions"), known))
    _many(db, "fill", 21, _fills(source.fills, known))
    _many(db, "segment", 9, _segments(source.alignments, known))
    _many(db, "judgement", 10, _judgements(source.judgements))
    _many(db, "doubt", 3, ((n, known.node(row["speech"]), _json(row)) for n, row in enumerate(source.inconsistencies)))
    _many(db, "file", 2, ((number, path) for path, number in known.files.items()))


def _told(items: Iterable[Any], say: Say, zh: str, en: str) -> Iterator[Any]:
    """The items, with a line of progress now and then."""
    count = 0
    for item in items:
        yield item
        count += 1
        if count % TOLD == 0:
            say(f"  {choose(zh, en)} {count:,}")
    say(f"  {choose(zh, en)} {count:,}")


def _many(db: sqlite3.Connection, table: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
    db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)


def _stated(props: Mapping[str, Any]) -> dict[str, Any]:
    """Properties that are known, by name: what a store holds of them, so that every source gives the same."""
    return {name: value for name, value in sorted(props.items()) if value is not None}


def _json(value: Any) -> str:
    return _ENCODED(value) if value else json.dumps(value)


# one encoder for all: json.dumps makes one each time
_ENCODED = json.JSONEncoder(ensure_ascii=False).encode


def _nodes(nodes: Iterable[Node], known: _Known) -> Iterator[tuple[Any, ...]]:
    for n, node in enumerate(nodes):
        known.number[node.id] = n
        known.type.append(node.type)
        if node.type == "Speech":
            known.speeches.append(node)
        props = node.props
        for file, starts in pages_of([node]).items():
            known.pages += [(file, number, start) for number, start in enumerate(starts, 1)]
        counts = [_int(props.get(name)) for name in ("mentions", "speeches", "families")]
        dates = [_str(props.get(name)) for name in ("first", "last")]
        redacted = node.type == "Redacted"
        yield n, node.id, node.name, node.title, node.type, redacted, *counts, *dates, _json(_stated(props))


def _speeches(db: sqlite3.Connection, known: _Known) -> None:
    """The speeches in their order, and in that of their talks."""
    talks = sorted(families(known.speeches), key=lambda members: speech_order(members[0]))
    talk = {speech.id: n for n, members in enumerate(talks) for speech in members}
    for place, speech in enumerate(sorted(known.speeches, key=speech_order)):
        props, n = speech.props, known.number[speech.id]
        start, end, path = _int(props.get("start")), _int(props.get("end")), _str(props.get("file")) or ""
        date = _str(props.get("date"))
        year = int(date[:4]) if date and date[:4].isdecimal() else None
        row = [n, speech.id, speech.title, date, year]
        row += [_str(props.get(name)) for name in ("speaker", "position", "place")]
        row += [_str(props.get("family")) or speech.id, _str(props.get("version_of")), _str(props.get("kind"))]
        _many(db, "speech", 18, [(*row, path, start, end, place, talk[speech.id], None, None)])
        known.within.setdefault(path, []).append((start, end, n))
    for spans in known.within.values():
        spans.sort()


def _edges(db: sqlite3.Connection, edges: Iterable[Edge], known: _Known) -> None:
    """Edges with their speeches and quotations; a sentence that several edges quote is there once."""
    sentences, rows, said_in, quoted = 0, [], [], []
    find = 'SELECT n FROM sentence WHERE file = ? AND start = ? AND "end" = ? AND text = ?'
    put = "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?)"
    for n, edge in enumerate(edges):
        source, target = known.node(edge.source), known.node(edge.target)
        speeches = frozenset(map(known.node, edge.speeches))
        said_in += [(n, speech) for speech in sorted(speeches)]
        places = [read_span(span) for span in edge.spans]
        for place, (text, (path, start, end)) in enumerate(zip(edge.quotes, places, strict=True)):
            key = (known.file(path), start, end, text)
            found = db.execute(find, key).fetchone()
            if found is None:
                db.execute(put, (sentences, *key, known.speech_at(path, start, speeches)))
                sentences += 1
            quoted.append((n, place, found[0] if found else sentences - 1))
        ends = known.type[source], known.type[target]
        begin = min((start for _, start, _ in places), default=0)
        counts = edge.count, edge.families, bool(edge.inferred), begin
        rows.append((n, source, target, edge.type, *ends, *counts, _json(_stated(edge.props))))
        if len(rows) == BATCH:
            _edge_rows(db, rows, said_in, quoted)
    _edge_rows(db, rows, said_in, quoted)


def _edge_rows(db: sqlite3.Connection, *tables: list[tuple[Any, ...]]) -> None:
    for table, width, rows in zip(("edge", "edge_speech", "quotation"), (11, 2, 3), tables, strict=True):
        _many(db, table, width, rows)
        rows.clear()


def _mentions(rows: Iterable[Row], known: _Known) -> Iterator[tuple[Any, ...]]:
    for n, row in enumerate(rows):
        place = known.node(row["speech"]), known.file(row["file"]), row["start"], row["end"]
        kept = _str(row["props"].get("hole")), _str(row["props"].get("iso"))
        node = known.node(row["entity_id"])
        yield n, *place, row["text"], row["type"], node, row["redacted"], row["method"], row["score"], *kept


def _fills(rows: Iterable[Row], known: _Known) -> Iterator[tuple[Any, ...]]:
    names = "file start end text kind field quote quote_start".split()
    others = "other_file other_start other_end other_text other_quote other_quote_start".split()
    for n, row in enumerate(rows):
        ends = known.node(row["node"]), known.node(row["other_speech"])
        entity = known.node(row["entity_id"]) if row["entity_id"] else None
        here = (row[name] for name in names)
        there = (row[name] for name in others)
        yield n, known.node(row["speech"]), *here, *ends, *there, entity, row["type"], row["similarity"]


def _segments(rows: Iterable[Row], known: _Known) -> Iterator[tuple[Any, ...]]:
    for n, row in enumerate(rows):
        here = known.node(row["speech"]), row["start"], row["end"]
        there = known.node(row["other_speech"]), row["other_start"], row["other_end"]
        yield n, *here, *there, row["kind"], row["passage"]


def _judgements(rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    for n, row in enumerate(rows):
        names = (row[name] for name in ("type", "left", "right", "scope", "verdict", "score"))
        yield n, *names, _json(row["reasons"]), row["by"], row["at"]


def _int(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _str(value: Any) -> str | None:
    return value if isinstance(value, str) else None
