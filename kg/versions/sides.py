"""From a place in one copy to the same place in the other, where the two line up without doubt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kg.versions.align import Alignment
from kg.versions.dense import Dense
from kg.versions.gaps import BLANKED, FILLED, SAME, Segment

CONTEXT = 2  # signs that both copies must share on either side of a place


class Sides:
    """The places of an alignment: boundaries between signs that have one counterpart on the other side, and how many
    signs in a row both copies share before and after each. Holes beside their words do not end such a row."""

    def __init__(self, alignment: Alignment) -> None:
        self.left, self.right = alignment.left, alignment.right
        self._to_right: dict[int, int | None] = {}
        self._to_left: dict[int, int | None] = {}
        # of the boundaries of either side
        self._before: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._after: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._kinds = [""] * len(alignment.left.text)
        for passage in alignment.passages:
            self._read(passage)

    def across(self, start: int, end: int) -> tuple[int, int] | None:
        """Of left.document[start:end], a hole with what belongs to it: the span on the right in its place. None where
        anything but holes differs there, or where the words around it do not settle it."""
        first, last = _signs(self.left, start, end)
        kinds = set(self._kinds[first:last])
        if BLANKED not in kinds or kinds - {SAME, BLANKED} or not self._settled(first, last, 0):
            return None
        return _span(self.right, self._to_right.get(first), self._to_right.get(last))

    def back(self, start: int, end: int) -> tuple[int, int] | None:
        """Of right.document[start:end], a name: the words on the left in its place that differ from it. None where they
        do not, where there are none, where one of them is a hole, or where the words around it do not settle it."""
        first, last = _signs(self.right, start, end)
        a, b = self._to_left.get(first), self._to_left.get(last)
        if a is None or b is None or not self._settled(first, last, 1):
            return None
        if {BLANKED, FILLED} & set(self._kinds[a:b]) or self.left.text[a:b] == self.right.text[first:last]:
            return None
        return _span(self.left, a, b)

    def _settled(self, first: int, last: int, side: int) -> bool:
        """Whether both copies share enough words before and after a stretch of one side."""
        return min(self._before[side].get(first, 0), self._after[side].get(last, 0)) >= CONTEXT

    def _read(self, passage: Sequence[Segment]) -> None:
        for segment in passage:
            self._kinds[segment.a : segment.a_end] = [segment.kind] * (segment.a_end - segment.a)
            steps: Iterable[tuple[int, int]] = ((segment.a, segment.b), (segment.a_end, segment.b_end))
            if segment.kind == SAME:
                size = segment.a_end - segment.a
                steps = ((segment.a + n, segment.b + n) for n in range(size + 1))
            for a, b in steps:
                _note(self._to_right, a, b)
                _note(self._to_left, b, a)
        for side in (0, 1):
            spans = [(s.kind, *((s.b, s.b_end) if side else (s.a, s.a_end))) for s in passage]
            _count(self._before[side], spans)
            _count(self._after[side], [(kind, end, start) for kind, start, end in reversed(spans)])


def _count(row: dict[int, int], spans: Iterable[tuple[str, int, int]]) -> None:
    """Note how many shared signs there are up to each boundary, in the direction of the spans."""
    run = 0
    for kind, begin, end in spans:
        row[begin] = run
        if kind == SAME:
            for place in range(begin, end, 1 if begin < end else -1):
                row[place] = run
                run += 1
        elif kind not in (BLANKED, FILLED):
            run = 0
        row[end] = run


def _span(side: Dense, start: int | None, end: int | None) -> tuple[int, int] | None:
    return side.span(start, end) if start is not None and end is not None and start < end else None


def _note(over: dict[int, int | None], place: int, other: int) -> None:
    """A boundary that two places answer to, because something was put in there, has no counterpart."""
    over[place] = other if over.get(place, other) == other else None


def _signs(side: Dense, start: int, end: int) -> tuple[int, int]:
    return bisect_left(side.starts, start), bisect_left(side.starts, end)
