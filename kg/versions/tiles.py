"""The stretches that two texts share, in whatever order.

Greedy string tiling (Wise, "String similarity via greedy string tiling and running Karp-Rabin matching", 1993): all
maximal common stretches, the longest taken first, none overlapping. A long stretch counts wherever it stands; a short
one only beside a longer one that it continues, for phrases repeat.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

SEED = 8  # signs; a stretch shorter than this is left to what stands around it
LONG = 16  # long enough to be taken wherever it stands
NEAR, SHIFT = 200, 60  # how far from a longer stretch a short one may be, and by how much the texts may differ between
MOST_PLACES = 12  # of a seed in one text: a phrase repeated more often than that tells nothing


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """left[a : a + size] == right[b : b + size]."""

    a: int
    b: int
    size: int


def tiles(left: str, right: str) -> list[Tile]:
    """The shared stretches in the order of the left text; no two overlap in either text."""
    if left == right:
        return [Tile(0, 0, len(left))] if left else []
    free = bytearray(b"\1") * len(left), bytearray(b"\1") * len(right)
    heap = [(-tile.size, abs(tile.a - tile.b), tile) for tile in _common(left, right)]
    heapify(heap)
    taken: list[Tile] = []
    while heap:
        *_, tile = heappop(heap)
        rest = _free_part(tile, free)
        if rest.size < tile.size:
            if rest.size >= SEED:
                heappush(heap, (-rest.size, abs(rest.a - rest.b), rest))
        elif tile.size >= LONG or _continues(tile, taken):
            at = bisect_right(taken, tile)
            taken.insert(at, tile)
            for side, start in zip(free, (tile.a, tile.b), strict=True):
                side[start : start + tile.size] = bytes(tile.size)
    return taken


def _common(left: str, right: str) -> list[Tile]:
    """All maximal common stretches that hold a seed, but for those whose every seed is repeated too often."""
    places: dict[str, list[int]] = {}
    for b in range(len(right) - SEED + 1):
        places.setdefault(right[b : b + SEED], []).append(b)
    reached: dict[int, int] = {}  # of a diagonal, how far in the left text it has been walked
    found = []
    for a in range(len(left) - SEED + 1):
        at = places.get(left[a : a + SEED], ())
        if len(at) > MOST_PLACES:
            continue
        for b in at:
            if a < reached.get(b - a, 0):
                continue
            back = _alike_before(left, right, a, b)
            size = back + SEED + _alike_after(left, right, a + SEED, b + SEED)
            found.append(Tile(a - back, b - back, size))
            reached[b - a] = a - back + size
    return found


def _alike_after(left: str, right: str, a: int, b: int) -> int:
    size, step = 0, 64
    while step:
        while (
            left[a + size : a + size + step] == right[b + size : b + size + step]
            and min(len(left) - a, len(right) - b) >= size + step
        ):
            size += step
        step //= 2
    return size


def _alike_before(left: str, right: str, a: int, b: int) -> int:
    size = 0
    while size < min(a, b) and left[a - size - 1] == right[b - size - 1]:
        size += 1
    return size


def _free_part(tile: Tile, free: tuple[bytearray, bytearray]) -> Tile:
    """The longest part of a stretch that no other one has taken in either text; the first of equals."""
    both = bytes(
        x & y for x, y in zip(free[0][tile.a : tile.a + tile.size], free[1][tile.b : tile.b + tile.size], strict=True)
    )
    if 0 not in both:
        return tile
    runs, start = [], 0
    for part in both.split(b"\0"):
        runs.append((-len(part), start))
        start += len(part) + 1
    size, start = min(runs)
    return Tile(tile.a + start, tile.b + start, -size)


def _continues(tile: Tile, taken: list[Tile]) -> bool:
    """Whether a short stretch stands beside a longer one and in the same order."""
    at = bisect_right(taken, tile)
    before, after = (taken[at - 1] if at else None), (taken[at] if at < len(taken) else None)
    return bool(
        (before and _beside(tile.a - before.a - before.size, tile.b - before.b - before.size))
        or (after and _beside(after.a - tile.a - tile.size, after.b - tile.b - tile.size))
    )


def _beside(left: int, right: int) -> bool:
    return 0 <= left <= NEAR and 0 <= right <= NEAR and abs(left - right) <= SHIFT
