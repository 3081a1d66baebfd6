"""Names so alike that one may be a slip or a short form of the other: kept apart, and put before a person.

Pairs are found without comparing all with all: names that differ in one character are equal when one character is left
out of each (Garbe, "Symmetric Delete spelling correction", 2012), and a name within another is one of its substrings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
    ordered = sorted({name for name in names if len(name) >= SHORTEST})
    found = {(pair.left, pair.right): pair for pair in (*_within(ordered), *_one_apart(ordered))}
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.left, pair.right))


def _one_apart(names: list[str]) -> Iterator[Near]:
    without: dict[tuple[str, int], list[str]] = {}
    for name in names:
        for place in range(len(name)):
            without.setdefault((name[:place] + name[place + 1 :], place), []).append(name)
    for (_, place), alike in without.items():
        for number, left in enumerate(alike):
            for right in alike[number + 1 :]:
                one, other = left[place], right[place]
                if not (_NUMBER.match(one) and _NUMBER.match(other)):
                    score = round(1 - 1 / len(left), 2)
                    yield Near(left, right, score, f"differ in one character: {one}/{other}")


def _within(names: list[str]) -> Iterator[Near]:
    known = frozenset(names)
    for name in names:
        for length in range(max(SHORTEST, (len(name) + 1) // 2), len(name)):
            for start in range(len(name) - length + 1):
                part = name[start : start + length]
                if part in known and not _NUMBER.match(name[:start][-1:]):
                    left, right = sorted((name, part))
                    yield Near(left, right, round(length / len(name), 2), "one contains the other")
