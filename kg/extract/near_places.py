"""Places that a text does not spell out: 我市 for the city of the speech, and a town with its village and no word for the
level of either (红花套周家河).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from kg.data.places import AdminPlace, short_name, towns_of, villages_of
from kg.extract.passage import Passage, Proposal
from kg.extract.scan import AnyOf, pairs

# 我市, 全县: the level says which division of the speech's place is meant.
OUR = re.compile("[我全][市县区州旗](?![级域民委直政])")
OUR_SIGN = AnyOf(pairs("我全", "市县区州旗"))

LEVEL = re.compile("村|社区|居委|居民|街|路|组|小学|中学")


def find(passage: Passage) -> Iterator[Proposal]:
    """Place proposals."""
    for match in passage.found.near(OUR, OUR_SIGN):
        place = passage.place
        if place and place[-1] == match.group()[1] and match.start() in passage.boundaries:
            yield Proposal(match.start(), match.end(), "Place", "context", 0.5, rank=-1, canonical=place)
    for prefecture in sorted(passage.prefectures):
        for found in _together(prefecture, passage.text):
            if (
                found.start in passage.boundaries
                and found.end in passage.boundaries
                and not LEVEL.match(passage.text, found.end)
            ):
                yield Proposal(found.start, found.middle, "Place", "gazetteer", 0.8, rank=1, canonical=found.town)
                yield Proposal(found.middle, found.end, "Place", "gazetteer", 0.8, rank=1, canonical=found.village)


class _Pair(NamedTuple):
    """A town with one of its villages in a text, and both in full."""

    start: int
    middle: int
    end: int
    code: str
    town: str
    village: str


def _together(prefecture: str, text: str) -> Iterator[_Pair]:
    """A town's name with a village's written after it: of several that overlap the first, of those the longest."""
    automaton, towns = _towns(prefecture)
    if automaton is None:
        return
    found = [
        _Pair(start, end, end + len(stem), village.code, town.name, village.name)
        for start, end, number in automaton.find_overlapping(text)
        for town in towns[number]
        for stem, village in _villages(town.code).items()
        if text.startswith(stem, end)
    ]
    passed = 0
    for pair in sorted(found, key=lambda pair: (pair.start, -pair.end, pair.code)):
        if pair.start >= passed:
            yield pair
            passed = pair.end


@cache
def _towns(prefecture: str) -> tuple[Any, tuple[tuple[AdminPlace, ...], ...]]:
    """An automaton over the names of a prefecture's towns, and the towns of each."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    named: dict[str, tuple[AdminPlace, ...]] = {}
    for town in towns_of(prefecture):
        for name in {town.name, short_name(town.name)}:
            if len(name) > 1:
                named[name] = (*named.get(name, ()), town)
    names = sorted(named)
    return CharwiseDoubleArrayAhoCorasick(names) if names else None, tuple(named[name] for name in names)


@cache
def _villages(town: str) -> Mapping[str, AdminPlace]:
    """The villages of a town by short name, the first of each."""
    found: dict[str, AdminPlace] = {}
    for village in villages_of(town):
        stem = short_name(village.name)
        if len(stem) > 1:
            found.setdefault(stem, village)
    return found
