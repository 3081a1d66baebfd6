"""The neighbours of a node, by relation, direction and their type: how many there are, and the strongest of them.

A node may have tens of thousands. Nothing here reads more rows of one than are asked for, except where a filter makes
counting necessary, and then of the table's index alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from kg.explorer.views.filtering import Allowed
from kg.explorer.views.rows import IN, keys

# Under a filter so many edges of a group are looked at to count what a node has more: of a focus all, unless the
# speeches of each have to be looked up.
MOST_COUNTED, MOST_SAID_AT_FOCUS, MOST_SAID = 1_000, 2_000, 200


@dataclass(frozen=True, slots=True)
class Group:
    """`n` neighbours of one type, by one relation; `outward`: the edges lead to them."""

    node: int
    relation: str
    outward: bool
    type: str
    n: int


def groups(db: sqlite3.Connection, nodes: Iterable[int], shown: Allowed) -> dict[int, list[Group]]:
    """The groups of nodes that may be shown, before conditions on edges; in the order of the legend."""
    relations = {relation: rank for rank, relation in enumerate(shown.relations)}
    types = {type_: rank for rank, type_ in enumerate(shown.types)}
    wanted = keys(nodes)
    rows = db.execute(
        f"SELECT * FROM degree WHERE node {IN} AND relation {IN} AND type {IN}", (wanted, keys(relations), keys(types))
    )
    found: dict[int, list[Group]] = {}
    for row in rows:
        group = Group(row["node"], row["relation"], bool(row["outward"]), row["type"], row["n"])
        found.setdefault(group.node, []).append(group)
    for of_node in found.values():
        of_node.sort(key=lambda group: (relations[group.relation], types[group.type], not group.outward))
    return found


def strongest(db: sqlite3.Connection, of_one_kind: Iterable[Group], shown: Allowed, limit: int) -> list[int]:
    """The neighbours of groups, those that most talks say first, then most sentences, then those that stand first in
    the graph; of one that is a neighbour both ways the stronger edge counts."""
    found: list[tuple[int, int, int]] = []
    for group in of_one_kind:
        near, far = ("source", "target") if group.outward else ("target", "source")
        query = f"""
            SELECT families, count, {far} AS other FROM edge
            WHERE {near} = ? AND type = ? AND {far}_type = ?{shown.where}
            ORDER BY families DESC, count DESC, {far} LIMIT ?"""
        rows = db.execute(query, (group.node, group.relation, group.type, *shown.values, limit))
        found += [(-row["families"], -row["count"], row["other"]) for row in rows]
    return list(dict.fromkeys(other for _, _, other in sorted(found)))[:limit]


def counted(db: sqlite3.Connection, group: Group, shown: Allowed, focus: bool) -> int:
    """How many edges of a group there are under conditions; of a large group among the strongest alone."""
    if not shown.where:
        return group.n
    near, far = ("source", "target") if group.outward else ("target", "source")
    within = f"{near} = ? AND type = ? AND {far}_type = ?"
    table = "edge"
    most = _most_counted(shown, focus)
    if most is not None and group.n > most:
        order = f"families DESC, count DESC, {far}"
        table = f"(SELECT n, families, inferred FROM edge WHERE {within} ORDER BY {order} LIMIT {most}) AS edge"
        within = "1"
    values = (group.node, group.relation, group.type, *shown.values)
    return int(db.execute(f"SELECT count(*) FROM {table} WHERE {within}{shown.where}", values).fetchone()[0])


def _most_counted(shown: Allowed, focus: bool) -> int | None:
    if shown.said:
        return MOST_SAID_AT_FOCUS if focus else MOST_SAID
    return None if focus else MOST_COUNTED
