"""Places that a text does not spell out: 我市 for the city of the speech, and a town with its village and no word for the
level of either (红花套周家河).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.data.places import admin_places, short_name, villages_of
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
        automaton, towns = _pairs(prefecture)
        if automaton is None:
            continue
        for start, end, number in automaton.find(passage.text):
            length, town, village = towns[number]
            middle = start + length
            if start in passage.boundaries and end in passage.boundaries and not LEVEL.match(passage.text, end):
                yield Proposal(start, middle, "Place", "gazetteer", 0.8, rank=1, canonical=town)
                yield Proposal(middle, end, "Place", "gazetteer", 0.8, rank=1, canonical=village)


@cache
def _pairs(prefecture: str) -> tuple[Any, tuple[tuple[int, str, str], ...]]:
    """An automaton over town and village written together; for each how long the town's part is, and both in full."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    towns = {
        place.code: place.name for place in admin_places() if place.level == "town" and place.code[:4] == prefecture
    }
    rows: dict[str, tuple[int, str, str]] = {}
    for village in villages_of(prefecture):
        town, stem = towns.get(village.code[:9]), short_name(village.name)
        if town is None or len(stem) < 2:
            continue
        for name in {town, short_name(town)}:
            if len(name) > 1:
                rows.setdefault(name + stem, (len(name), town, village.name))
    names = sorted(rows)
    automaton = CharwiseDoubleArrayAhoCorasick(names, MATCH_KIND_LEFTMOST_LONGEST) if names else None
    return automaton, tuple(rows[name] for name in names)
