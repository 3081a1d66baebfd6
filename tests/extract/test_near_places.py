"""A town with its village and no word for the level of either."""

from __future__ import annotations

import random

import pytest

from kg.data.places import short_name, towns_of, villages_of
from kg.extract.near_places import _together

PREFECTURES = ("1101", "4205", "5323", "6540")


@pytest.mark.parametrize("prefecture", PREFECTURES)
def test_of_pairs_that_overlap_the_first_and_longest(prefecture: str) -> None:
    """What is found in a text full of pairs is what a plain search of one place after the other finds."""
    pairs: dict[str, tuple[int, str, str]] = {}
    for town in towns_of(prefecture):
        for village in villages_of(town.code):
            stem = short_name(village.name)
            for name in {town.name, short_name(town.name)}:
                if len(name) > 1 and len(stem) > 1:
                    pairs.setdefault(name + stem, (len(name), town.name, village.name))
    draw = random.Random(prefecture)
    names = [draw.choice(sorted(pairs)) for _ in range(60)]
    text = "".join(name + draw.choice(["", "的", "、", name[-2:]]) for name in names)
    longest = max(map(len, pairs))
    expected, place = [], 0
    while place < len(text):
        found = next((n for n in range(min(longest, len(text) - place), 0, -1) if text[place : place + n] in pairs), 0)
        if found:
            length, town_name, village_name = pairs[text[place : place + found]]
            expected.append((place, place + length, place + found, town_name, village_name))
        place += found or 1
    assert [(p.start, p.middle, p.end, p.town, p.village) for p in _together(prefecture, text)] == expected
    assert len(expected) >= 60


def test_a_prefecture_of_which_nothing_is_known() -> None:
    assert list(_together("0000", "红花套周家河")) == []
