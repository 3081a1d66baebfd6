"""Two talks as rows to be shown side by side, and what the second did with the words of the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.versions.align import Alignment, align, whole
from kg.versions.dense import Dense, dense
from kg.versions.gaps import ADDED, BLANKED, CHANGED, FILLED, REMOVED, SAME, Segment

# Alignments speak of the left text, a comparison tells what became of it in the right one.
_BECAME = {ADDED: REMOVED, REMOVED: ADDED, BLANKED: FILLED, FILLED: BLANKED}
KINDS = (ADDED, REMOVED, CHANGED, FILLED, BLANKED)
_STOP = re.compile(r"[。！？!?\n]")
ROW = 60  # signs after which a row ends with the next sentence


@dataclass(frozen=True, slots=True)
class Talk:
    """A speech with its words: text is that of the file from `start` on, the talk proper begins at `body`."""

    id: str
    file: str
    start: int
    body: int
    title: str
    date: str | None
    speaker: str | None
    position: str | None
    place: str | None
    family: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words at file:start-end, with the marks after them. `kind` as in KINDS, or same."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What differs: the words of the first talk and those of the second in their place, either of which may be none."""

    kind: str
    left: Piece
    right: Piece


@dataclass(frozen=True, slots=True)
class Row:
    """Words of both talks that stand side by side. `moved`: the second has them further up than what is above."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    moved: bool


@dataclass(frozen=True)
class Laid:
    """Two talks laid side by side: every word of both stands in one of the rows."""

    left: Talk
    right: Talk
    alignment: Alignment
    changes: tuple[Change, ...]
    rows: tuple[Row, ...]


def lay(left: Talk, right: Talk) -> Laid:
    """Lay two talks side by side, in the order of the first."""
    alignment = align(*(dense(talk.text, talk.body - talk.start) for talk in (left, right)))
    segments = list(_joined(whole(alignment)))
    sides = _Side(left, alignment.left), _Side(right, alignment.right)
    changes = tuple(_change(sides, segment) for _, segment in segments if segment.kind != SAME)
    return Laid(left, right, alignment, changes, tuple(_rows(sides, segments)))


class _Side:
    """A talk and its signs."""

    def __init__(self, talk: Talk, signs: Dense) -> None:
        self.talk, self.signs = talk, signs

    def words(self, kind: str, first: int, last: int) -> Piece:
        """The words of some signs alone."""
        start, end = self.signs.span(first, last)
        return self._piece(kind, start, end)

    def piece(self, kind: str, first: int, last: int) -> Piece:
        """The same with the marks up to the next sign, so that no mark is lost."""
        starts, length = self.signs.starts, len(self.talk.text)
        start = starts[first] if first else self.talk.body - self.talk.start
        return self._piece(kind, start, starts[last] if last < len(starts) else length)

    def stops(self, first: int, last: int) -> Iterator[int]:
        """Signs after which a sentence ends."""
        for sign in range(first, last):
            after = self.signs.starts[sign + 1] if sign + 1 < len(self.signs.starts) else len(self.talk.text)
            if _STOP.search(self.talk.text, self.signs.ends[sign], after):
                yield sign + 1

    def _piece(self, kind: str, start: int, end: int) -> Piece:
        return Piece(kind, self.talk.start + start, self.talk.start + end, self.talk.text[start:end])


def _joined(segments: Sequence[tuple[int, Segment]]) -> Iterator[tuple[int, Segment]]:
    """Holes with one sign between them as one: x月xx日."""
    held: list[tuple[int, Segment]] = []
    for number, segment in segments:
        short = segment.kind == SAME and segment.a_end - segment.a == 1
        if held and (segment.kind == held[0][1].kind or (short and held[-1][1].kind != SAME)):
            held.append((number, segment))
            continue
        yield from _one(held)
        held = [(number, segment)] if segment.kind in (BLANKED, FILLED) else []
        if not held:
            yield number, segment
    yield from _one(held)


def _one(held: list[tuple[int, Segment]]) -> Iterator[tuple[int, Segment]]:
    if not held:
        return
    tail = [held.pop()] if held[-1][1].kind == SAME else []
    first, last = held[0][1], held[-1][1]
    yield held[0][0], Segment(first.kind, first.a, last.a_end, first.b, last.b_end)
    yield from tail


def _change(sides: tuple[_Side, _Side], segment: Segment) -> Change:
    kind = _BECAME.get(segment.kind, segment.kind)
    left, right = sides
    return Change(kind, left.words(kind, segment.a, segment.a_end), right.words(kind, segment.b, segment.b_end))


def _rows(sides: tuple[_Side, _Side], segments: Sequence[tuple[int, Segment]]) -> Iterator[Row]:
    left, right = sides
    pieces: tuple[list[Piece], list[Piece]] = ([], [])
    passage, size, reached, moved, full = None, 0, 0, False, False
    for number, part in _parts(left, segments):
        if pieces[0] + pieces[1] and (number != passage or full):
            yield Row(tuple(pieces[0]), tuple(pieces[1]), moved)
            pieces, size = ([], []), 0
        if number != passage:
            passage, moved = number, part.b < part.b_end and part.b < reached
        kind = _BECAME.get(part.kind, part.kind)
        if part.a < part.a_end:
            pieces[0].append(left.piece(kind, part.a, part.a_end))
        if part.b < part.b_end:
            pieces[1].append(right.piece(kind, part.b, part.b_end))
        size += part.a_end - part.a
        full = size >= ROW and part.a < part.a_end and any(left.stops(part.a_end - 1, part.a_end))
        reached = max(reached, part.b_end)
    if pieces[0] + pieces[1]:
        yield Row(tuple(pieces[0]), tuple(pieces[1]), moved)


def _parts(left: _Side, segments: Sequence[tuple[int, Segment]]) -> Iterator[tuple[int, Segment]]:
    """The segments, those that are the same cut where sentences end."""
    for number, segment in segments:
        if segment.kind != SAME:
            yield number, segment
            continue
        a, shift = segment.a, segment.b - segment.a
        for stop in [*left.stops(segment.a, segment.a_end), segment.a_end]:
            if stop > a:
                yield number, Segment(SAME, a, stop, a + shift, stop + shift)
                a = stop
