"""Relations: which facts of the gold were stated, by whatever of its names an entity goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.faults import Fault
from kg.evaluate.found import FoundRelation
from kg.evaluate.gold import GoldFile, GoldRelation
from kg.evaluate.matching import best_pairs
from kg.evaluate.tally import ALARM, HIT, MISS, Tally
from kg.link.forms import normal


@dataclass(frozen=True, slots=True)
class Facts:
    """The outcome of one file."""

    tally: Tally
    faults: tuple[Fault, ...]


def compare(gold: GoldFile, found: Sequence[FoundRelation], speeches: Mapping[str, str], inferred: bool) -> Facts:
    """Match facts by kind and ends; `speeches` leads from the build's ids to the gold's.

    Optional facts count neither way, and so do inferred ones unless `inferred`.
    """
    meant = _Ends(gold, speeches)
    soft = [relation for relation in gold.relations if relation.inferred and not inferred]
    wanted = list({_key(relation): relation for relation in gold.relations if relation not in soft}.values())
    soft += gold.optional_relations
    pairs = best_pairs(
        {
            (left, right): 1.0
            for left, relation in enumerate(wanted)
            for right, said in enumerate(found)
            if meant.agree(relation, said)
        }
    )
    tally: Tally = Tally()
    faults = []
    for left, relation in enumerate(wanted):
        tally[relation.type, HIT if left in pairs else MISS] += 1
        if left not in pairs:
            told = f"{_told(gold, relation.head)} → {_told(gold, relation.tail)}"
            faults.append(Fault("relation missed", gold.file, relation.evidence, relation.type, told))
    for right, said in enumerate(found):
        if right not in pairs.values() and not any(meant.agree(relation, said) for relation in soft):
            tally[said.type, ALARM] += 1
            ends = (_told(gold, speeches.get(end, end)) for end in (said.head, said.tail))
            faults.append(Fault("relation alarm", gold.file, said.evidence, said.type, " → ".join(ends)))
    return Facts(tally, tuple(faults))


class _Ends:
    """Which of the gold's ids a name or a speech's id may stand for."""

    def __init__(self, gold: GoldFile, speeches: Mapping[str, str]) -> None:
        self.ids: dict[str, set[str]] = {found: {own} for found, own in speeches.items()}
        for id_, entity in gold.entities.items():
            for name in entity.names:
                self.ids.setdefault(name, set()).add(id_)

    def agree(self, relation: GoldRelation, said: FoundRelation) -> bool:
        return (
            relation.type == said.type and relation.head in self._of(said.head) and relation.tail in self._of(said.tail)
        )

    def _of(self, end: str) -> set[str]:
        return self.ids.get(end) or self.ids.get(normal(end)) or set()


def _key(relation: GoldRelation) -> tuple[str, str, str]:
    return relation.type, relation.head, relation.tail


def _told(gold: GoldFile, id_: str) -> str:
    titles = {speech.id: speech.title for speech in gold.speeches}
    entity = gold.entities.get(id_)
    return entity.name if entity else titles.get(id_, id_)
