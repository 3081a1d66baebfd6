"""Mentions: which of the gold's were found, which were missed, which of those found are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluate.found import FoundMention
from kg.evaluate.gold import GoldFile, GoldMention
from kg.evaluate.matching import best_pairs
from kg.evaluate.spans import likeness
from kg.evaluate.tally import ALARM, HIT, MISS, Tally


@dataclass(frozen=True, slots=True)
class Matched:
    """Gold and found mentions of one file by number: `pairs` leads from a gold one to the found one it is matched with.

    `alarms` are the found ones that are wrong: matched with nothing and not excused by an optional mention.
    """

    gold: tuple[GoldMention, ...]
    found: tuple[FoundMention, ...]
    pairs: dict[int, int]
    alarms: tuple[int, ...]

    @property
    def missed(self) -> list[GoldMention]:
        """The gold mentions that were not found."""
        return [mention for number, mention in enumerate(self.gold) if number not in self.pairs]

    def tally(self) -> Tally:
        """Outcomes by type: of the gold where it tells, else of what was found."""
        tally: Tally = Tally()
        for number, mention in enumerate(self.gold):
            tally[mention.type, HIT if number in self.pairs else MISS] += 1
        for number in self.alarms:
            tally[self.found[number].type, ALARM] += 1
        return tally


def match(gold: GoldFile, found: Sequence[FoundMention], strict: bool) -> Matched:
    """Match by equal types and spans; unless `strict`, spans need only overlap.

    Where several can be matched, an equal span comes before an overlap, then the gold's first type and first span.
    """
    wanted = gold.wanted
    weights = {}
    for left, mention in enumerate(wanted):
        for right, said in enumerate(found):
            if said.type in mention.types:
                near, exact = nearness(mention, said), said.span in mention.spans
                if exact or (near and not strict):
                    liked = (said.type == mention.type) + (said.span == mention.spans[0])
                    weights[left, right] = near + exact + liked
    pairs = best_pairs(weights)
    left_over = set(range(len(found))) - set(pairs.values())
    alarms = tuple(number for number in sorted(left_over) if not excused(gold, found[number]))
    return Matched(wanted, tuple(found), pairs, alarms)


def nearness(mention: GoldMention, said: FoundMention) -> float:
    """How like the best of the gold mention's spans is to the one found, from 0 to 1."""
    return max(likeness(said.span, span) for span in mention.spans)


def excused(gold: GoldFile, said: FoundMention) -> bool:
    """Whether a mention agrees, by half, with a reading that counts neither way."""
    return any(said.type in mention.types and nearness(mention, said) >= 0.5 for mention in gold.optional_mentions)
