"""Which texts are worth laying side by side: those that share enough character shingles.

The least hashes of a text's shingles in each of PLACES parts of all hashes stand for it (one permutation hashing: Li,
Owen, Zhang, NIPS 2012; a part without any takes another's: Shrivastava, ICML 2017): the share of places at which two
texts have the same estimates how much they resemble each other. Texts are proposed that agree in two neighbouring
places. Of two texts that share a fifth of their shingles this finds 199 of 200, and of those that share a sixth 97 of
100; what is merely of one genre shares a hundredth. What one text can propose is capped, and the cap is told.

A text is read by itself (`signature`) and compared by that alone (`alike`), so nothing is read again for another's
sake.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from operator import eq
from zlib import crc32

SHINGLE = 5
PLACES, BAND = 256, 2
BANDS = PLACES // BAND
LEAST = 0.08  # estimated resemblance below which a pair is none
SHORTEST = 50  # fewer signs than this say too little to call two texts one talk
MOST = 64

Signature = tuple[int, ...]
"""Of each band the places that it is of, in one number of 64 bits (signed, as tables hold them)."""

_PLACES, _BANDS = struct.Struct(f"<{PLACES}I"), struct.Struct(f"<{BANDS}q")


@dataclass(frozen=True, slots=True)
class Candidates:
    """`pairs`: numbers of texts, the smaller first, each text with those that resemble it most first. `capped`: of each
    text that more than MOST earlier ones resemble, how many of those that were looked at were left out."""

    pairs: tuple[tuple[int, int], ...]
    capped: dict[int, int]


def signature(text: str) -> Signature | None:
    """What stands for a text (kg.versions.dense.signs); None for one that is too short."""
    if len(text) < SHORTEST:
        return None
    raw = text.encode("utf-16-le", "surrogatepass")
    size = 2 * SHINGLE
    hashes = {crc32(raw[at : at + size]) for at in range(0, len(raw) - size + 1, 2)}
    least = {value % PLACES: value for value in sorted(hashes, reverse=True)}  # the last one stays
    if len(least) < PLACES:
        least |= {place: least[_instead(place, least)] for place in range(PLACES) if place not in least}
    return _BANDS.unpack(_PLACES.pack(*map(least.__getitem__, range(PLACES))))


def _instead(place: int, least: dict[int, int]) -> int:
    """The place whose hash an empty one takes: tried in an order of its own, which is the same for every text."""
    mixed = place + 1
    while True:
        mixed = mixed * 2654435761 % 2**32
        if (mixed >> 24) in least:
            return mixed >> 24


def resemblance(one: Signature, other: Signature) -> float:
    """The share of places at which two texts have the same: an estimate of the share of shingles that are both's."""
    same: int = sum(map(eq, _places(one), _places(other)))
    return same / PLACES


def _places(bands: Signature) -> tuple[int, ...]:
    return _PLACES.unpack(_BANDS.pack(*bands))


def alike(signatures: Sequence[Signature | None], most: int = MOST) -> Candidates:
    """Pairs among texts that may be versions of one talk.

    Of texts that agree in a band, each is compared with the first `most` + 1 of them only, so that boilerplate, or many
    copies of one text, cost no more than that.
    """
    first: list[dict[int, list[int]]] = [{} for _ in range(BANDS)]
    found: list[tuple[int, int, float]] = []
    for number, bands in enumerate(signatures):
        if bands is None:
            continue
        others: set[int] = set()
        for numbers, band in zip(first, bands, strict=True):
            same = numbers.setdefault(band, [])
            others.update(same)
            if len(same) <= most:
                same.append(number)
        for other in others:
            theirs = signatures[other]
            assert theirs is not None
            if (share := resemblance(bands, theirs)) >= LEAST:
                found.append((other, number, share))
    return capped(found, most)


def capped(found: Sequence[tuple[int, int, float]], most: int = MOST) -> Candidates:
    """Candidates of pairs with their resemblance: of each text the `most` earlier ones that resemble it most."""
    pairs: list[tuple[int, int]] = []
    left_out: dict[int, int] = {}
    count: dict[int, int] = {}
    for other, number, _ in sorted(found, key=lambda pair: (pair[1], -pair[2], pair[0])):
        count[number] = count.get(number, 0) + 1
        if count[number] <= most:
            pairs.append((other, number))
        else:
            left_out[number] = count[number] - most
    return Candidates(tuple(pairs), left_out)
