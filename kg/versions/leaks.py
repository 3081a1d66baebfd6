"""Names that a copy hides at one place and forgot at another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Document, Mention, Speech
from kg.versions.fills import GENERAL, HEAD, HOLE, Entity, Fill, Quoted, quoted

NAMES = frozenset(("Person", "Place", "Organization", "Program", "Document", "Event"))


@dataclass(frozen=True, slots=True)
class Leak:
    """A name that stands in a copy's own text, and the fills that show it hidden elsewhere in the same copy."""

    found: Quoted
    entity: Entity
    hidden: tuple[Fill, ...]


def leaks(
    speech: Speech, document: Document, mentions: Sequence[Mention], fills: Sequence[Fill], links: Mapping[str, Entity]
) -> list[Leak]:
    """The leaks of a copy. One that only lacks its head hides nothing; where other names are blanked too, the speaker
    and the place of a head that was cut off are hidden as well."""
    if not any(fill.kind in (HOLE, GENERAL) for fill in fills):
        return []
    hidden: dict[str, list[Fill]] = {}
    for fill in fills:
        if fill.kind in (HOLE, GENERAL, HEAD) and fill.entity and fill.entity.type in NAMES:
            hidden.setdefault(fill.entity.id, []).append(fill)
    return [
        Leak(quoted(document, speech, mention.start, mention.end), links[mention.id], tuple(hidden[entity.id]))
        for mention in mentions
        if not mention.redacted
        and (entity := links[mention.id]).id in hidden
        and not any(_meets(mention, fill.hidden) for fill in hidden[entity.id])
    ]


def _meets(mention: Mention, words: Quoted) -> bool:
    return mention.start < words.end and words.start < mention.end
