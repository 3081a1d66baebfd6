"""Which nodes a picture around some focuses holds.

Around each node the neighbours of a relation take turns by type, so that of a speech the programs are seen and not the
concepts alone; then relations and nodes take turns until the picture is full. What a person expands is added to that,
and never takes the place of anything.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from kg.explorer.views.filtering import Allowed
from kg.explorer.views.neighbours import Group, groups, strongest
from kg.explorer.views.rows import numbers

MOST = 150  # nodes that a picture holds by itself
MOST_EXPANDED = 500  # with those that were asked for
HOPS = 3
_FURTHER = (1, 4, 10)  # parts of the limit by hop: the further away, the fewer of each node


class Picture:
    """The nodes of a view as it fills, by their numbers and in the order in which they came."""

    def __init__(self, db: sqlite3.Connection, shown: Allowed, centre: Sequence[int], hidden: Collection[int]) -> None:
        self.db, self.shown, self.centre, self.hidden = db, shown, tuple(centre), frozenset(hidden) - set(centre)
        self.nodes = list(centre)
        self.expanded: set[int] = set()

    def grow(self, hops: int, limit: int, orders: Mapping[int, Mapping[str, int]]) -> None:
        """Add what is shown by itself, hop by hop; of what `orders` speaks of no more than they say."""
        frontier: Sequence[int] = self.centre
        for hop in range(min(max(hops, 1), HOPS)):
            begun = len(self.nodes)
            self.expanded |= set(frontier)
            most = max(limit // _FURTHER[hop], 2)
            found = groups(self.db, frontier, self.shown)
            lanes = [
                lane
                for node in frontier
                for lane in self._lanes(
                    found.get(node, []),
                    {what: min(most, number) for what, number in ({"": most} | dict(orders.get(node, {}))).items()},
                )
            ]
            self._add(_turns(lanes), MOST)
            frontier = self.nodes[begun:]

    def expand(self, orders: Mapping[int, Mapping[str, int]]) -> None:
        """Add what was asked for, also around nodes that come in thereby."""
        done: set[int] = set()
        while waiting := [node for node in self.nodes if node in orders and node not in done]:
            found = groups(self.db, waiting, self.shown)
            for node in waiting:
                for lane in self._lanes(found.get(node, []), orders[node]):
                    self._add(lane, MOST_EXPANDED)
            done.update(waiting)
        self.expanded |= done

    def _lanes(self, of_node: Sequence[Group], orders: Mapping[str, int]) -> Iterator[list[int]]:
        """The neighbours to show, a list for each relation. A type that has an order of its own does not share that of
        its relation."""
        for relation, lane in groupby(of_node, key=lambda group: group.relation):
            together = orders.get(relation, orders.get("", 0))
            alone: list[int] = []
            sharing: list[list[int]] = []
            for type_, both_ways in groupby(lane, key=lambda group: group.type):
                own = orders.get(f"{relation}:{type_}")
                most = together if own is None else own
                found = strongest(self.db, both_ways, self.shown, most) if most else []
                if own is None:
                    sharing.append(found)
                else:
                    alone += found
            yield alone + list(_turns(sharing))[:together]

    def _add(self, found: Iterable[int], most: int) -> None:
        there = self.hidden.union(self.nodes)
        for node in dict.fromkeys(found):
            if len(self.nodes) >= most:
                return
            if node not in there:
                self.nodes.append(node)


def asked(db: sqlite3.Connection, expand: Mapping[str, int]) -> dict[int, dict[str, int]]:
    """By node how many neighbours it is to show: '' of any relation, RELATION, RELATION:TYPE. Of keys ID, ID:RELATION
    and ID:RELATION:TYPE; an id that is not in the graph is passed over."""
    parts = [(*key.partition(":"), most) for key, most in expand.items()]
    known = numbers(db, [id for id, *_ in parts])
    orders: dict[int, dict[str, int]] = {}
    for id, _, what, most in parts:
        if id in known:
            orders.setdefault(known[id], {})[what] = max(most, 0)
    return orders


def _turns(lanes: Sequence[Sequence[int]]) -> Iterator[int]:
    """The first of each lane, then the second of each, and so on."""
    return (node for turn in zip_longest(*lanes) for node in turn if node is not None)
