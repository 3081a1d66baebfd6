"""Where a decision may hold: the scopes (kg.link.scopes) of the graph that is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from kg.data.places import place_of
from kg.explorer.views.acts import Choice
from kg.explorer.views.rows import IN, keys
from kg.lang import choose
from kg.link.scopes import covering, talk_scopes
from kg.model import Speech

MOST = 100  # choices offered
_FIELDS = 'id, file, start, "end", title, family, version_of'  # not the text, which is long


def choices(db: sqlite3.Connection, speeches: Iterable[str]) -> tuple[Choice, ...]:
    """Everywhere, then each file of some speeches (by id), with those talks of it that it holds beside others."""
    wanted = set(speeches)
    found = [Choice("", choose("到处", "everywhere"))]
    for file, held in _by_file(db, files_of(db, wanted)[:MOST]).items():
        found.append(Choice(file, choose(f"文件 {file}", f"the file {file}")))
        talks = talk_scopes(held)
        if len(held) > 1:
            found += [Choice(talks[talk.id], f"《{talk.title}》") for talk in held if talk.id in wanted]
    return tuple(found[:MOST])


def files_of(db: sqlite3.Connection, speeches: Iterable[str]) -> list[str]:
    """The files that hold some speeches."""
    rows = db.execute(f"SELECT DISTINCT file FROM speech WHERE id {IN} ORDER BY file", (keys(speeches),))
    return [row["file"] for row in rows]


def is_scope(db: sqlite3.Connection, scope: str) -> bool:
    """Whether a scope is everywhere, a known division, or a file or talk of the graph."""
    if not scope or _is_division(scope):
        return True
    query = "SELECT DISTINCT file FROM speech WHERE file = ? OR substr(?, 1, length(file) + 1) = file || '#'"
    files = [row["file"] for row in db.execute(query, (scope, scope))]
    return scope in files or scope in set(scopes_of(db, files))


def scopes_of(db: sqlite3.Connection, files: Iterable[str]) -> Iterator[str]:
    """The scopes that cover a talk of some files, but for divisions, of which the graph does not tell."""
    for held in _by_file(db, files).values():
        for scopes in covering(held, {}).values():
            yield from sorted(scopes)


def _is_division(scope: str) -> bool:
    return scope.isascii() and scope.isdigit() and len(scope) in (2, 4, 6) and place_of(scope) is not None


def _by_file(db: sqlite3.Connection, files: Iterable[str]) -> dict[str, list[Speech]]:
    """The speeches of each file in their order, with what of them a scope is made of."""
    rows = db.execute(f"SELECT {_FIELDS} FROM speech WHERE file {IN} ORDER BY file, start, id", (keys(files),))
    found: dict[str, list[Speech]] = {}
    for row in rows:
        place = {name: row[name] for name in ("id", "file", "start", "end", "title", "family", "version_of")}
        found.setdefault(row["file"], []).append(Speech(document="", body=row["start"], **place))
    return found
