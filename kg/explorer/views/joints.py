"""The edges of a picture: all that join its nodes, and of too many those that it draws."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.explorer.views import rows
from kg.explorer.views.filtering import Allowed
from kg.explorer.views.rows import IN, keys
from kg.explorer.views.shapes import GraphEdge
from kg.schema import relation_types

MOST_DRAWN = 500  # more lines than this tell nobody anything


class Joint(NamedTuple):
    """An edge between two nodes of a picture, by their numbers and its own."""

    n: int
    source: int
    target: int
    type: str
    families: int
    times: int


def joints(db: sqlite3.Connection, nodes: Sequence[int], shown: Allowed) -> list[Joint]:
    """The edges between nodes: looked up from the side of the source, where speeches have as many as they name things,
    and not from that of the target, which all speeches may name."""
    among = keys(nodes)
    cursor = db.cursor()
    cursor.row_factory = None
    query = f"""
        SELECT n, source, target, type, families, count FROM edge INDEXED BY edge_out
        WHERE source {IN} AND type {IN} AND target {IN}{shown.where} ORDER BY n"""
    found = cursor.execute(query, (among, keys(shown.relations), among, *shown.values))
    return [Joint(*row) for row in found]


def distances(centre: Sequence[int], found: Sequence[Joint]) -> dict[int, int]:
    """How far each node is from the nearest of the centre."""
    beside: dict[int, list[int]] = {}
    for joint in found:
        beside.setdefault(joint.source, []).append(joint.target)
        beside.setdefault(joint.target, []).append(joint.source)
    hops = dict.fromkeys(centre, 0)
    waiting = list(centre)
    for node in waiting:
        for other in beside.get(node, ()):
            if other not in hops:
                hops[other] = hops[node] + 1
                waiting.append(other)
    return hops


def chosen(found: Sequence[Joint], hops: Mapping[int, int]) -> list[Joint]:
    """The edges to draw: those at the centre, of each other node the strongest that leads nearer to it, and the
    strongest of the rest, statements first, as long as there are fewer than MOST_DRAWN."""
    if len(found) <= MOST_DRAWN:
        return list(found)
    derived = {name for name, relation in relation_types().items() if relation.derived}
    ordered = sorted(found, key=lambda joint: (joint.type in derived, -joint.families, -joint.times, joint.n))
    kept: set[int] = set()
    led: set[int] = set()
    for joint in ordered:
        ends = sorted((joint.source, joint.target), key=lambda node: hops.get(node, 0))
        near, far = (hops.get(node, 0) for node in ends)
        if not near or (near < far and ends[1] not in led):
            kept.add(joint.n)
            led.add(ends[1])
    for joint in ordered:
        if len(kept) >= MOST_DRAWN:
            break
        kept.add(joint.n)
    return [joint for joint in found if joint.n in kept]


def drawn(db: sqlite3.Connection, found: Sequence[Joint], ids: Mapping[int, str]) -> tuple[GraphEdge, ...]:
    """Joints as edges, by the ids of their ends and their relation."""
    query = "SELECT *, ? AS source_id, ? AS target_id FROM edge WHERE n = ?"
    edges = (
        rows.edge(db.execute(query, (ids[joint.source], ids[joint.target], joint.n)).fetchone()) for joint in found
    )
    return tuple(sorted(edges, key=lambda edge: (edge.source, edge.type, edge.target)))
