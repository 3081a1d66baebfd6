"""Holes that a text leaves (XX镇): whether they were taken for what they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.evaluate.faults import Fault
from kg.evaluate.gold import PLACEHOLDER, GoldFile, GoldMention
from kg.evaluate.mentions import Matched, nearness
from kg.evaluate.spans import shared


def redaction_faults(gold: GoldFile, relaxed: Matched) -> Iterator[Fault]:
    """Holes found but not marked (unflagged), given a name (resolved), and holes inside names of no one (stray)."""
    told = set()
    for number, said in enumerate(relaxed.found):
        if not said.redacted and any(said.type in hole.types and nearness(hole, said) >= 0.5 for hole in _holes(gold)):
            told.add(number)
            kind = "unflagged" if PLACEHOLDER.search(said.name) else "resolved"
            yield Fault(kind, gold.file, said.span, said.type, said.name)
    for number, said in enumerate(relaxed.found):
        alone = number not in told and number not in relaxed.pairs.values()
        if alone and not said.redacted and any(shared(said.span, hole) for hole in gold.redactions):
            yield Fault("stray", gold.file, said.span, said.type, said.name)


def redaction_counts(gold: GoldFile, relaxed: Matched) -> Counter[str]:
    """`placeholders` in the gold, and how many of them were `merged` into one entity with another."""
    holes = _holes(gold)
    meant = defaultdict(set)
    for hole in holes:
        for said in relaxed.found:
            if said.type in hole.types and nearness(hole, said) >= 0.5:
                meant[said.type, said.entity].add(hole.entity)
    return Counter(placeholders=len(holes), merged=sum(len(entities) - 1 for entities in meant.values()))


def _holes(gold: GoldFile) -> list[GoldMention]:
    return [mention for mention in gold.mentions if mention.hole]
