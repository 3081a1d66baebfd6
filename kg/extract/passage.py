"""What an extractor is given, and what it gives back. All offsets are relative to the passage's own text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.lexicon import Hit
from kg.extract.tokens import Token
from kg.model import Props


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that an extractor takes for a name. `rank` wins over length where proposals overlap (kg.extract.overlap).

    `canonical` is the name that the span stands for where the extractor knows it (党章 → 中国共产党章程).
    """

    start: int
    end: int
    type: str
    method: str
    score: float
    rank: int = 0
    canonical: str | None = None
    redacted: bool = False
    props: Props = field(default_factory=dict)


@dataclass(frozen=True)
class Passage:
    """The text of one speech with what all extractors share: lexicon hits and token boundaries.

    `body` is where the talk begins after its head; `year` completes dates that state none; `prefectures` are the codes
    (four digits) of the cities that the document is about; `place` is the county or city that the head names.
    """

    text: str
    body: int
    year: int | None
    speaker: str | None
    hits: tuple[Hit, ...]
    tokens: tuple[Token, ...]
    prefectures: frozenset[str] = frozenset()
    place: str | None = None

    @cached_property
    def boundaries(self) -> frozenset[int]:
        """Offsets at which a word begins or ends (0 and the end of the text among them)."""
        return frozenset([0, *(token.end for token in self.tokens)])

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

    @cached_property
    def token_ending_at(self) -> dict[int, Token]:
        """The word that ends at an offset."""
        return {token.end: token for token in self.tokens}

    @cached_property
    def token_starting_at(self) -> dict[int, Token]:
        """The word that begins at an offset."""
        return {token.start: token for token in self.token_ending_at.values()}

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
