"""A copy of a talk and another version of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.versions.align import Alignment
from kg.versions.gaps import BLANKED

SAME = 0.95  # of both texts: what differs beyond that is more than misprints


@dataclass(frozen=True, slots=True)
class Pair:
    """A copy and another version of the talk, by speech id, laid side by side, the copy left."""

    copy: str
    other: str
    alignment: Alignment

    @property
    def kind(self) -> str:
        """How the copy relates to the other (kind_of)."""
        return kind_of(self.alignment)


def kind_of(alignment: Alignment) -> str:
    """How the left text relates to the right one. redacted: the same but for holes; same: with as many holes; edited:
    shortened, retold or reworded, whatever else it hides."""
    if alignment.agreement < SAME:
        return "edited"
    return "redacted" if alignment.count(BLANKED) else "same"
