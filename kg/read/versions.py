"""Versions of one talk: copies, redacted copies, shortened or edited ones, found among all speeches.

Candidates come from MinHash over character shingles (gaoya, whose hash functions are fixed; bands chosen so that a
copy that shares a fifth of its shingles is still proposed) and are verified on the shingles themselves by
containment, which, unlike Jaccard, holds for a shortened copy. Broder, "On the resemblance and containment of
documents", 1997.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.grammar import HOLE
from kg.ids import content_id
from kg.model import Document, Speech

SHINGLE = 5
BANDS, BAND = 64, 2
SHORTEST = 50  # fewer characters than this say too little to call two texts one talk
CONTAINED, SAME = 0.5, 0.97
_HOLE = re.compile(HOLE)
_NOISE = re.compile(r"[^\u3400-\u9fff0-9A-Za-z×]+")


def group_versions(speeches: Sequence[Speech], documents: Mapping[str, Document]) -> list[Speech]:
    """The speeches in the same order, each with family, and for all but the preferred member version_of, kind and
    similarity (Jaccard of shingles with the preferred member, to three places)."""
    texts = [_text(speech, documents[speech.document]) for speech in speeches]
    dense = [_NOISE.sub("", text) for text in texts]
    shingles = [_shingles(text) for text in dense]
    families = _components(len(speeches), _verified(dense, shingles))
    result = list(speeches)
    for members in families:
        preferred = min(members, key=lambda member: _preference(speeches[member], texts[member]))
        family = content_id("family", *sorted(speeches[member].id for member in members))
        for member in members:
            result[member] = replace(speeches[member], family=family)
            if member != preferred:
                similarity = _jaccard(shingles[member], shingles[preferred])
                kind = _kind(texts[member], texts[preferred], similarity)
                result[member] = replace(
                    result[member], version_of=speeches[preferred].id, kind=kind, similarity=round(similarity, 3)
                )
    return result


def _text(speech: Speech, document: Document) -> str:
    """What was said; where a talk is nothing but head lines, those."""
    return document.text[speech.body : speech.end].strip() or document.text[speech.start : speech.end]


def _shingles(dense: str) -> frozenset[str]:
    if len(dense) < SHORTEST:
        return frozenset()
    return frozenset(dense[start : start + SHINGLE] for start in range(max(1, len(dense) - SHINGLE + 1)))


def _verified(dense: list[str], shingles: list[frozenset[str]]) -> list[tuple[int, int]]:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.0,
        num_bands=BANDS,
        band_size=BAND,
        analyzer="char",
        ngram_range=(SHINGLE, SHINGLE),
    )
    pairs = []
    for number, text in enumerate(dense):
        if not shingles[number]:
            continue
        for other in sorted(index.query(text)):
            smaller = min(len(shingles[number]), len(shingles[other]))
            if len(shingles[number] & shingles[other]) >= CONTAINED * smaller:
                pairs.append((other, number))
        index.insert_document(number, text)
    return pairs


def _components(count: int, pairs: list[tuple[int, int]]) -> list[list[int]]:
    from networkx.utils import UnionFind

    joined = UnionFind(range(count))
    for left, right in pairs:
        joined.union(left, right)
    return [sorted(members) for members in joined.to_sets()]


def _preference(speech: Speech, text: str) -> tuple[int | bool | str, ...]:
    """Sorts first what is complete (fewest holes), dated, signed, long; then by file and place, so that the choice
    never depends on the run."""
    dated = speech.date is not None and speech.date.precision == "day"
    return (
        len(_HOLE.findall(text)),
        not dated,
        speech.speaker is None,
        -len(_NOISE.sub("", text)),
        speech.file,
        speech.start,
    )


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right)


def _kind(text: str, preferred: str, similarity: float) -> str:
    if len(_HOLE.findall(text)) > len(_HOLE.findall(preferred)):
        return "redacted"
    return "same" if similarity >= SAME else "edited"
