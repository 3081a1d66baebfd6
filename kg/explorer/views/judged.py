"""The judgements that concern an entity, and others that a person may want to merge it with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from kg.explorer.index.words import folded
from kg.explorer.views import rows
from kg.explorer.views.shapes import JudgementRow, Name
from kg.link.decisions import AT, DIFFERENT, SAME, Side, side
from kg.link.forms import normal

UNSURE = "unsure"
MOST_ALIKE = 20


def judgements(db: sqlite3.Connection, node: sqlite3.Row) -> tuple[JudgementRow, ...]:
    """The judgements on the names of a node, a person's first, then those in doubt, then by score, the lowest first.

    One that takes a name of it for something else is about that other thing, and left out.
    """
    found = [row for row in _about(db, node) if _concerns(row, node)]
    ordered = sorted(found, key=lambda row: (row["by"] is None, row["verdict"] != UNSURE, row["score"], row["n"]))
    return tuple(
        JudgementRow(
            row["type"],
            row["left"],
            row["right"],
            row["scope"],
            row["verdict"],
            row["score"],
            tuple(json.loads(row["reasons"])),
            row["by"],
            row["at"],
        )
        for row in ordered
    )


def alike(db: sqlite3.Connection, node: sqlite3.Row) -> tuple[Name, ...]:
    """Others of its type that judgements in doubt name beside it, then those of the same name; none that is known to be
    different. At most MOST_ALIKE."""
    own = normal(node["name"])
    apart, doubtful = list[Side](), [Side(own, "")]
    for row in _about(db, node):
        ends = side(row["left"]), side(row["right"])
        for this, that in (ends, ends[::-1]):
            if that.name and _is_side(this, node):
                apart += [that] if row["verdict"] == DIFFERENT else []
                doubtful += [that] if row["verdict"] == UNSURE and row["by"] is None else []
    found: dict[str, Name] = {}
    for other in [*doubtful[1:], doubtful[0]]:
        for row in _named(db, node["type"], other):
            known_apart = _two_places(node, row) or any(_is_side(known, row) for known in apart)
            if row["id"] != node["id"] and not known_apart:
                found.setdefault(row["id"], rows.name(row))
    return tuple(found.values())[:MOST_ALIKE]


def _about(db: sqlite3.Connection, node: sqlite3.Row) -> Iterator[sqlite3.Row]:
    """The judgements of its type in which one of its names stands, each once, in their order."""
    found: dict[int, sqlite3.Row] = {}
    for name in sorted(_forms(node)):
        for column in ("left", "right"):
            # 王强 alone, and 王强 @ somewhere: “!” is the sign after the space
            query = f"SELECT * FROM judgement WHERE type = ? AND ({column} = ? OR ({column} > ? AND {column} < ?))"
            for row in db.execute(query, (node["type"], name, name + AT, name + AT[:-1] + "!")):
                found[row["n"]] = row
    return iter(found[number] for number in sorted(found))


def _concerns(row: sqlite3.Row, node: sqlite3.Row) -> bool:
    left, right = side(row["left"]), side(row["right"])
    if row["verdict"] == SAME:
        return _is_side(right, node) or _is_side(left, node)
    return any(end.name in _forms(node) and _is_there(end, node) for end in (left, right))


def _is_side(end: Side, node: sqlite3.Row) -> bool:
    return end.name == normal(node["name"]) and _is_there(end, node)


def _is_there(end: Side, node: sqlite3.Row) -> bool:
    """Whether a side that says where may mean a node: a place is told by its code, of others it cannot be told."""
    code = rows.props(node).get("code")
    return not (end.where.isdigit() and code) or code == end.where


def _two_places(node: sqlite3.Row, other: sqlite3.Row) -> bool:
    codes = {rows.props(row).get("code") for row in (node, other)}
    return None not in codes and len(codes) == 2


def _forms(node: sqlite3.Row) -> set[str]:
    return {normal(form) for form in (node["name"], *rows.props(node).get("aliases", ()))}


def _named(db: sqlite3.Connection, type_: str, wanted: Side) -> Iterable[sqlite3.Row]:
    query = """
        SELECT DISTINCT node.* FROM form JOIN node ON node.n = form.node
        WHERE form.folded = ? AND form.how = 'name' AND node.type = ? ORDER BY node.n"""
    found = db.execute(query, (folded(wanted.name), type_))
    return [row for row in found if normal(row["name"]) == wanted.name and _is_there(wanted, row)]
