"""Versions of one talk: copies, redacted copies, shortened or edited ones, found among all speeches.

Candidates (kg.versions.candidates) are verified by laying the two texts side by side (kg.versions.align): they are
versions of one talk where half of the shorter one stands in the other, in whatever order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ids import content_id
from kg.model import Document, Problem, Speech
from kg.versions.align import align
from kg.versions.candidates import MOST, candidates
from kg.versions.dense import BLANK, Dense, dense, signs
from kg.versions.pairs import Pair

COVERED = 0.5
COMPLETE = 0.9  # of the longest version: a version as long as this lacks nothing that matters
MOST_COMPARED = 3  # members of a family that a copy with holes is laid beside


@dataclass(frozen=True, slots=True)
class Versions:
    """The speeches in the order given, each with family, and for all but the preferred member version_of, kind and
    similarity; the pairs by the order of their copies, of each copy that with the preferred version first; what could
    not be compared."""

    speeches: tuple[Speech, ...]
    pairs: tuple[Pair, ...]
    problems: tuple[Problem, ...]


def find_versions(speeches: Sequence[Speech], documents: Mapping[str, Document]) -> Versions:
    """Families of versions among speeches, and how their members line up."""
    spans = [_said(speech, documents[speech.document]) for speech in speeches]
    plain = [
        signs(documents[speech.document].text[start:end]) for speech, (start, end) in zip(speeches, spans, strict=True)
    ]
    texts = _Texts([documents[speech.document].text for speech in speeches], spans)
    found = candidates(plain)
    result = list(speeches)
    pairs = []
    for members in _families(len(speeches), found.pairs, texts):
        longest = max(len(plain[member]) for member in members)
        ranked = sorted(members, key=lambda member: _preference(speeches[member], plain[member], longest))
        family = content_id("family", *sorted(speeches[member].id for member in members))
        preferred = ranked[0]
        for member in members:
            result[member] = replace(speeches[member], family=family)
            compared = [_pair(speeches, member, other, texts) for other in _others(member, ranked, plain)]
            pairs += compared
            if member != preferred:
                first = compared[0]
                similarity = first.alignment.similarity
                result[member] = replace(result[member], version_of=first.other, kind=first.kind, similarity=similarity)
    order = {speech.id: number for number, speech in enumerate(speeches)}
    pairs.sort(key=lambda pair: order[pair.copy])  # stable: the preferred version stays first
    problems = (_capped(speeches[number], left_out) for number, left_out in sorted(found.capped.items()))
    return Versions(tuple(result), tuple(pairs), tuple(problems))


class _Texts:
    """Texts with the places of their signs, made when they are asked for: most texts are like no other."""

    def __init__(self, texts: Sequence[str], spans: Sequence[tuple[int, int]]) -> None:
        self._texts, self._spans = texts, spans
        self._last: dict[int, Dense] = {}

    def __getitem__(self, number: int) -> Dense:
        if number not in self._last:
            if len(self._last) >= 2 * MOST:
                self._last.pop(next(iter(self._last)))
            self._last[number] = dense(self._texts[number], *self._spans[number])
        return self._last[number]


def _said(speech: Speech, document: Document) -> tuple[int, int]:
    """Where what was said stands; where a talk is nothing but head lines, where those do."""
    said = document.text[speech.body : speech.end].strip()
    return (speech.body if said else speech.start), speech.end


def _families(count: int, pairs: Sequence[tuple[int, int]], texts: _Texts) -> list[list[int]]:
    from networkx.utils import UnionFind

    joined = UnionFind(range(count))
    for left, right in pairs:
        if joined[left] != joined[right] and align(texts[left], texts[right]).covered >= COVERED:
            joined.union(left, right)
    return sorted(sorted(members) for members in joined.to_sets())


def _preference(speech: Speech, text: str, longest: int) -> tuple[int | bool | str, ...]:
    """Sorts first what is complete (nothing left out, fewest holes), dated, signed, long; then by file and place, so
    that the choice never depends on the run."""
    dated = speech.date is not None and speech.date.precision == "day"
    complete = len(text) >= COMPLETE * longest
    return (
        0 if complete else longest - len(text),
        text.count(BLANK),
        not dated,
        speech.speaker is None,
        -len(text),
        speech.file,
        speech.start,
    )


def _others(member: int, ranked: Sequence[int], plain: Sequence[str]) -> list[int]:
    """The members to lay a copy beside: the preferred one first; a copy with holes beside more of them, for one may
    know what another does not."""
    others = [other for other in ranked if other != member]
    if BLANK in plain[member]:
        return others[:MOST_COMPARED]
    return [] if member == ranked[0] else others[:1]


def _pair(speeches: Sequence[Speech], member: int, other: int, texts: _Texts) -> Pair:
    return Pair(speeches[member].id, speeches[other].id, align(texts[member], texts[other]))


def _capped(speech: Speech, left_out: int) -> Problem:
    return Problem(
        speech.file,
        speech.start,
        "versions",
        f"与之相像的文本超过 {MOST} 篇，只比较了最像的 {MOST} 篇，余下 {left_out} 篇未比较",
        f"more than {MOST} texts resemble this one: compared with the {MOST} most alike, not with {left_out} others",
    )
