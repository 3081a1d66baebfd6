"""What an index holds beyond its source: forms to search by, the full-text indexes, counts and orders."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from typing import Any

from kg.explorer.index.filling import Say
from kg.explorer.index.pinyin import reading
from kg.explorer.index.similar import positions
from kg.explorer.index.words import folded, pairs
from kg.lang import choose

# These are called by what they are, not by how they are read.
_UNREAD = ("SourceFile", "Redacted", "Date")
# The rows that are put in order by similarity, which takes time; of other types that order is the one of first mention.
_COMPARED = "Program"
# A matrix with more cells than this is not: it would take minutes.
MOST_CELLS = 2_000_000


def script(name: str) -> str:
    """A script of SQL of this package."""
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def run(db: sqlite3.Connection, name: str) -> None:
    """Run a script, and begin the transaction of what follows: without one every row would be one."""
    db.executescript(script(name))
    db.execute("BEGIN")


def derive(db: sqlite3.Connection, say: Say) -> None:
    """Make everything that follows from the filled tables. KgError where pypinyin is not installed."""
    say(f"  {choose('统计', 'counting')}")
    run(db, "derived")
    say(f"  {choose('名称与拼音', 'names and pinyin')}")
    db.executemany("INSERT INTO form VALUES (?, ?, ?, ?, ?)", _forms(db))
    run(db, "indexes")
    rows = db.execute("SELECT n, form FROM form WHERE how IN ('name', 'alias') ORDER BY n")
    db.executemany("INSERT INTO name_fts (rowid, pairs) VALUES (?, ?)", ((n, pairs(form)) for n, form in rows))
    say(f"  {choose('原文全文索引', 'full-text index of quotations')}")
    rows = db.execute("SELECT told.n, text FROM told JOIN sentence ON sentence.n = told.sentence ORDER BY told.n")
    db.executemany("INSERT INTO sentence_fts (rowid, pairs) VALUES (?, ?)", ((n, pairs(text)) for n, text in rows))
    for table in ("name_fts", "sentence_fts"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    say(f"  {choose('矩阵', 'matrix')}")
    _axes(db)
    run(db, "standing")


def _forms(db: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """The rows of form, those of nodes in most talks first."""
    number = 0
    nodes = db.execute("SELECT n, name, title, type, props FROM node ORDER BY families DESC, mentions DESC, name, id")
    for node, name, title, type_, props in nodes:
        for form, how, plain in _ways(title if type_ == "Speech" else name, type_, json.loads(props).get("aliases")):
            yield number, node, form, how, plain
            number += 1


def _ways(name: str, type_: str, aliases: Any) -> Iterator[tuple[str, str, str]]:
    """The forms of one node, each folded form once: name, aliases, pinyin and initials."""
    seen = {""}
    others = aliases if isinstance(aliases, Sequence) and not isinstance(aliases, str) else ()
    for form, how in [(name, "name"), *((alias, "alias") for alias in others)]:
        plain = folded(form)
        if plain not in seen:
            seen.add(plain)
            yield form, how, plain
    read = None if type_ in _UNREAD else reading(name)
    for form, how in zip(read or (), ("pinyin", "initials"), strict=False):
        plain = folded(form)
        if plain not in seen:
            seen.add(plain)
            yield form, how, plain


def _axes(db: sqlite3.Connection) -> None:
    """Fill temp.axis with where each program stands by similarity: versions of a talk as one, and each by itself."""
    query = "SELECT fold, count(*) FROM temp.cell WHERE type = ? GROUP BY fold ORDER BY fold"
    for fold, count in db.execute(query, (_COMPARED,)).fetchall():
        if count <= MOST_CELLS:
            found = _axis(db, _COMPARED, fold)
            db.executemany("INSERT INTO temp.axis VALUES (?, ?, ?)", ((fold, node, value) for node, value in found))


def _axis(db: sqlite3.Connection, type_: str, fold: int) -> list[tuple[int, float]]:
    query = "SELECT node, column_, count, first FROM temp.cell WHERE type = ? AND fold = ? ORDER BY node, column_"
    nodes, cells, begun = [], [], []
    for row, (node, group) in enumerate(groupby(db.execute(query, (type_, fold)), key=lambda cell: int(cell[0]))):
        members = list(group)
        nodes.append(node)
        cells += [(row, column, count) for _, column, count, _ in members if count > 0]
        begun.append(min(first for *_, first in members))
    order = {row: place for place, row in enumerate(sorted(range(len(nodes)), key=lambda row: (begun[row], row)))}
    return list(zip(nodes, positions(cells, [order[row] for row in range(len(nodes))]), strict=True))
