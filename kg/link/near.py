"""Names so alike that one may be a slip or a short form of the other: kept apart, and put before a person.

Pairs are found without comparing all with all: names that differ in one character are equal when one character is left
out of each (Garbe, "Symmetric Delete spelling correction", 2012), and a name within another is one of its substrings.
The likeliest are made first, and no more than are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge

SHORTEST = 4  # of three characters, one that differs is too much
# 两个覆盖 and 三个覆盖, 2023年 and 2024年: a number is never a slip.
_NUMBER = re.compile("[0-9零〇一二两双三四五六七八九十百千]")


@dataclass(frozen=True, slots=True)
class Near:
    """Two names, the first before the second in text order, how alike they are, and in what way."""

    left: str
    right: str
    score: float
    reason: str


def near_names(names: Iterable[str]) -> list[Near]:
    """Pairs of names that differ in one character, or of which one is at least half of the other, most alike first."""
    return list(nearest(names))


def nearest(names: Iterable[str]) -> Iterator[Near]:
    """The same pairs in the same order, made as they are asked for."""
    by_length: dict[int, list[str]] = {}
    for name in sorted({name for name in names if len(name) >= SHORTEST}):
        by_length.setdefault(len(name), []).append(name)
    # One length against another, or against itself: pairs of one score.
    scores: dict[float, list[tuple[int, int]]] = {}
    for length in sorted(by_length):
        scores.setdefault(round(1 - 1 / length, 2), []).append((length, length))
        for part in range(max(SHORTEST, (length + 1) // 2), length):
            if part in by_length:
                scores.setdefault(round(part / length, 2), []).append((length, part))
    for score in sorted(scores, reverse=True):
        found: list[Iterator[Near]] = []
        for length, part in scores[score]:
            if length == part:
                found += _one_apart(by_length[length], score)
            else:
                found.append(_within(by_length[length], frozenset(by_length[part]), part, score))
        yield from merge(*found, key=lambda pair: (pair.left, pair.right))


def _one_apart(names: Sequence[str], score: float) -> Iterator[Iterator[Near]]:
    """Of each set of names that differ in one place, the pairs in order."""
    without: dict[tuple[str, int], list[str]] = {}
    for name in names:
        for place in range(len(name)):
            without.setdefault((name[:place] + name[place + 1 :], place), []).append(name)
    return (_pairs(alike, place, score) for (_, place), alike in without.items() if len(alike) > 1)


def _pairs(alike: Sequence[str], place: int, score: float) -> Iterator[Near]:
    for number, left in enumerate(alike):
        for right in alike[number + 1 :]:
            one, other = left[place], right[place]
            if not (_NUMBER.match(one) and _NUMBER.match(other)):
                yield Near(left, right, score, f"differ in one character: {one}/{other}")


def _within(names: Sequence[str], parts: frozenset[str], length: int, score: float) -> Iterator[Near]:
    """The names that hold one of `parts`, all of one length."""
    found: Mapping[tuple[str, str], None] = {
        (min(name, part), max(name, part)): None
        for name in names
        for start in range(len(name) - length + 1)
        if (part := name[start : start + length]) in parts and not _NUMBER.match(name[:start][-1:])
    }
    for left, right in sorted(found):
        yield Near(left, right, score, "one contains the other")
