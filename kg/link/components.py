"""Sets of things that are one, grown by joining two at a time, between which barriers may stand."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Barrier(Generic[K, D]):
    """What is on the left is none of what is on the right, because of `cause`."""

    left: frozenset[K]
    right: frozenset[K]
    cause: D

    def between(self, one: AbstractSet[K], other: AbstractSet[K]) -> bool:
        """Whether it stands between two sets."""
        return bool((self.left & one and self.right & other) or (self.left & other and self.right & one))


class Components(Generic[K, D]):
    """Disjoint sets: of two that are joined, the smaller is poured into the larger. A join that would bring together
    what a barrier keeps apart, be it through others, is not made."""

    def __init__(self, barriers: Sequence[Barrier[K, D]] = ()) -> None:
        self._barriers = barriers
        self._members: dict[K, set[K]] = {}

    def of(self, key: K) -> AbstractSet[K]:
        """All that is one with a key, itself included, as it is now; the same object for all of them once joined."""
        return self._members.get(key) or {key}

    def barrier(self, left: K, right: K) -> D | None:
        """The cause of the first barrier between two keys, or None."""
        one, other = self.of(left), self.of(right)
        return next((found.cause for found in self._barriers if found.between(one, other)), None)

    def join(self, left: K, right: K) -> D | None:
        """Make two keys one; where a barrier forbids it, nothing changes and its cause is returned."""
        if right in self.of(left):
            return None
        cause = self.barrier(left, right)
        if cause is None:
            smaller, larger = sorted((self.of(left), self.of(right)), key=len)
            joined = self._members.setdefault(next(iter(larger)), set(larger))
            joined |= smaller
            self._members.update(dict.fromkeys(smaller, joined))
        return cause
