"""Counting what was right, wrong and missed, and the figures that follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

Tally = Counter[tuple[str, str]]
"""How often each (type, outcome) occurred; the outcomes are HIT, ALARM and MISS."""

HIT, ALARM, MISS = "hit", "alarm", "miss"


@dataclass(frozen=True, slots=True)
class Figures:
    """Right answers, false alarms and misses. The rates are None where there was nothing to be found or said."""

    hits: int
    alarms: int
    misses: int

    @property
    def precision(self) -> float | None:
        """The share of what was said that is right."""
        return self._share(self.hits + self.alarms)

    @property
    def recall(self) -> float | None:
        """The share of what was to be found that was found."""
        return self._share(self.hits + self.misses)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if self.hits else 0.0

    def _share(self, whole: int) -> float | None:
        if not self.hits + self.alarms + self.misses:
            return None
        return self.hits / whole if whole else 0.0


def figures(tally: Tally, types: Iterable[str]) -> Figures:
    """The figures of several types taken together."""
    wanted = tuple(types)
    return Figures(*(sum(tally[type_, outcome] for type_ in wanted) for outcome in (HIT, ALARM, MISS)))
