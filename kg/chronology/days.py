"""Days as ISO text, which sorts as the days do; a date that is less exact has a first and a last day."""

from __future__ import annotations

import calendar
import re

_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def is_iso(text: str) -> bool:
    """Whether this is YYYY, YYYY-MM or YYYY-MM-DD."""
    return bool(_ISO.fullmatch(text))


def first_day(iso: str) -> str:
    """The first day of a year, a month or a day: 2014 → 2014-01-01."""
    return iso + "-01-01"[len(iso) - 4 :]


def last_day(iso: str) -> str:
    """The last day of a year, a month or a day: 2014-02 → 2014-02-28."""
    if len(iso) == 7:
        return f"{iso}-{calendar.monthrange(int(iso[:4]), int(iso[5:]))[1]:02}"
    return iso + "-12-31"[len(iso) - 4 :]


def months_after(day: str, months: int) -> str:
    """The last day of the month that is so many months after a day."""
    number = int(day[:4]) * 12 + int(day[5:7]) - 1 + months
    return last_day(f"{number // 12:04}-{number % 12 + 1:02}")


def in_year(iso: str, year: int) -> str:
    """The same day or month of another year; the year alone where no month is known."""
    return f"{year:04}{iso[4:]}"
