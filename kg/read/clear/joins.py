"""Whether a line reads better without a space: by the words on its two sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.data.places import admin_places
from kg.data.tables import is_withheld
from kg.data.vocabulary import campaigns, concepts, events
from kg.grammar import HAN, is_name
from kg.read.clear.lines import Line
from kg.tokens import words

_BEFORE = re.compile(f"[{HAN}]*$")
_AFTER = re.compile(f"[{HAN}]*")
_NUMERALS = re.compile("[一二三四五六七八九十]+")
# A surname by itself and a given name by itself (黄 文秀), but not one of several characters in a row.
_PERSON = re.compile(
    rf"(?<![{HAN}])(?<![{HAN}][ \u3000])([{HAN}])[ \u3000]([{HAN}]{{1,2}})(?![{HAN}]|[ \u3000][{HAN}](?![{HAN}]))"
)
LONGEST = 10  # characters of a name that a space may stand in
# What ends a name by itself: a space before it is none between two names.
ENDS = frozenset("省市县区州镇乡村局委院校厂")
# Who issues a document together with the body before it: the space in 中共中央 国务院关于… is part of its title.
_JOINT = ("国务院", "中央军委", "全国人大")


class Joins:
    """A line of a text with spaces at `places`, and the same line without them in words. What stands elsewhere is
    looked for in `whole`."""

    def __init__(self, text: str, line: Line, places: Sequence[int], whole: str) -> None:
        self._whole = whole
        people = (found for found in _PERSON.finditer(text, line.start, line.end) if is_name(found[1] + found[2]))
        self._in_people = {found.end(1) for found in people}
        left_out = frozenset(places)
        self._bare = "".join(text[at] for at in range(line.start, line.end) if at not in left_out)
        self._places = {at: at - line.start - number for number, at in enumerate(places)}
        self._words = words(self._bare)

    def is_word(self, place: int, *, sentence: bool) -> bool:
        """Whether the space at a place stands within a word, a name or words that stand elsewhere without it. In a
        heading or a byline less is enough to keep it."""
        at = self._places[place]
        if self._bare.startswith(_JOINT, at) or _NUMERALS.fullmatch(self._bare, at - 1, at + 1):
            return False
        if at not in self._words.boundaries():
            return True
        before, after = around(self._bare[max(0, at - LONGEST) : at], self._bare[at : at + LONGEST])
        if _is_within_name(before, after) or self._stands(before[-2:], after[:2], 4):
            return True
        return place in self._in_people or (sentence and self._reads_on(at, before, after))

    def _reads_on(self, at: int, before: str, after: str) -> bool:
        left, right = self._words.ending_at(at), self._words.starting_at(at)
        one, other = bool(left and left.end - left.start == 1), bool(right and right.end - right.start == 1)
        if other and after[0] in ENDS and len(before) > 1:
            return True
        return (one or other) and (self._stands(before[-1:], after[:2], 3) or self._stands(before[-2:], after[:1], 3))

    def _stands(self, before: str, after: str, length: int) -> bool:
        return len(before + after) == length and before + after in self._whole


def around(before: str, after: str) -> tuple[str, str]:
    """The Chinese characters that one text ends with, and those that another begins with."""
    left, right = _BEFORE.search(before), _AFTER.match(after)
    return (left[0] if left else ""), (right[0] if right else "")


def _is_within_name(before: str, after: str) -> bool:
    return any(
        is_known(before[-left:] + after[:right])
        for left in range(1, len(before) + 1)
        for right in range(1, len(after) + 1)
        if 3 <= left + right <= LONGEST
    )


def is_known(name: str) -> bool:
    """Whether a name is that of a place of the gazetteer, or a term that is known throughout the country."""
    return name in _names() and not is_withheld(name)


@cache
def _names() -> frozenset[str]:
    terms = (form for term in (*campaigns(), *concepts(), *events()) for form in (term.name, *term.aliases))
    return frozenset(name for name in (*terms, *(place.name for place in admin_places())) if len(name) > 2)
