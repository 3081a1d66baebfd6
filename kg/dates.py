"""Dates as Chinese texts write them, normalised to ISO and as exact as stated.

2024年8月24日 → 2024-08-24 (day); 2024年8月 → 2024-08 (month); 2024年 → 2024 (year); 8月17-18日 with the year of the
speech → 2024-08-17/2024-08-18; 10月中旬 → 2024-10-11/2024-10-20; 8月底 → 2024-08-31.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model import PartialDate

_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
    "0": "0",
}
_YEAR = r"(?P<year>(?:19|20)\d{2}|[二一][〇零○ＯO0九一二三四五六七八]{3})年"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|(?:(?<=年)|(?=[一二十]{1,2}月[一二三四五六七八九十]{1,3}日)|(?=[三-九]月[一二三四五六七八九十]{1,3}日))(?:十[一二]?|[一二三四五六七八九]))月(?:份)?"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_RANGE = r"(?P<first>3[01]|[12]\d|0?[1-9])日?(?:[-—–~～]|至|到){1,2}(?:(?P<month2>1[0-2]|0?[1-9])月)?(?P<last>3[01]|[12]\d|0?[1-9])[日号]"
_PART = r"(?P<part>上旬|中旬|下旬|底|末|初)"
DATE = re.compile(rf"(?:{_YEAR})?(?:{_MONTH}(?:{_RANGE}|{_DAY}|{_PART})?)|{_YEAR.replace('year', 'only_year')}(?!级)")
_NUMERIC = re.compile(r"(?P<year>(?:19|20)\d{2})[-./](?P<month>1[0-2]|0?[1-9])[-./](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)")
# What stands at most four characters after the beginning of each: patterns are tried there only.
_DATE_SIGN = re.compile("[年月](?<=[0-9〇零○ＯO一二三四五六七八九十].)")
_NUMERIC_SIGN = re.compile(r"[-./](?<=\d.)")
_WIDE = "０１２３４５６７８９－／．"
_NARROW = str.maketrans(_WIDE, "0123456789-/.")  # one for one: offsets stay what they are
_PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (31, 31), "末": (31, 31), "初": (1, 10)}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression at text[start:end]. `iso` is None where the year is neither stated nor given."""

    start: int
    end: int
    iso: str | None
    precision: str
    stated_year: bool


def find_dates(text: str, year: int | None = None) -> list[FoundDate]:
    """All explicit dates in the text, in order. `year` completes those that state none."""
    found = []
    narrow = text.translate(_NARROW) if any(wide in text for wide in _WIDE) else text
    numeric = any(mark in narrow for mark in "-./")  # as seldom; to look for three characters is quicker than a pattern
    for pattern, sign in ((DATE, _DATE_SIGN), (_NUMERIC, _NUMERIC_SIGN))[: 1 + numeric]:
        for match in _matches(pattern, sign, narrow):
            date = _read(match, year)
            if date:
                found.append(date)
    return sorted(found, key=lambda date: date.start)


def _matches(pattern: re.Pattern[str], sign: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What pattern.finditer finds, tried only before what ends a year or a month."""
    end = 0
    for found in sign.finditer(text):
        for start in range(max(end, found.start() - 4), found.start()):
            match = pattern.match(text, start)
            if match:
                end = match.end()
                yield match
                break


def parse_date(text: str) -> PartialDate | None:
    """The first date with a stated year in the text, if any."""
    for date in find_dates(text):
        if date.stated_year and date.iso and "/" not in date.iso:
            return PartialDate(date.iso, date.precision)
    return None


def _read(match: re.Match[str], default_year: int | None) -> FoundDate | None:
    groups = match.groupdict()
    stated = groups.get("year") or groups.get("only_year")
    year = _number(stated) if stated else default_year
    month = _number(groups["month"]) if groups.get("month") else None

    def found(iso: str | None, precision: str) -> FoundDate:
        return FoundDate(match.start(), match.end(), iso if year else None, precision, bool(stated))

    if month is None:
        return found(f"{year}", "year")
    last_day = _last_day(year or 2000, month)
    if groups.get("first"):
        month2 = int(groups["month2"] or month)
        first, last = int(groups["first"]), int(groups["last"])
        end_year = (year or 2000) + (month2 < month)  # 12月28日至1月3日
        if first > last_day or last > _last_day(end_year, month2) or (month2 == month and last <= first):
            return None
        return found(f"{year}-{month:02}-{first:02}/{end_year}-{month2:02}-{last:02}", "range")
    if groups.get("part"):
        first, last = _PARTS[groups["part"]]
        first, last = min(first, last_day), min(last, last_day)
        start, end = (f"{year}-{month:02}-{day:02}" for day in (first, last))
        return found(start if first == last else f"{start}/{end}", "day" if first == last else "range")
    if groups.get("day"):
        day = _number(groups["day"])
        return found(f"{year}-{month:02}-{day:02}", "day") if day <= last_day else None
    return found(f"{year}-{month:02}", "month")


@cache
def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _number(text: str) -> int:
    """Arabic or Chinese numerals of a year, month or day: 二〇二四 → 2024, 二十一 → 21."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, units = text.partition("十")
        return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(units, "0"))
    return int("".join(_DIGITS[character] for character in text))
