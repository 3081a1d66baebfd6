"""The cheapest way between two nodes, searched from both ends at once, a ring of equal cost at a time.

The end whose next ring has fewer edges goes on, so that what everything hangs on is reached from the other side rather
than gone through; and the search gives up where even that is too much.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.explorer.views.rows import IN, keys

MOST_EDGES = 250_000  # looked at in all, which takes about half a second


@dataclass(frozen=True, slots=True)
class Way:
    """The numbers of its edges, in order, none where there is no way; `complete`: the search came to its end."""

    edges: tuple[int, ...]
    complete: bool


@dataclass(slots=True)
class _End:
    """What is known from one end: the cost of each node and the edge and node before it; rings not yet gone on from."""

    cost: dict[int, int]
    before: dict[int, tuple[int, int]] = field(default_factory=dict)
    rings: dict[int, set[int]] = field(default_factory=dict)

    def reach(self, node: int, cost: int, step: tuple[int, int]) -> bool:
        """Take a step (node and edge before it) to a node, unless one is known that costs less or stands first."""
        known = self.cost.get(node)
        if known is not None:
            if known < cost or (known == cost and self.before[node] <= step):
                return False
            self.rings[known].discard(node)
            if not self.rings[known]:
                del self.rings[known]
        self.cost[node], self.before[node] = cost, step
        self.rings.setdefault(cost, set()).add(node)
        return True

    def back(self, node: int) -> Iterator[int]:
        """The edges from a node to the end."""
        while node in self.before:
            node, edge = self.before[node]
            yield edge


@dataclass(frozen=True, slots=True)
class Rules:
    """What a way may go over: relations with what an edge of each costs, stated and inferred, nodes of some types (its
    ends whatever they are), and edges under conditions: `where` with AND before each, and their parameters."""

    costs: Mapping[str, tuple[int, int]]
    types: Sequence[str]
    where: str
    values: Sequence[str | int]
    most: int


def search(db: sqlite3.Connection, source: int, target: int, rules: Rules) -> Way:
    """The cheapest way that costs no more than `rules.most`. Ties go to the lower number."""
    if source == target:
        return Way((), True)
    ends = (_End({source: 0}, rings={0: {source}}), _End({target: 0}, rings={0: {target}}))
    best = (rules.most + 1, -1)  # what the best way known costs, and where its halves meet
    looked = 0
    while ends[0].rings and ends[1].rings and sum(min(end.rings) for end in ends) < best[0]:
        sizes = [_edges_at(db, end.rings[min(end.rings)], rules) for end in ends]
        here, there = ends if sizes[0] <= sizes[1] else ends[::-1]
        looked += min(sizes)
        if looked > MOST_EDGES:
            return _joined(ends, best, False)
        ring = min(here.rings)
        for node, edge, other, relation, inferred in _around(db, here.rings.pop(ring), rules, (source, target)):
            cost = ring + rules.costs[relation][inferred]
            if cost <= rules.most and here.reach(other, cost, (node, edge)) and other in there.cost:
                best = min(best, (cost + there.cost[other], other))
    return _joined(ends, best, True)


def _joined(ends: tuple[_End, _End], best: tuple[int, int], complete: bool) -> Way:
    meeting = best[1]
    if meeting < 0:
        return Way((), complete)
    return Way((*reversed(list(ends[0].back(meeting))), *ends[1].back(meeting)), complete)


def _edges_at(db: sqlite3.Connection, nodes: set[int], rules: Rules) -> int:
    """How many edges nodes have, of the relations that may be gone."""
    query = f"SELECT coalesce(sum(n), 0) FROM degree WHERE node {IN} AND relation {IN}"
    return int(db.execute(query, (keys(nodes), keys(rules.costs))).fetchone()[0])


def _around(
    db: sqlite3.Connection, nodes: set[int], rules: Rules, ends: tuple[int, int]
) -> Iterator[tuple[int, int, int, str, int]]:
    """The edges at nodes: the node, the edge, the node at its other end, the relation, whether it is inferred."""
    cursor = db.cursor()
    cursor.row_factory = None  # plain tuples: there may be a great many
    for near, far in (("source", "target"), ("target", "source")):
        query = f"""
            SELECT {near}, n, {far}, type, inferred FROM edge
            WHERE {near} {IN} AND type {IN} AND ({far}_type {IN} OR {far} {IN}){rules.where}"""
        values = (keys(nodes), keys(rules.costs), keys(rules.types), keys(ends), *rules.values)
        yield from cursor.execute(query, values)
