"""Entities: which were found at all, and whether their mentions were put together rightly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import combinations
from typing import TypeVar

from kg.evaluate.gold import GoldFile
from kg.evaluate.matching import best_pairs
from kg.evaluate.mentions import Matched, excused
from kg.evaluate.tally import ALARM, HIT, MISS, Tally
from kg.link.forms import normal

PAIRS = "pairs"
Key = TypeVar("Key", bound=Hashable)


def entity_tally(gold: GoldFile, relaxed: Matched) -> Tally:
    """An entity is found where one of the same type has one of its names, or an exactly equal mention of it.

    One that consists of excused mentions alone is no false alarm.
    """
    wanted = _grouped(range(len(relaxed.gold)), lambda number: relaxed.gold[number].entity)
    said = _grouped(
        range(len(relaxed.found)), lambda number: (relaxed.found[number].type, relaxed.found[number].entity)
    )
    weights = {}
    for left, (id_, numbers) in enumerate(wanted.items()):
        types = {type_ for number in numbers for type_ in relaxed.gold[number].types}
        for right, ((type_, _), members) in enumerate(said.items()):
            if type_ in types:
                weight = _agreement(relaxed, gold.entities[id_].names, numbers, members)
                if weight is not None:
                    weights[left, right] = weight
    pairs = best_pairs(weights)
    tally: Tally = Tally()
    for left, id_ in enumerate(wanted):
        tally[gold.entities[id_].type, HIT if left in pairs else MISS] += 1
    matched = {*relaxed.pairs.values()}
    for right, ((type_, _), members) in enumerate(said.items()):
        live = any(number in matched or not excused(gold, relaxed.found[number]) for number in members)
        if live and right not in pairs.values():
            tally[type_, ALARM] += 1
    return tally


def _agreement(relaxed: Matched, names: frozenset[str], numbers: list[int], members: list[int]) -> float | None:
    """How well a found entity fits one of the gold: by canonical name, by share of mentions. None: not at all."""
    together = [number for number in numbers if relaxed.pairs.get(number) in set(members)]
    exact = any(relaxed.found[relaxed.pairs[number]].span in relaxed.gold[number].spans for number in together)
    by_name = normal(relaxed.found[members[0]].name) in names
    by_form = any(normal(relaxed.found[number].text) in names for number in members)
    if not (by_name or by_form or exact):
        return None
    return len(together) / len(members) + 2 * by_name + 0.01 * len(together)


def link_tally(strict: Matched) -> Tally:
    """Pairs of rightly found mentions: put into one entity by the gold, by the build, or by both."""
    in_gold = _pairs(strict, lambda number: strict.gold[number].entity)
    found = {number: strict.found[right] for number, right in strict.pairs.items()}
    in_build = _pairs(strict, lambda number: (found[number].type, found[number].entity))
    return Tally(
        {
            (PAIRS, HIT): len(in_gold & in_build),
            (PAIRS, ALARM): len(in_build - in_gold),
            (PAIRS, MISS): len(in_gold - in_build),
        }
    )


def _pairs(strict: Matched, entity: Callable[[int], Hashable]) -> set[tuple[int, int]]:
    groups = _grouped(sorted(strict.pairs), entity)
    return {pair for members in groups.values() for pair in combinations(members, 2)}


def _grouped(numbers: Iterable[int], key: Callable[[int], Key]) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for number in numbers:
        groups[key(number)].append(number)
    return groups
