"""Which texts are worth laying side by side: those that share enough character shingles.

MinHash (Broder, "On the resemblance and containment of documents", 1997) by gaoya, whose hash functions are fixed. With
128 bands of 2, two texts that share a fifth of their shingles are proposed 199 times of 200, and a sixth 97 times of
100; what is merely of one genre shares a hundredth. What one text can propose is capped, and the cap is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHINGLE = 5
BANDS, BAND = 128, 2
LEAST = 0.08  # estimated resemblance below which a pair is none
SHORTEST = 50  # fewer signs than this say too little to call two texts one talk
MOST = 64


@dataclass(frozen=True, slots=True)
class Candidates:
    """`pairs`: numbers of texts, the smaller first, each text with those that resemble it most first. `capped`: of each
    text that more than MOST earlier ones resemble, how many were left out. It is not looked for later either, so that
    many copies of one text cost no more than MOST of them."""

    pairs: tuple[tuple[int, int], ...]
    capped: dict[int, int]


def candidates(texts: Sequence[str], most: int = MOST) -> Candidates:
    """Pairs among texts (kg.versions.dense.signs) that may be versions of one talk."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=LEAST,
        num_bands=BANDS,
        band_size=BAND,
        analyzer="char",
        ngram_range=(SHINGLE, SHINGLE),
        id_container="vec",
    )
    pairs: list[tuple[int, int]] = []
    capped = {}
    for number, text in enumerate(texts):
        if len(text) < SHORTEST:
            continue
        found = sorted(index.query(text, return_similarity=True), key=lambda pair: (-pair[1], pair[0]))
        pairs += ((other, number) for other, _ in found[:most])
        if len(found) > most:
            capped[number] = len(found) - most
        else:
            index.insert_document(number, text)
    return Candidates(tuple(pairs), capped)
