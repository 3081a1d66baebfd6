"""Two copies of a talk laid side by side, passage by passage, in whatever order the passages stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.versions.dense import Dense
from kg.versions.gaps import ADDED, BLANKED, FILLED, REMOVED, SAME, Segment, inside
from kg.versions.tiles import Tile, tiles

GAP = 400  # signs; a longer stretch that the other text lacks ends a passage


@dataclass(frozen=True)
class Alignment:
    """`passages`: stretches that run in the same order in both texts, each as segments without a gap, in the order of
    the left text. What no passage holds stands in one of the texts only."""

    left: Dense
    right: Dense
    passages: tuple[tuple[Segment, ...], ...]

    @cached_property
    def similarity(self) -> float:
        """The share of both texts that is the same, by signs, to three places."""
        return round(self._share(SAME), 3)

    @cached_property
    def agreement(self) -> float:
        """The share of both texts that is the same or a hole beside its words."""
        return self._share(SAME, BLANKED, FILLED)

    @cached_property
    def covered(self) -> float:
        """The share of the shorter text that agrees with the other."""
        left, right = (self._signs(side, (SAME, BLANKED, FILLED)) for side in (0, 1))
        shorter, agreed = min((len(self.left.text), left), (len(self.right.text), right))
        return agreed / shorter if shorter else 0.0

    def count(self, kind: str) -> int:
        """How many segments are of a kind."""
        return sum(segment.kind == kind for passage in self.passages for segment in passage)

    def _share(self, *kinds: str) -> float:
        both = len(self.left.text) + len(self.right.text)
        return (self._signs(0, kinds) + self._signs(1, kinds)) / both if both else 0.0

    def _signs(self, side: int, kinds: tuple[str, ...]) -> int:
        found = (segment for passage in self.passages for segment in passage if segment.kind in kinds)
        return sum(s.b_end - s.b if side else s.a_end - s.a for s in found)


def align(left: Dense, right: Dense) -> Alignment:
    """Lay two texts side by side. Of equal texts the same, whatever the run."""
    return Alignment(left, right, tuple(map(tuple, _passages(left.text, right.text))))


def whole(alignment: Alignment) -> list[tuple[int, Segment]]:
    """All segments, what stands on one side only among them, so that nothing of either text is left out: in the order
    of the left text, and what only the right one has after what it follows there. Each with the number of its passage,
    from 1; 0 where it belongs to none."""
    rows = [(number, segment) for number, passage in enumerate(alignment.passages, 1) for segment in passage]
    rows += ((0, segment) for segment in _alone(rows, len(alignment.left.text), left=True))
    rows.sort(key=lambda row: (row[1].a, row[1].a_end, row[1].b))
    missing = list(_alone(rows, len(alignment.right.text), left=False))
    ends = {segment.b_end: place for place, (_, segment) in enumerate(rows) if segment.b < segment.b_end}
    for segment in reversed(missing):
        place = ends.get(segment.b, -1) + 1
        a = rows[place - 1][1].a_end if place else 0
        rows.insert(place, (0, Segment(REMOVED, a, a, segment.b, segment.b_end)))
    return rows


def _alone(rows: list[tuple[int, Segment]], length: int, *, left: bool) -> Iterator[Segment]:
    """The stretches of one text that no segment holds."""
    spans = sorted((s.a, s.a_end) if left else (s.b, s.b_end) for _, s in rows)
    reached = 0
    for start, end in [*(span for span in spans if span[0] < span[1]), (length, length)]:
        if reached < start:
            yield Segment(ADDED, reached, start, 0, 0) if left else Segment(REMOVED, 0, 0, reached, start)
        reached = max(reached, end)


def _passages(left: str, right: str) -> Iterator[list[Segment]]:
    found = tiles(left, right)
    if not found:
        return
    # where both texts begin, and where both end, they stand side by side as surely as after words they share
    ends = Tile(len(left), len(right), 0)
    order = {tile: place for place, tile in enumerate(sorted([*found, ends], key=lambda tile: tile.b))}
    passage: list[Segment] = []
    before, place = Tile(0, 0, 0), -1
    for tile in [*found, ends]:
        a, b = before.a + before.size, before.b + before.size
        # with nothing between them in either text that stands elsewhere in the other
        if order[tile] == place + 1 and tile.a <= a + GAP and tile.b <= b + GAP:
            passage += (segment.moved(a, b) for segment in inside(left[a : tile.a], right[b : tile.b]))
        elif passage:
            yield passage
            passage = []
        if tile.size:
            passage.append(Segment(SAME, tile.a, tile.a + tile.size, tile.b, tile.b + tile.size))
        before, place = tile, order[tile]
    if passage:
        yield passage
