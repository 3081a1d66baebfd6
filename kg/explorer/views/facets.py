"""What a view can be filtered by, and how much there is of it: counted at the focuses, before any filter."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.explorer.views.rows import IN, keys
from kg.explorer.views.shapes import Facet
from kg.lang import choose
from kg.schema import node_types, relation_types

MOST_SPEECHES = 50  # no list of check boxes is longer
# Of a relation at a focus, so many edges, the strongest, are asked who says them.
MOST_EDGES = 1_000


def facets(db: sqlite3.Connection, focus: Sequence[int]) -> Mapping[str, tuple[Facet, ...]]:
    """Edges at the focuses, shown or not: types, by what is at their other end; relations; certainty; speeches and
    years, one that is said in two counted for both, and of a relation with very many the strongest.

    Values are those that occur: types and relations in the order of the legend, speeches with most edges first, years
    in order.
    """
    near = keys(focus)
    types: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    lanes: set[tuple[int, str, bool]] = set()
    for row in db.execute(f"SELECT node, relation, outward, type, n FROM degree WHERE node {IN}", (near,)):
        types[row["type"]] += row["n"]
        relations[row["relation"]] += row["n"]
        lanes.add((row["node"], row["relation"], bool(row["outward"])))
    if len(focus) > 1:
        relations -= _between(db, near)
    inferred = _inferred(db, near)
    certainty = {"stated": relations.total() - inferred, "inferred": inferred}
    labels = {"stated": choose("明言", "stated"), "inferred": choose("推断", "inferred")}
    speeches, years = _said(db, sorted(lanes))
    return {
        "types": tuple(Facet(t, choose(k.zh, k.en), types[t]) for t, k in node_types().items() if t in types),
        "relations": tuple(
            Facet(r, choose(k.zh, k.en), relations[r]) for r, k in relation_types().items() if r in relations
        ),
        "speeches": speeches,
        "years": years,
        "certainty": tuple(Facet(value, labels[value], count) for value, count in certainty.items() if count),
    }


def _between(db: sqlite3.Connection, near: str) -> Counter[str]:
    """The edges between two focuses by relation: they are at both, and counted once."""
    query = f"SELECT type, count(*) FROM edge INDEXED BY edge_out WHERE source {IN} AND target {IN} GROUP BY type"
    return Counter(dict(tuple(row) for row in db.execute(query, (near, near))))


def _inferred(db: sqlite3.Connection, near: str) -> int:
    query = f"""
        SELECT (SELECT count(*) FROM edge WHERE source {IN} AND inferred = 1)
        + (SELECT count(*) FROM edge WHERE target {IN} AND source NOT {IN} AND inferred = 1)"""
    return int(db.execute(query, (near, near, near)).fetchone()[0])


def _said(
    db: sqlite3.Connection, lanes: Sequence[tuple[int, str, bool]]
) -> tuple[tuple[Facet, ...], tuple[Facet, ...]]:
    """The speeches and the years behind the edges of relations at nodes."""
    cursor = db.cursor()
    cursor.row_factory = None  # plain tuples: there may be thousands
    pairs: set[tuple[int, int]] = set()
    for node, relation, outward in lanes:
        near, far = ("source", "target") if outward else ("target", "source")
        strongest = f"""
            SELECT n FROM edge WHERE {near} = ? AND type = ?
            ORDER BY families DESC, count DESC, {far} LIMIT {MOST_EDGES}"""
        query = f"SELECT edge, speech FROM ({strongest}) AS near JOIN edge_speech ON edge_speech.edge = near.n"
        pairs.update(cursor.execute(query, (node, relation)))
    said = Counter(speech for _, speech in pairs)
    found = db.execute(f"SELECT n, id, title, year, place_in_order FROM speech WHERE n {IN}", (keys(said),)).fetchall()
    years: Counter[int] = Counter()
    for row in found:
        if row["year"] is not None:
            years[row["year"]] += said[row["n"]]
    first = sorted(found, key=lambda row: (-said[row["n"]], row["place_in_order"]))[:MOST_SPEECHES]
    return (
        tuple(Facet(row["id"], row["title"], said[row["n"]]) for row in first),
        tuple(Facet(str(year), str(year), count) for year, count in sorted(years.items())),
    )
