"""The inside: how two short stretches line up that stand between the same words.

Where one of them has holes and is otherwise the other one word by word, each hole lines up with the words in its place,
provided that there is one way only to read it so. Everything else is a plain difference (difflib, Ratcliff and
Obershelp 1988).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.versions.dense import BLANK

MOST = 24  # signs that a hole can stand for
SAME, CHANGED, ADDED, REMOVED, BLANKED, FILLED = "same", "changed", "added", "removed", "blanked", "filled"


@dataclass(frozen=True, slots=True)
class Segment:
    """left[a:a_end] beside right[b:b_end]. `kind` is said of the left text: same, changed, added (the right has nothing
    there), removed (the left has nothing there), blanked (the left has a hole where the right has words) or filled."""

    kind: str
    a: int
    a_end: int
    b: int
    b_end: int

    def moved(self, a: int, b: int) -> Segment:
        """The segment of texts in which these stand after so many signs."""
        return Segment(self.kind, self.a + a, self.a_end + a, self.b + b, self.b_end + b)


def inside(left: str, right: str) -> list[Segment]:
    """The segments of two stretches, in order and without a gap."""
    if not left or not right:
        return [_whole(left, right)] if left or right else []
    return _read(left, right) or _flipped(_read(right, left)) or list(_differing(left, right))


def _read(holed: str, full: str) -> list[Segment]:
    """Each hole of `holed` beside its words in `full`; empty where there are none, or not just one way."""
    if BLANK not in holed:
        return []
    parts = holed.split(BLANK)
    ways = []
    for some in (f"([^{BLANK}]{{1,{MOST}}})", f"([^{BLANK}]{{1,{MOST}}}?)"):
        match = re.fullmatch(some.join(map(re.escape, parts)), full)
        if not match:
            return []
        ways.append(match.regs)
    if ways[0] != ways[1]:
        return []
    segments, a, b = [], 0, 0
    for part, (start, end) in zip(parts, [*ways[0][1:], (len(full), len(full))], strict=True):
        if part:
            segments.append(Segment(SAME, a, a + len(part), b, start))
        a += len(part)
        if a < len(holed):
            segments.append(Segment(BLANKED, a, a + 1, start, end))
        a, b = a + 1, end
    return segments


def _flipped(segments: list[Segment]) -> list[Segment]:
    return [
        Segment(FILLED if segment.kind == BLANKED else segment.kind, segment.b, segment.b_end, segment.a, segment.a_end)
        for segment in segments
    ]


def _whole(left: str, right: str) -> Segment:
    kind = CHANGED if left and right else ADDED if left else REMOVED
    return Segment(kind, 0, len(left), 0, len(right))


def _differing(left: str, right: str) -> Iterator[Segment]:
    a = b = 0
    for start, other, size in [*_blocks(left, right), (len(left), len(right), 0)]:
        between, beside = left[a:start], right[b:other]
        # the words on either side are the same, so what holds for a whole stretch holds for this part of it
        inner = _read(between, beside) or _flipped(_read(beside, between))
        if not inner and (between or beside):
            inner = [_whole(between, beside)]
        yield from (segment.moved(a, b) for segment in inner)
        if size:
            yield Segment(SAME, start, start + size, other, other + size)
        a, b = start + size, other + size


def _blocks(left: str, right: str) -> list[tuple[int, int, int]]:
    """What difflib finds alike, without single signs amid changes: that both say 的 somewhere joins nothing."""
    found = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return [
        (a, b, size)
        for a, b, size in found
        if size >= 2 or (size and ((a == b == 0) or (a + size == len(left) and b + size == len(right))))
    ]
