"""What bench.explorer asks: of each kind many questions, drawn by chance from the graph and always the same."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from kg.explorer.index.words import folded
from kg.explorer.views.evidence import evidence
from kg.explorer.views.graph import ego
from kg.explorer.views.matrix import matrix
from kg.explorer.views.search import search, suggest

SEED = 23
HUBS = 20


@dataclass(frozen=True, slots=True)
class Question:
    """Which goal it falls under, what kind it is, the view that answers it, and the address of the page that does."""

    goal: str
    kind: str
    view: Callable[[sqlite3.Connection], object]
    address: str


def questions(db: sqlite3.Connection, rounds: int) -> list[Question]:
    """About `rounds` of each kind, in an order in which none finds what its like has just left in memory."""
    draw = random.Random(SEED)
    found = [*_tables(draw, max(1, rounds // 4)), *_searches(db, draw, rounds), *_graphs(db, draw, rounds)]
    draw.shuffle(found)
    return found


def _tables(draw: random.Random, rounds: int) -> Iterator[Question]:
    for order in ("first", "count", "name", "similar"):
        for _ in range(rounds):
            yield _table(f"table by {order}", order, True, draw.randrange(1000), draw.randrange(100))
    for _ in range(rounds):
        yield _table("table, versions apart", "count", False, draw.randrange(1000), 0)


def _table(kind: str, order: str, fold: bool, offset: int, columns: int) -> Question:
    def view(db: sqlite3.Connection) -> object:
        return matrix(db, order=order, fold=fold, offset=offset, column_offset=columns)

    return Question("home", kind, view, _address("/", order=order, fold=int(fold), offset=offset, columns=columns))


def _searches(db: sqlite3.Connection, draw: random.Random, rounds: int) -> Iterator[Question]:
    for kind, words in _words(db, draw, rounds):
        for word in words:
            yield _search(kind, word)
            yield _typed(f"{kind}, as typed", word)


def _search(kind: str, word: str) -> Question:
    return Question("search", kind, lambda db: search(db, word), _address("/search", q=word))


def _typed(kind: str, word: str) -> Question:
    return Question("search", kind, lambda db: suggest(db, word), _address("/suggest.json", q=word))


def _words(db: sqlite3.Connection, draw: random.Random, rounds: int) -> Iterator[tuple[str, list[str]]]:
    """What is typed: parts of names, of their pinyin and of sentences."""

    def part(text: str, length: int) -> str:
        start = draw.randrange(max(1, len(text) - length + 1))
        return text[start : start + length]

    names = [folded(name) for name in _drawn(db, draw, "form WHERE how = 'name'", rounds, "form")]
    yield "two characters of a name", [part(name, 2) for name in names]
    yield "a whole name", names
    yield "one character", [name[:1] for name in names]
    yield "what a tenth of names end in", "工程 行动 党委 党支部 委员会 社区 意见 书记 机制 活动".split()
    read = _drawn(db, draw, "form WHERE how = 'pinyin'", rounds, "folded")
    yield "pinyin", [form[: draw.randint(2, 8)] for form in read]
    initials = _drawn(db, draw, "form WHERE how = 'initials'", rounds, "folded")
    yield "initials", [form[: draw.randint(1, 3)] for form in initials]
    texts = _drawn(db, draw, "sentence", rounds, "text")
    yield "two characters of a sentence", [part(text, 2) for text in texts]
    yield "six characters of a sentence", [part(text, 6) for text in texts]


def _graphs(db: sqlite3.Connection, draw: random.Random, rounds: int) -> Iterator[Question]:
    hubs = [row[0] for row in db.execute("SELECT id FROM node ORDER BY mentions DESC, n LIMIT ?", (HUBS,))]
    talks = _drawn(db, draw, "node WHERE type = 'Speech'", rounds, "id")
    others = _drawn(db, draw, "node WHERE type NOT IN ('Speech', 'SourceFile')", rounds, "id")
    for kind, ids in (("a hub", (hubs * rounds)[:rounds]), ("a talk", talks), ("any entity", others)):
        for id in ids:
            yield _graph(f"around {kind}", id, 1)
            yield _graph(f"around {kind}, two steps", id, 2)
    strongest = """
        SELECT a.id AS source, edge.type AS relation, b.id AS target
        FROM edge JOIN node AS a ON a.n = source JOIN node AS b ON b.n = target
        ORDER BY edge.count DESC, edge.n LIMIT ?
    """
    for source, relation, target in db.execute(strongest, (rounds,)).fetchall():
        yield _evidence(source, relation, target)


def _evidence(source: str, relation: str, target: str) -> Question:
    address = _address("/evidence", source=source, relation=relation, target=target)
    return Question("graph", "evidence of the strongest", lambda db: evidence(db, source, relation, target), address)


def _graph(kind: str, id: str, hops: int) -> Question:
    return Question("graph", kind, lambda db: ego(db, [id], hops=hops), _address("/graph", focus=id, hops=hops))


def _drawn(db: sqlite3.Connection, draw: random.Random, what: str, count: int, column: str) -> list[str]:
    found = [row[0] for row in db.execute(f"SELECT {column} FROM {what} ORDER BY n")]
    return draw.sample(found, min(count, len(found)))


def _address(path: str, **asked: Any) -> str:
    return f"{path}?{urlencode(asked)}"
