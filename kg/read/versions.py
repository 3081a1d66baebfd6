"""Versions of one talk: copies, redacted copies, shortened or edited ones, found among all speeches.

Candidates (kg.versions.candidates) are verified by laying the two texts side by side (kg.versions.align): they are
versions of one talk where half of the shorter one stands in the other, in whatever order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.ids import content_id
from kg.model import Document, Problem, Speech
from kg.read.clear.model import Clear
from kg.read.clear.reading import clear_of
from kg.versions.align import Alignment, align
from kg.versions.candidates import MOST, Candidates, Signature, alike, signature
from kg.versions.dense import BLANK, Dense, dense, signs
from kg.versions.pairs import Pair

COVERED = 0.5
COMPLETE = 0.9  # of the longest version: a version as long as this lacks nothing that matters
MOST_COMPARED = 3  # members of a family that a copy with holes is laid beside

Laid = MutableMapping[tuple[str, str], Alignment]
"""Talks that were laid side by side, by the ids of both, which are hashes of what they name: any build may use them."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The speeches in the order given, each with family, and for all but the preferred member version_of, kind and
    similarity; the pairs by the order of their copies, of each copy that with the preferred version first; what could
    not be compared."""

    speeches: tuple[Speech, ...]
    pairs: tuple[Pair, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known of a speech without its text: how many signs (kg.versions.dense) it has, how many of them are
    holes, and what stands for it when it is compared with others."""

    length: int
    blanks: int
    signature: Signature | None


def talk_of(speech: Speech, document: Document) -> Talk:
    """What find_versions needs to know of every speech; most texts are like no other and are not asked for again."""
    text = signs(clear_of(document.text).text[slice(*_said(speech, document))])
    return Talk(len(text), text.count(BLANK), signature(text))


def find_versions(speeches: Sequence[Speech], documents: Mapping[str, Document]) -> Versions:
    """Families of versions among speeches, and how their members line up."""
    talks = [talk_of(speech, documents[speech.document]) for speech in speeches]
    return versions_among(speeches, talks, alike([talk.signature for talk in talks]), documents)


def versions_among(
    speeches: Sequence[Speech],
    talks: Sequence[Talk],
    found: Candidates,
    documents: Mapping[str, Document],
    laid: Laid | None = None,
) -> Versions:
    """The same, where it is known which may be versions of one talk; only of those the documents are asked for. What
    has been `laid` side by side is not laid anew; versions that are, are put there."""
    beside = _beside(speeches, documents, {} if laid is None else laid)
    result = [replace(speech, family=content_id("family", speech.id)) for speech in speeches]
    pairs = []
    for members in _families(found.pairs, beside):
        longest = max(talks[member].length for member in members)
        ranked = sorted(members, key=lambda member: _preference(speeches[member], talks[member], longest))
        family = content_id("family", *sorted(speeches[member].id for member in members))
        preferred = ranked[0]
        for member in members:
            result[member] = replace(speeches[member], family=family)
            compared = [_pair(speeches, member, other, beside) for other in _others(member, ranked, talks)]
            pairs += compared
            if member != preferred:
                first = compared[0]
                similarity = first.alignment.similarity
                result[member] = replace(result[member], version_of=first.other, kind=first.kind, similarity=similarity)
    order = {speech.id: number for number, speech in enumerate(speeches)}
    pairs.sort(key=lambda pair: order[pair.copy])  # stable: the preferred version stays first
    problems = (_capped(speeches[number], left_out) for number, left_out in sorted(found.capped.items()))
    return Versions(tuple(result), tuple(pairs), tuple(problems))


_Beside = Callable[[int, int], Alignment]
"""Two speeches, by number, side by side."""


def _beside(speeches: Sequence[Speech], documents: Mapping[str, Document], laid: Laid) -> _Beside:
    texts = _Texts(speeches, documents)

    def beside(one: int, other: int) -> Alignment:
        key = speeches[one].id, speeches[other].id
        if key in laid:
            return laid[key]
        found = align(texts[one], texts[other])
        if found.covered >= COVERED:  # what is no version is not held: there may be any number of such
            laid[key] = found
        return found

    return beside


class _Texts:
    """Texts with the places of their signs, made when they are asked for: most texts are like no other."""

    def __init__(self, speeches: Sequence[Speech], documents: Mapping[str, Document]) -> None:
        self._speeches, self._documents = speeches, documents
        self._last: dict[int, Dense] = {}

    def __getitem__(self, number: int) -> Dense:
        if number not in self._last:
            if len(self._last) >= 2 * MOST:
                self._last.pop(next(iter(self._last)))
            speech = self._speeches[number]
            document = self._documents[speech.document]
            clear = clear_of(document.text)
            self._last[number] = _raw(clear, dense(clear.text, *_said(speech, document)))
        return self._last[number]


def _said(speech: Speech, document: Document) -> tuple[int, int]:
    """Where what was said stands in the clear text; where a talk is nothing but head lines, where those do."""
    clear = clear_of(document.text)
    talk = clear.inside(speech)
    said = clear.text[talk.body : talk.end].strip()
    return (talk.body if said else talk.start), talk.end


def _raw(clear: Clear, signs: Dense) -> Dense:
    """The signs of a clear text with the places that they have in the raw one."""
    if clear.starts is None:
        return signs
    spans = [clear.back(start, end) for start, end in zip(signs.starts, signs.ends, strict=True)]
    return Dense(signs.text, [start for start, _ in spans], [end for _, end in spans])


def _families(pairs: Sequence[tuple[int, int]], beside: _Beside) -> list[list[int]]:
    """The families of more than one."""
    from networkx.utils import UnionFind

    joined: Any = UnionFind()
    for left, right in pairs:
        if joined[left] != joined[right] and beside(left, right).covered >= COVERED:
            joined.union(left, right)
    return sorted(sorted(members) for members in joined.to_sets() if len(members) > 1)


def _preference(speech: Speech, talk: Talk, longest: int) -> tuple[int | bool | str, ...]:
    """Sorts first what is complete (nothing left out, fewest holes), dated, signed, long; then by file and place, so
    that the choice never depends on the run."""
    dated = speech.date is not None and speech.date.precision == "day"
    complete = talk.length >= COMPLETE * longest
    return (
        0 if complete else longest - talk.length,
        talk.blanks,
        not dated,
        speech.speaker is None,
        -talk.length,
        speech.file,
        speech.start,
    )


def _others(member: int, ranked: Sequence[int], talks: Sequence[Talk]) -> list[int]:
    """The members to lay a copy beside: the preferred one first; a copy with holes beside more of them, for one may
    know what another does not."""
    others = [other for other in ranked if other != member]
    if talks[member].blanks:
        return others[:MOST_COMPARED]
    return [] if member == ranked[0] else others[:1]


def _pair(speeches: Sequence[Speech], member: int, other: int, beside: _Beside) -> Pair:
    return Pair(speeches[member].id, speeches[other].id, beside(member, other))


def _capped(speech: Speech, left_out: int) -> Problem:
    return Problem(
        speech.file,
        speech.start,
        "versions",
        f"与之相像的文本超过 {MOST} 篇，只比较了最像的 {MOST} 篇，余下 {left_out} 篇未比较",
        f"more than {MOST} texts resemble this one: compared with the {MOST} most alike, not with {left_out} others",
    )
