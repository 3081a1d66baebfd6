"""What a reader annotated, as docs/evaluation.md describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.evaluate.spans import Span
from kg.schema import entity_types, node_types, relation_types

CORE = tuple(name for name in entity_types() if node_types()[name].core)
OTHER = tuple(name for name in entity_types() if not node_types()[name].core)
TYPES = CORE + OTHER
RELATIONS = tuple(name for name, relation in relation_types().items() if not relation.derived)

# What stands where a name was blanked: crosses, stars, 某, or a letter or two before the kind of a place.
PLACEHOLDER = re.compile(r"[XxYy×＊*○某]|(?<![A-Za-z])[A-Z]{1,2}(?=[市县区镇村乡])")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Something named. `names`, in normal form: its name, its aliases and every surface it is mentioned by."""

    id: str
    name: str
    type: str
    optional: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A span that names an entity. `spans`: the preferred one, then others that count as right; `types` likewise."""

    spans: tuple[Span, ...]
    text: str
    type: str
    types: frozenset[str]
    entity: str
    hole: bool


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A fact between two entities, or an entity and a speech, by their ids in the gold."""

    type: str
    head: str
    tail: str
    inferred: bool
    evidence: Span


@dataclass(frozen=True, slots=True)
class GoldSpeech:
    """One talk; `speaker` is the id of an entity. What the text does not say is None."""

    id: str
    span: Span
    title: str
    date: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Trap:
    """A span that looks like a name and is none; `types` are those it is mistaken for, empty for any."""

    span: Span
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldFile:
    """All that is annotated of one text. `scope`: the parts of it that count, empty for the whole."""

    file: str
    scope: tuple[Span, ...]
    entities: Mapping[str, GoldEntity]
    mentions: tuple[GoldMention, ...]
    optional_mentions: tuple[GoldMention, ...]
    relations: tuple[GoldRelation, ...]
    optional_relations: tuple[GoldRelation, ...]
    speeches: tuple[GoldSpeech, ...]
    traps: tuple[Trap, ...]
    redactions: tuple[Span, ...]

    @property
    def wanted(self) -> tuple[GoldMention, ...]:
        """The mentions that are to be found."""
        return tuple(mention for mention in self.mentions if not self.entities[mention.entity].optional)

    def counts(self, span: Span) -> bool:
        """Whether a span lies in the parts that are annotated."""
        return not self.scope or any(start <= span[0] and span[1] <= end for start, end in self.scope)
