"""Filters as conditions on the table `edge`, and as the types and relations that a view shows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from hashlib import sha256

from kg.explorer.views.rows import IN, keys
from kg.explorer.views.shapes import Filters
from kg.render.selection import HIDDEN_RELATIONS, HIDDEN_TYPES
from kg.schema import node_types, relation_types

STATED = "stated"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a view may show, in the order of the legend. `where` begins with AND, or is empty: conditions on `edge`
    other than its relation and its ends' types; `values` are their parameters. `said`: there is one on who says it,
    which takes a look at the speeches of each edge."""

    types: tuple[str, ...]
    relations: tuple[str, ...]
    where: str
    values: tuple[str | int, ...]
    said: bool


def allowed(db: sqlite3.Connection, filters: Filters) -> Allowed:
    """What filters let through. Where they name no types or relations, those that clutter a first look stay hidden."""
    types = tuple(t for t in node_types() if (t in filters.types if filters.types else t not in HIDDEN_TYPES))
    relations = tuple(
        r for r in relation_types() if (r in filters.relations if filters.relations else r not in HIDDEN_RELATIONS)
    )
    where, values = conditions(db, filters)
    return Allowed(types, relations, where, values, said(filters))


def conditions(db: sqlite3.Connection, filters: Filters) -> tuple[str, tuple[str | int, ...]]:
    """Conditions on `edge`, each with AND before it, and their parameters: certainty, talks, speeches, years."""
    where, values = "", list[str | int]()
    if filters.certainty == STATED:
        where += " AND edge.inferred = 0"
    if filters.families > 1:
        where += " AND edge.families >= ?"
        values.append(filters.families)
    if said(filters):
        # looked up edge by edge: the strongest edges come first, and few of them are needed
        where += f""" AND EXISTS (
            SELECT 1 FROM edge_speech JOIN {_speeches(db, filters)} AS saying ON saying.n = edge_speech.speech
            WHERE edge_speech.edge = edge.n)"""
    return where, tuple(values)


def said(filters: Filters) -> bool:
    """Whether filters ask who says something."""
    return bool(filters.speeches) or filters.since is not None or filters.until is not None


def _speeches(db: sqlite3.Connection, filters: Filters) -> str:
    """The table of the speeches asked for, of this connection alone and gone with it: in `speech` each row holds a
    whole talk, and a hundred thousand looks into that take their time."""
    asked = (filters.speeches, filters.since, filters.until)
    table = f"temp.saying_{sha256(repr(asked).encode()).hexdigest()[:16]}"
    db.execute(f"CREATE TABLE IF NOT EXISTS {table} (n INTEGER PRIMARY KEY)")
    tests, values = "1", list[str | int]()
    if filters.speeches:
        tests += f" AND id {IN}"
        values.append(keys(filters.speeches))
    if filters.since is not None:
        tests += " AND year >= ?"
        values.append(filters.since)
    if filters.until is not None:
        tests += " AND year <= ?"
        values.append(filters.until)
    db.execute(f"INSERT OR IGNORE INTO {table} SELECT n FROM speech WHERE {tests}", values)
    return table
