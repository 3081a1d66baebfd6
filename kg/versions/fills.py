"""What one copy of a talk knows of what another hides. Everything here is inferred: the copy's own text stays as it is,
and each row has the words of both copies side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.dates import find_dates
from kg.grammar import is_name
from kg.ids import content_id
from kg.model import Document, Mention, Speech
from kg.text import sentence_spans
from kg.versions.align import Alignment
from kg.versions.sides import Sides

# Where a name, a number or a date does not run on.
_MARK = re.compile(r"[，。；：！？、,;:!?\n\r（）()]")
_NUMBER = re.compile(r"[0-9０-９.．]+|[〇零一二三四五六七八九十百千万亿两]+")
_UNIT = re.compile(r"(?:省|市|县|区|州|镇|乡|村|社区|街道)$")
HOLE, GENERAL, REWORDED, HEAD = "hole", "general", "reworded", "head"


class Entity(Protocol):
    """What a mention was linked to (kg.link.linker.Link)."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """Its canonical name."""

    @property
    def type(self) -> str:
        """Its type."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words at file:start-end, and the sentence that they stand in, from `quote_start` on. In a head without the words
    start == end."""

    file: str
    speech: str
    start: int
    end: int
    text: str
    quote_start: int
    quote: str


@dataclass(frozen=True, slots=True)
class Fill:
    """`hidden` in one copy stands where `known` stands in another.

    kind: hole (XX镇), general (我市 for 宜都, 市委 for 宜昌市委), reworded (整体推进 for 整市推进) or head (a speaker,
    post, place or date that this copy's head lacks; `field` tells which). `node` is the id of the hole's own entity, or
    of the speech; `entity` what the other copy's words were linked to, where they are a name.
    """

    id: str
    kind: str
    field: str
    node: str
    hidden: Quoted
    known: Quoted
    entity: Entity | None
    similarity: float


@dataclass(frozen=True)
class Copies:
    """A copy and the version that it is laid beside, with all that is known of both."""

    copy: Speech
    other: Speech
    copy_document: Document
    other_document: Document
    alignment: Alignment
    copy_mentions: Sequence[Mention]
    other_mentions: Sequence[Mention]
    links: Mapping[str, Entity]

    def fill(
        self,
        kind: str,
        node: str,
        hidden: tuple[int, int],
        known: tuple[int, int],
        mention: Mention | None,
        field: str = "",
    ) -> Fill:
        """The row for copy[hidden] and other[known]."""
        left = quoted(self.copy_document, self.copy, *hidden)
        right = quoted(self.other_document, self.other, *known)
        return Fill(
            id=content_id("fill", self.copy.id, *hidden, field, self.other.id, *known),
            kind=kind,
            field=field,
            node=node,
            hidden=left,
            known=right,
            entity=self.links[mention.id] if mention else None,
            similarity=self.alignment.similarity,
        )


def quoted(document: Document, speech: Speech, start: int, end: int) -> Quoted:
    """A span with its sentence."""
    first, last = _sentence(document.text, start, end)
    return Quoted(document.path, speech.id, start, end, document.text[start:end], first, document.text[first:last])


def holes(copies: Copies, sides: Sides) -> Iterator[Fill]:
    """The holes of a copy whose words the other one has."""
    at = by_span(copies.other_mentions)
    for hole in copies.copy_mentions:
        if not hole.redacted:
            continue
        span = sides.across(hole.start, hole.end)
        if span is None:
            continue
        words = copies.other_document.text[slice(*span)]
        named = [mention for mention in at.get(span, ()) if not mention.redacted]
        if _MARK.search(words) or not _fits(hole, words, named, copies):
            continue
        mention = next((mention for mention in named if mention.type == hole.type), named[0] if named else None)
        yield copies.fill(HOLE, copies.links[hole.id].id, (hole.start, hole.end), span, mention)


def by_span(mentions: Iterable[Mention]) -> dict[tuple[int, int], list[Mention]]:
    """Mentions by where they stand."""
    found: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions:
        found.setdefault((mention.start, mention.end), []).append(mention)
    return found


def _fits(hole: Mention, words: str, named: Sequence[Mention], copies: Copies) -> bool:
    """Whether words can be what a hole of this kind hides."""
    kind, types = hole.props.get("hole"), {mention.type for mention in named}
    if kind == "number":
        return _NUMBER.fullmatch(words) is not None
    if kind == "date":
        return any((found.start, found.end) == (0, len(words)) for found in find_dates(words, 2000))
    if kind == "person":
        return "Person" in types or is_name(words)
    if kind == "place":
        unit = _UNIT.search(hole.surface)
        return "Place" in types or bool(unit and words.endswith(unit[0]) and len(words) > len(unit[0]))
    if kind == "organization":
        return "Organization" in types or len(words) > len(hole.surface.strip("xX×ＸｘΧ○＊*某"))
    return True


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, found in the few lines around it: a document may be long."""
    low = max(text.rfind("\n", 0, start) + 1, start - 2000)
    high = text.find("\n", end)
    high = min(len(text) if high < 0 else high, end + 2000)
    first, last = sentence_spans(text[low:high]).covering(start - low, max(end - low, start - low + 1))
    return first + low, last + low
