"""In which year a talk was really held, as far as its passages tell."""

from __future__ import annotations

from collections.abc import Iterable

from kg.chronology.days import first_day, in_year, last_day
from kg.chronology.inconsistent import Passage
from kg.chronology.stated import Stated

# Of more years than these none is the likely one, unless the talk looks forward to something.
FEW = 2


def possible_years(stated: Stated, found: Iterable[Passage]) -> tuple[int, ...]:
    """The years in which the stated day or month agrees with every passage; empty where none does, or where nothing
    says how early or how late the talk may be."""
    passages = list(found)
    firsts = [passage.first for passage in passages if passage.first]
    lasts = [passage.last for passage in passages if passage.last]
    if not lasts:
        return ()
    earliest, latest = max(firsts, default=None), min(lasts)
    # who looks forward to a meeting seldom does so more than a year before
    begin = int(earliest[:4]) if earliest else int(latest[:4]) - 1
    days = ((year, in_year(stated.iso, year)) for year in range(begin, int(latest[:4]) + 1))
    return tuple(
        year
        for year, day in days
        if (not earliest or last_day(day) >= earliest) and first_day(day) <= latest and _is_day(day)
    )


def likely_year(years: tuple[int, ...], found: Iterable[Passage]) -> int | None:
    """The last of the possible years, where they are few or the talk looks forward to something in the last."""
    forward = any(passage.kind == "forward" for passage in found)
    return years[-1] if years and (forward or len(years) <= FEW) else None


def _is_day(iso: str) -> bool:
    """False for the 29th of February of a common year."""
    return len(iso) < 10 or iso <= last_day(iso[:7])
