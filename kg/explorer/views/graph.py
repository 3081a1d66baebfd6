"""The graph around what one looks at: the strongest neighbours of the focuses, and how much more there is."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.explorer.views import rows
from kg.explorer.views.facets import facets
from kg.explorer.views.filtering import Allowed, allowed
from kg.explorer.views.joints import Joint, chosen, distances, drawn, joints
from kg.explorer.views.neighbours import counted, groups
from kg.explorer.views.picture import HOPS, Picture, asked
from kg.explorer.views.rows import IN, keys
from kg.explorer.views.shapes import Filters, GraphNode, GraphView


def ego(
    db: sqlite3.Connection,
    focus: Sequence[str],
    *,
    hops: int = 1,
    expand: Mapping[str, int] | None = None,
    filters: Filters | None = None,
    limit: int = 20,
    hide: Sequence[str] = (),
) -> GraphView:
    """What stands around the focuses, up to `hops` (1 to 3) away.

    `limit`: neighbours shown of a focus by a relation; `expand` says otherwise for a node: ID, ID:RELATION or
    ID:RELATION:TYPE → how many, 0 for none. `hide`: nodes left out, which focuses cannot be. Filters that name no types
    or relations leave out those of kg.render.selection; a focus is shown whatever its type. Missing where a focus is
    none of the graph.
    """
    shown = allowed(db, filters or Filters())
    orders = asked(db, expand or {})
    centre = list(dict.fromkeys(rows.node(db, id)["n"] for id in focus))
    picture = Picture(db, shown, centre, rows.numbers(db, hide).values())
    picture.grow(hops, limit, orders)
    picture.expand(orders)
    found = {row["n"]: row for row in db.execute(f"SELECT * FROM node WHERE n {IN}", (keys(picture.nodes),))}
    between = joints(db, picture.nodes, shown)
    away = distances(centre, between)
    nodes = _nodes(found, away, _more(db, picture, shown, _here(between, found)))
    expanded = {found[number]["id"] for number in picture.expanded}
    lines = chosen(between, away)
    return GraphView(
        focus=tuple(dict.fromkeys(focus)),
        nodes=nodes,
        edges=drawn(db, lines, {number: row["id"] for number, row in found.items()}),
        facets=facets(db, centre),
        left_out=sum(sum(node.more.values()) for node in nodes if node.id in expanded),
        not_drawn=len(between) - len(lines),
    )


def _here(between: Sequence[Joint], found: Mapping[int, sqlite3.Row]) -> Counter[tuple[int, str]]:
    """How many edges of each node lead to what is shown, by RELATION:TYPE."""
    here: Counter[tuple[int, str]] = Counter()
    for joint in between:
        here[joint.source, f"{joint.type}:{found[joint.target]['type']}"] += 1
        here[joint.target, f"{joint.type}:{found[joint.source]['type']}"] += 1
    return here


def _nodes(
    found: Mapping[int, sqlite3.Row], hops: Mapping[int, int], more: Mapping[int, Mapping[str, int]]
) -> tuple[GraphNode, ...]:
    """The nodes shown, those nearest first, then as they came."""
    labels = _labels(found)
    nodes = []
    for number, missing in more.items():
        row, by_relation = found[number], Counter[str]()
        for what, number_of in missing.items():
            by_relation[what.partition(":")[0]] += number_of
        nodes.append(
            GraphNode(
                row["id"],
                labels[number],
                row["type"],
                hops.get(number, HOPS),
                row["mentions"],
                row["families"],
                bool(row["redacted"]),
                dict(by_relation),
                missing,
            )
        )
    return tuple(sorted(nodes, key=lambda node: node.hop))


def _labels(found: Mapping[int, sqlite3.Row]) -> dict[int, str]:
    """What nodes are called in a picture: speeches by their title, where that is not enough with speaker and date."""
    short = {number: rows.name(row).name for number, row in found.items()}
    count = Counter(short.values())
    return {number: row["name"] if count[short[number]] > 1 else short[number] for number, row in found.items()}


def _more(
    db: sqlite3.Connection, picture: Picture, shown: Allowed, here: Mapping[tuple[int, str], int]
) -> dict[int, dict[str, int]]:
    """Of each node shown, edges to those that are not, by RELATION:TYPE."""
    found = groups(db, picture.nodes, shown)
    more: dict[int, dict[str, int]] = {}
    for number in picture.nodes:
        totals: Counter[str] = Counter()
        for group in found.get(number, ()):
            totals[f"{group.relation}:{group.type}"] += counted(db, group, shown, number in picture.centre)
        left = {what: total - here[number, what] for what, total in totals.items()}
        more[number] = {what: missing for what, missing in left.items() if missing > 0}
    return more
