"""Numbers that Word counts by itself and does not write into the text: 一、 （二） 3. of numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Element = Any  # lxml has no types of its own
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
_SLOT = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: its first number, the kind of numeral, and the text with %1 to %9 in it."""

    start: int
    kind: str
    text: str


class Numbering:
    """The lists of one document, and how far each has been counted."""

    def __init__(self, part: Element | None) -> None:
        self._lists, self._levels = _lists(part) if part is not None else ({}, {})
        self._counts: dict[str, list[int]] = {}

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a list at a level, as the page shows it; '' for a bullet or none."""
        levels = self._levels.get(number)
        if levels is None or not 0 <= level < LEVELS or level not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[number], [0] * LEVELS)
        for above in range(level):
            counts[above] = counts[above] or (levels[above].start if above in levels else 1)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        if levels[level].kind in ("bullet", "none"):
            return ""

        def numeral(slot: re.Match[str]) -> str:
            at = int(slot[1]) - 1
            return written(counts[at], levels[at].kind) if at in levels and at <= level else ""

        return _SLOT.sub(numeral, levels[level].text)


def _value(element: Element | None, name: str = "val") -> str:
    return str(element.get(W + name) or "") if element is not None else ""


def whole(text: str, otherwise: int = 0) -> int:
    """A small whole number as XML gives it, or `otherwise` for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text) else otherwise


def _lists(part: Element) -> tuple[dict[str, str], dict[str, dict[int, Level]]]:
    """Of each list its counter (lists of one definition count on together) and its levels."""
    defined = {_value(one, "abstractNumId"): dict(_levels(one)) for one in part.findall(W + "abstractNum")}
    counters, levels = {}, {}
    for one in part.findall(W + "num"):
        number, definition = _value(one, "numId"), _value(one.find(W + "abstractNumId"))
        counters[number], levels[number] = definition, dict(defined.get(definition, {}))
        for override in one.findall(W + "lvlOverride"):
            at = whole(_value(override, "ilvl"))
            counters[number] = f"{definition}/{number}"  # begins anew
            if (own := override.find(W + "lvl")) is not None:
                levels[number][at] = _level(own)
            first = override.find(W + "startOverride")
            if first is not None and at in levels[number]:
                old = levels[number][at]
                levels[number][at] = Level(whole(_value(first), 1), old.kind, old.text)
    return counters, levels


def _levels(definition: Element) -> Iterator[tuple[int, Level]]:
    for level in definition.findall(W + "lvl"):
        yield whole(_value(level, "ilvl")), _level(level)


def _level(level: Element) -> Level:
    kind = _value(level.find(W + "numFmt")) or "decimal"
    start = level.find(W + "start")
    return Level(whole(_value(start), 1), kind, _value(level.find(W + "lvlText")))


def written(number: int, kind: str) -> str:
    """A number in numerals of a kind that Word names; in digits for kinds that speeches do not use."""
    make = _KINDS.get(kind)
    return make(number) if make else str(number)


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number below ten thousand in words: 一, 十二, 二十, 一百〇五."""
    if not 0 < number < 10_000:
        return str(number)
    said = ""
    for place, digit in enumerate(reversed(str(number))):
        unit = units[place - 1] if place else ""
        said = (digits[int(digit)] + unit if digit != "0" else digits[0]) + said
    said = re.sub(f"{digits[0]}+", digits[0], said).rstrip(digits[0])
    return said.removeprefix(digits[1]) if 10 <= number < 20 else said


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN.items():
        said += letters * (number // value) if number < 10_000 else ""
        number %= value
    return said


def _listed(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _legal(number: int) -> str:
    return chinese(number, _LEGAL, "拾佰仟")


_KINDS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _listed(_STEMS),
    "decimalEnclosedCircle": _listed(_CIRCLED),
    "decimalEnclosedCircleChinese": _listed(_CIRCLED),
    "decimalFullWidth": lambda number: "".join(chr(ord("０") + int(digit)) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord("０") + int(digit)) for digit in str(number)),
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
