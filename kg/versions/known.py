"""All that the copies of a build tell about each other: what fills their holes, and what they forgot to hide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Document, Mention, Speech
from kg.versions.fills import Copies, Entity, Fill, holes
from kg.versions.heads import head
from kg.versions.leaks import Leak, leaks
from kg.versions.pairs import Pair
from kg.versions.sides import Sides
from kg.versions.standins import retold, stand_ins


@dataclass(frozen=True, slots=True)
class Known:
    """Fills and leaks, sorted by file and place."""

    fills: tuple[Fill, ...]
    leaks: tuple[Leak, ...]


def compare_copies(
    pairs: Sequence[Pair],
    speeches: Sequence[Speech],
    documents: Mapping[str, Document],
    mentions: Sequence[Mention],
    links: Mapping[str, Entity],
) -> Known:
    """What the pairs tell. Where several versions know what a copy hides, the first pair of the copy is believed.

    A copy that tells of another place than its other version is filled by nothing (kg.versions.standins.retold).
    """
    by_id = {speech.id: speech for speech in speeches}
    paired = {end for pair in pairs for end in (pair.copy, pair.other)}
    said: dict[str, list[Mention]] = {id_: [] for id_ in paired}
    for mention in mentions:
        if mention.speech in paired:
            said[mention.speech].append(mention)
    found: dict[str, dict[tuple[int, int, str], Fill]] = {}
    for pair in pairs:
        copy, other = by_id[pair.copy], by_id[pair.other]
        copies = Copies(
            copy, other, documents[copy.document], documents[other.document], pair.alignment,
            said[pair.copy], said[pair.other], links,
        )  # fmt: skip
        known = found.setdefault(pair.copy, {})
        for fill in _fills(copies):
            known.setdefault((fill.hidden.start, fill.hidden.end, fill.field), fill)
    fills = [fill for known in found.values() for fill in known.values()]
    forgotten = [
        leak
        for id_, known in found.items()
        for leak in leaks(by_id[id_], documents[by_id[id_].document], said[id_], list(known.values()), links)
    ]
    return Known(
        tuple(sorted(fills, key=lambda fill: (fill.hidden.file, fill.hidden.start, fill.hidden.end, fill.field))),
        tuple(sorted(forgotten, key=lambda leak: (leak.found.file, leak.found.start, leak.found.end, leak.entity.id))),
    )


def _fills(copies: Copies) -> list[Fill]:
    sides = Sides(copies.alignment)
    if retold(copies, sides):
        return []
    return [*head(copies), *holes(copies, sides), *stand_ins(copies, sides)]
