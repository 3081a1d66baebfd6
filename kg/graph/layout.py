"""Where each node of a picture stands: integer coordinates, the same for the same graph, and no two labels overlap.

Speeches are the backbone. Each talk (with its versions) has a territory as large as what only it mentions; the
territories stand on an oval, talks with much in common side by side. Everything else is then set down in order of
importance at the free place nearest to where it belongs: what one speech mentions close around that speech, programs
innermost, and what several mention between them. (A force layout has no notion of a label's width, nor of what
a reader looks for first.)
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.graph.tables import families
from kg.model import Graph, Node

ASPECT = 1.5  # screens are wider than high, and so are lines of text
GOLDEN = math.pi * (3 - math.sqrt(5))  # the angle of a sunflower: turns of it cover the plane evenly
OVAL = 6  # so many talks stand on an oval; more are packed
MARGIN = 1.2  # territory to label area: labels never pack without gaps
TURNS = 24  # turns of the oval that are compared

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers around its point: half of the width, the height above it and below it."""

    half: int
    above: int
    below: int

    @property
    def area(self) -> int:
        """Square pixels."""
        return 2 * self.half * (self.above + self.below)


class _Plane:
    """A grid of squares that are free or taken. Nothing settled on it ever overlaps."""

    def __init__(self, cell: int, step: int) -> None:
        self._cell = cell
        self._step = step  # distance between neighbouring places that are tried
        self._taken: set[Point] = set()
        self._next: dict[tuple[Point, Box], int] = {}

    def settle(self, near: Point, box: Box) -> Point:
        """Take and return the free place nearest to `near`. A repeated question goes on where the last one ended."""
        number = self._next.get((near, box), 0)
        while True:
            x, y = near[0] + round(self._step * _seed(number)[0]), near[1] + round(self._step * _seed(number)[1])
            if self._taken.isdisjoint(self._squares(x, y, box)):
                self._next[near, box] = number + 1
                self._taken.update(self._squares(x, y, box))
                return x, y
            number += 1

    def _squares(self, x: int, y: int, box: Box) -> Iterator[Point]:
        """Squares under a box, its corners first: they are the likeliest to be taken."""
        left, right = (x - box.half) // self._cell, (x + box.half) // self._cell
        top, bottom = (y - box.above) // self._cell, (y + box.below) // self._cell
        yield from ((left, top), (right, bottom), (left, bottom), (right, top))
        yield from ((column, row) for row in range(top, bottom + 1) for column in range(left, right + 1))


@cache
def _seed(number: int) -> tuple[float, float]:
    """The place of a seed in a sunflower: farther out with every number, evenly over an oval."""
    radius, angle = math.sqrt(number), number * GOLDEN
    return ASPECT * radius * math.cos(angle), radius * math.sin(angle)


def positions(
    graph: Graph, boxes: Mapping[str, Box], order: Sequence[str], guests: Collection[str] = ()
) -> dict[str, Point]:
    """The point of every node.

    `order` lists all ids by importance; `guests` are nodes hidden at first, which find a place but get no territory.
    """
    speeches = [node for node in graph.nodes if node.type == "Speech"]
    talks = families(speeches)
    talk_of = {node.id: number for number, talk in enumerate(talks) for node in talk}
    named = _mentioned(graph, talk_of)
    settled = {id: numbers for id, numbers in named.items() if id not in guests}
    centres = _centres(talks, settled, boxes)
    plane = _Plane(cell=10, step=11)
    placed: dict[str, Point] = {}
    for talk, centre in zip(talks, centres, strict=True):
        for node in talk:
            placed[node.id] = plane.settle(centre, boxes[node.id])
    facts = _neighbours(graph)
    for id in order:
        if id not in placed:
            anchors = [centres[number] for number in named.get(id, ())]
            # a node joined by a fact to one that stands already is drawn to it, without leaving its speech
            anchors += [placed[other] for other in facts.get(id, ()) if other in placed and other not in talk_of]
            placed[id] = plane.settle(_mean(anchors), boxes[id])
    return placed


def _mentioned(graph: Graph, talk_of: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """The talks that mention each node; a speaker and a source file belong to their talks as well."""
    named: dict[str, set[int]] = {}
    for edge in graph.edges:
        for speech, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if speech in talk_of and other not in talk_of:
                named.setdefault(other, set()).add(talk_of[speech])
    return {id: tuple(sorted(numbers)) for id, numbers in named.items()}


def _neighbours(graph: Graph) -> dict[str, list[str]]:
    """Nodes joined by facts, not by mere nearness in the text, in the order of the edges."""
    joined: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.type not in ("MENTIONS", "CO_OCCURS"):
            joined.setdefault(edge.source, []).append(edge.target)
            joined.setdefault(edge.target, []).append(edge.source)
    return joined


def _centres(
    talks: Sequence[Sequence[Node]], named: Mapping[str, tuple[int, ...]], boxes: Mapping[str, Box]
) -> list[Point]:
    """The middle of each talk's territory."""
    areas = [float(sum(boxes[node.id].area for node in talk)) for talk in talks]
    common: dict[tuple[int, int], int] = {}
    shared = 0.0
    for id, numbers in named.items():
        if len(numbers) == 1:
            areas[numbers[0]] += boxes[id].area
            continue
        shared += boxes[id].area
        for left in numbers:
            for right in numbers:
                common[left, right] = common.get((left, right), 0) + 1
    radii = [math.sqrt(MARGIN * area / ASPECT / math.pi) for area in areas]
    if len(talks) < 2:
        return [(0, 0)] * len(talks)
    if len(talks) > OVAL:
        return _packed(radii, common)
    # wide enough for what lies between the territories
    return _oval(radii, _chain(len(talks), common), max(radii) / 2 + math.sqrt(MARGIN * shared / ASPECT / math.pi))


def _packed(radii: Sequence[float], common: Mapping[tuple[int, int], int]) -> list[Point]:
    """Many territories: the largest in the middle, each other one as near as can be to those it has most to do with."""
    plane = _Plane(cell=30, step=40)
    centres: dict[int, Point] = {}
    for number in sorted(range(len(radii)), key=lambda number: (-radii[number], number)):
        ties = sorted(centres, key=lambda other: (-common.get((number, other), 0), other))[:2]
        radius = round(radii[number])
        box = Box(round(ASPECT * radii[number]), radius, radius)
        centres[number] = plane.settle(_mean([centres[other] for other in ties]), box)
    return [centres[number] for number in range(len(radii))]


def _oval(radii: Sequence[float], chain: Sequence[int], least: float) -> list[Point]:
    """A few territories side by side on an oval, of which `least` is the smallest radius."""
    arcs = [radii[left] + radii[right] for left, right in zip(chain, [*chain[1:], chain[0]], strict=True)]
    # neighbours are apart by the sum of their radii, as the crow flies
    radius = max(least, *(arc / 2 / math.sin(math.pi * arc / sum(arcs)) for arc in arcs))
    angles = [2 * math.pi * sum(arcs[:number]) / sum(arcs) for number in range(len(arcs))]
    ordered = [radii[number] for number in chain]
    turn = min(range(TURNS), key=lambda turn: (_extent(ordered, angles, radius, turn), turn))
    centres: list[Point] = [(0, 0)] * len(radii)
    for number, angle in zip(chain, angles, strict=True):
        x, y = _on_oval(angle, radius, turn)
        centres[number] = (round(ASPECT * x), round(y))
    return centres


def _extent(radii: Sequence[float], angles: Sequence[float], radius: float, turn: int) -> float:
    """The larger side of the picture when the oval is turned by `turn` steps; the least leaves least of it blank."""
    points = [_on_oval(angle, radius, turn) for angle in angles]
    sides = []
    for axis in (0, 1):
        low = min(point[axis] - r for point, r in zip(points, radii, strict=True))
        high = max(point[axis] + r for point, r in zip(points, radii, strict=True))
        sides.append(high - low)
    return round(max(sides), 3)


def _on_oval(angle: float, radius: float, turn: int) -> tuple[float, float]:
    """A point of the oval before it is stretched to ASPECT."""
    whole = angle + 2 * math.pi * turn / TURNS
    return radius * math.cos(whole), radius * math.sin(whole)


def _chain(talks: int, common: Mapping[tuple[int, int], int]) -> list[int]:
    """Talks in an order in which neighbours have much in common: always the one most like the last."""
    chain = [0]
    left = set(range(1, talks))
    while left:
        last = chain[-1]
        following = max(sorted(left), key=lambda number: common.get((last, number), 0))
        chain.append(following)
        left.remove(following)
    return chain


def _mean(points: Sequence[Point]) -> Point:
    if not points:
        return 0, 0
    return round(sum(x for x, _ in points) / len(points)), round(sum(y for _, y in points) / len(points))
