"""Finding names by what they are called and how they are read, and sentences by their words.

A name that is what was typed comes before one that begins with it, and that before one that holds it; among these the
one that more talks name comes first (kg.explorer.index gives forms their numbers in that order). Last come names within
what was typed: who asks for 双五星工程 finds 双五星. Pinyin and initials are found from their beginning. Sentences hold
all the words that were typed, in the order of speeches.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from itertools import combinations

from kg.explorer.index.words import folded, marks, question, runs
from kg.explorer.views import rows
from kg.explorer.views.shapes import NameHit, Page, Quotation, SearchView

# What is typed is cut after so many characters: no name and no sentence worth looking for is longer.
LONGEST = 200
# Of so many characters the stretches are looked up: 600 at most.
MOST_PARTED = 36
_HOW = ("name", "alias", "pinyin", "initials")
_PAST = "\U0010ffff"

_BEGINS = """
    SELECT n AS form, node, folded <> :plain AS tier FROM form WHERE folded >= :plain AND folded < :past
"""
_HOLDS = """
    UNION ALL SELECT form.n, form.node, 2 FROM name_fts JOIN form ON form.n = name_fts.rowid WHERE name_fts MATCH :words
"""
_WITHIN = """
    UNION ALL SELECT n, node, 3 FROM form
    WHERE folded IN (SELECT value FROM json_each(:parts)) AND how IN ('name', 'alias')
"""


def search(
    db: sqlite3.Connection,
    query: str,
    *,
    type_: str | None = None,
    offset: int = 0,
    limit: int = 20,
    quotations: int = 20,
    quotations_offset: int = 0,
) -> SearchView:
    """Names, of one type where `type_` is given, and sentences; `quotations` is how many of these. Nothing is found for
    what holds no letter, digit or character of a name."""
    query = query[:LONGEST]
    hits, parameters = _hits(query, type_)
    total = db.execute(f"SELECT count(DISTINCT node) FROM ({hits})", parameters).fetchone()[0] if hits else 0
    said, all_said = _quotations(db, query, quotations_offset, quotations)
    return SearchView(
        query,
        _names(db, query, type_, offset, limit),
        said,
        Page(offset, limit, total),
        Page(quotations_offset, quotations, all_said),
    )


def suggest(db: sqlite3.Connection, query: str, limit: int = 10) -> tuple[NameHit, ...]:
    """The first names that `search` finds, as somebody types."""
    return _names(db, query[:LONGEST], None, 0, limit)


def matching(db: sqlite3.Connection, query: str, type_: str) -> list[int]:
    """The numbers of all nodes of a type whose names are, begin with or hold what was typed."""
    hits, parameters = _hits(query[:LONGEST], type_)
    found = db.execute(f"SELECT DISTINCT node FROM ({hits}) WHERE tier < 3", parameters) if hits else ()
    return [row["node"] for row in found]


def _hits(query: str, type_: str | None) -> tuple[str, dict[str, str | None]]:
    """The query for forms that are, begin with, hold or are held by what was typed, tier 0 to 3, and its parameters."""
    plain, words = folded(query), question(query)
    if not plain:
        return "", {}
    hits = _BEGINS + (_HOLDS if words and len(plain) > 1 else "") + _WITHIN
    if type_:
        hits = f"SELECT form, node, tier FROM ({hits}) JOIN node ON node.n = node WHERE node.type = :type"
    return hits, {"plain": plain, "past": plain + _PAST, "words": words, "parts": _parts(plain), "type": type_}


def _parts(plain: str) -> str:
    """All stretches of two characters and more of what was typed, but for itself, as a JSON list."""
    plain = plain[:MOST_PARTED]
    ends = combinations(range(len(plain) + 1), 2)
    return json.dumps(sorted({plain[start:end] for start, end in ends if 1 < end - start < len(plain)}))


def _names(db: sqlite3.Connection, query: str, type_: str | None, offset: int, limit: int) -> tuple[NameHit, ...]:
    hits, parameters = _hits(query, type_)
    if not hits:
        return ()
    ranked = f"SELECT node, min(tier) AS tier, min(form) AS rank FROM ({hits}) GROUP BY node ORDER BY tier, rank"
    page = f"SELECT node.* FROM ({ranked} LIMIT :limit OFFSET :offset) JOIN node ON node.n = node ORDER BY tier, rank"
    found = db.execute(page, {**parameters, "limit": limit, "offset": offset}).fetchall()
    return tuple(_hit(db, row, query) for row in found)


def _hit(db: sqlite3.Connection, node: sqlite3.Row, query: str) -> NameHit:
    """The node with the form of it that answers best to what was typed."""
    plain, held = folded(query), [run for word in query.split() for run in runs(folded(word))]

    def rank(form: sqlite3.Row) -> tuple[int, int, int]:
        text, how = form["folded"], _HOW.index(form["how"])
        if text.startswith(plain):
            return (text != plain, how, form["n"])
        holds = how < 2 and all(run in text for run in held)
        return (2 if holds else 3 if how < 2 and text in plain else 4, how, form["n"])

    forms = db.execute("SELECT n, form, how, folded FROM form WHERE node = ?", (node["n"],))
    best = min(forms, key=rank)
    matched = None if best["how"] == "name" else best["form"]
    return NameHit(rows.name(node), matched, best["how"], node["mentions"], node["families"])


def _quotations(db: sqlite3.Connection, query: str, offset: int, limit: int) -> tuple[tuple[Quotation, ...], int]:
    words = question(query)
    if not words:
        return (), 0
    total = db.execute("SELECT count(*) FROM sentence_fts WHERE sentence_fts MATCH ?", (words,)).fetchone()[0]
    page = "SELECT rowid AS n FROM sentence_fts WHERE sentence_fts MATCH ? ORDER BY rowid LIMIT ? OFFSET ?"
    told = f"SELECT sentence FROM told WHERE n IN ({page}) ORDER BY n"
    numbers = [row["sentence"] for row in db.execute(told, (words, limit, offset))]
    found = rows.quotations(db, rows.sentences(db, numbers))
    return tuple(replace(quotation, marks=marks(quotation.text, query)) for quotation in found), total
