"""What an extractor is given, and what it gives back. All offsets are relative to the passage's own text."""

from __future__ import annotations

from collections.abc import Iterator, KeysView
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.extract.lexicon import Hit
from kg.extract.scan import Found
from kg.model import NO_PROPS, Props
from kg.tokens import Words


class Proposal(NamedTuple):
    """A span that an extractor takes for a name. `rank` wins over length where proposals overlap (kg.extract.overlap).

    `canonical` is the name that the span stands for where the extractor knows it (党章 → 中国共产党章程). There are so many
    that what a frozen dataclass takes to be made would be felt: hence a tuple.
    """

    start: int
    end: int
    type: str
    method: str
    score: float
    rank: int = 0
    canonical: str | None = None
    redacted: bool = False
    props: Props = NO_PROPS


@dataclass(frozen=True)
class Passage:
    """The text of one speech with what all extractors share: lexicon hits and words.

    `body` is where the talk begins after its head; `year` completes dates that state none; `prefectures` are the codes
    (four digits) of the cities that the document is about; `place` is the county or city that the head names.
    """

    text: str
    body: int
    year: int | None
    speaker: str | None
    hits: tuple[Hit, ...]
    words: Words
    prefectures: frozenset[str] = frozenset()
    place: str | None = None

    @cached_property
    def found(self) -> Found:
        """Where the words stand that the rules look for."""
        return Found(self.text)

    @cached_property
    def boundaries(self) -> KeysView[int]:
        """Offsets at which a word begins or ends (0 and the end of the text among them)."""
        return self.words.boundaries()

    @cached_property
    def place_ending_at(self) -> dict[int, int]:
        """Where the longest known place that ends at an offset begins."""
        return {hit.end: hit.start for hit in reversed(self.hits) if hit.entry.kind == "place"}

    @cached_property
    def name_ending_at(self) -> dict[int, int]:
        """Where the longest known place or body that ends at an offset begins."""
        names = (hit for hit in reversed(self.hits) if hit.entry.kind in ("place", "body"))
        # 和县 stands in 组织部和县委 too, and who means the county writes it apart
        return {hit.end: hit.start for hit in names if hit.start in self.boundaries and hit.entry.name[0] != "和"}

    @cached_property
    def inside_names(self) -> frozenset[int]:
        """Offsets of all characters of known places and bodies."""
        return frozenset(at for end, start in self.name_ending_at.items() for at in range(start, end))

    def is_word(self, start: int, end: int) -> bool:
        """Whether the segmenter takes text[start:end] for one word (its beginning is the caller's to check)."""
        return end in self.boundaries and self.boundaries.isdisjoint(range(start + 1, end))

    def hits_of(self, kind: str) -> Iterator[Hit]:
        """Lexicon hits of one kind, in order."""
        return iter(self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.entry.kind, []).append(hit)
        return found
