"""How two nodes hang together: the way between them that says most, with its quotations."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from kg.explorer.views import rows
from kg.explorer.views.filtering import conditions
from kg.explorer.views.shapes import Filters, PathView, Step
from kg.explorer.views.way import Rules, Way, search
from kg.schema import node_types, relation_types

QUOTATIONS = 3
# What everything is named with, or what is named nowhere else, joins nothing.
SKIPPED = ("Date", "SourceFile", "Redacted")
# A statement joins two things best, then one that is inferred, then a sentence that names both. That one talk names
# both says least, and takes two steps of the last kind.
STATED, INFERRED, SENTENCE, OTHER = 4, 5, 6, 8


def path(
    db: sqlite3.Connection, source: str, target: str, *, filters: Filters | None = None, most: int = 6
) -> PathView:
    """The way from source to target that costs least, a statement costing 4, an inferred one 5, a sentence with both 6,
    anything else 8; among those that cost the same the first by number. Ways of more than `most` edges are none.

    `complete` is False where the search was broken off because too much hangs on the two. Filters without types let
    all through but dates, files and holes. Missing where one of the two is not in the graph.
    """
    narrow = filters or Filters()
    ends = [rows.node(db, id) for id in (source, target)]
    names = [rows.name(row) for row in ends]
    way = _way(db, ends[0]["n"], ends[1]["n"], narrow, most)
    steps = _steps(db, ends[0]["n"], way.edges)
    return PathView(names[0], names[1], steps, len(steps), way.complete)


def _way(db: sqlite3.Connection, source: int, target: int, filters: Filters, most: int) -> Way:
    types = filters.types or tuple(type_ for type_ in node_types() if type_ not in SKIPPED)
    costs = {name: cost for name, cost in _costs().items() if not filters.relations or name in filters.relations}
    rules = Rules(costs, types, *conditions(db, filters), most=most * OTHER)
    way = search(db, source, target, rules)
    if len(way.edges) <= most:
        return way
    # the way that says most is too long; a shorter one may be there
    return search(db, source, target, replace(rules, costs=dict.fromkeys(costs, (1, 1)), most=most))


def _costs() -> dict[str, tuple[int, int]]:
    """What an edge of each relation costs, stated and inferred."""
    statements = {name for name, relation in relation_types().items() if not relation.derived}
    costs = {name: (STATED, INFERRED) if name in statements else (OTHER, OTHER) for name in relation_types()}
    return costs | {"CO_OCCURS": (SENTENCE, SENTENCE)}


def _steps(db: sqlite3.Connection, source: int, edges: tuple[int, ...]) -> tuple[Step, ...]:
    steps, before = [], source
    for number in edges:
        query = """
            SELECT edge.*, a.id AS source_id, b.id AS target_id
            FROM edge JOIN node AS a ON a.n = edge.source JOIN node AS b ON b.n = edge.target WHERE edge.n = ?"""
        row = db.execute(query, (number,)).fetchone()
        after = row["target"] if row["source"] == before else row["source"]
        ends = rows.names(db, (before, after))
        quotations = rows.quotations_of_edge(db, number, (before, after), limit=QUOTATIONS)
        steps.append(Step(ends[before], ends[after], rows.edge(row), quotations))
        before = after
    return tuple(steps)
