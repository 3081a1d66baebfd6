"""Characters that optical recognition took for others that look like them: 宣都市 for 宜都市.

Precision comes first. A character is read as another only where it is no part of a word as it stands, and where with
the other one a name stands there that the gazetteer or a list holds, or words that the text has several times.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.data.look_alikes import look_alikes, never_meant
from kg.data.places import places_short
from kg.read.clear.draft import Draft
from kg.read.clear.joins import LONGEST, around, is_known
from kg.tokens import words

_DAY = re.compile(r"(?<=[0-9])曰")
MOST = 300  # places that are looked at with the whole text in mind
OFTEN = 2  # times that the text has the words with the other character
SEVERAL = 3  # characters of such words; of a place that the gazetteer knows by it, two


def guess_look_alikes(draft: Draft) -> None:
    """Put the character that is meant in the place of the one that looks like it, and keep where that was done."""
    text = draft.text
    guessed = {}
    asked: dict[str, str] = {}  # by the characters around: what they decide, they decide everywhere
    for found in _suspects().finditer(text):
        at, character = found.start(), found[0]
        meant = never_meant().get(character, "")
        if not meant and not _is_in_word(text[max(0, at - 1) : at], text[at : at + 2]):
            near = text[max(0, at - LONGEST) : at + LONGEST]
            if near not in asked and len(asked) < MOST:
                asked[near] = _meant(text, at, character)
            meant = asked.get(near, "")
        if meant:
            guessed[at] = meant
    if guessed:
        letters = list(text)
        for at, meant in guessed.items():
            letters[at] = meant
        draft.put("".join(letters))
        draft.guessed = frozenset(guessed)


@cache
def _suspects() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted({*look_alikes(), *never_meant()}))}]")


def _meant(text: str, at: int, character: str) -> str:
    """The character that is meant, or '' where the one that stands there may be."""
    if _DAY.match(text, at):
        return "日"
    low = max(0, at - LONGEST)
    before, after = around(text[low:at], text[at + 1 : at + LONGEST])
    if not (before or after) or _is_in_word(before, character + after):
        return ""
    for other in look_alikes()[character]:
        if _is_name(before, other, after) and not _is_name(before, character, after):
            return other
        if _is_often(text, before, character, other, after):
            return other
    return ""


@lru_cache(maxsize=50_000)  # 深入推, 具体工: few words make nearly all places
def _is_in_word(before: str, after: str) -> bool:
    """Whether the first character of `after` is part of a word of the dictionary, with others on either side of it."""
    token = words(before + after).starting_at(len(before))
    return token is None or token.end - token.start > 1


def _is_name(before: str, character: str, after: str) -> bool:
    """Whether a name that kg knows goes over a character."""
    return any(
        is_known(before[len(before) - left :] + character + after[:right])
        for left in range(min(len(before), LONGEST) + 1)
        for right in range(min(len(after), LONGEST - left) + 1)
        if left + right + 1 >= SEVERAL
    )


def _is_often(text: str, before: str, character: str, other: str, after: str) -> bool:
    """Whether the text has the words around a character several times with the other one, and once with this."""
    pieces = ((before[-2:], ""), (before[-1:], after[:1]), ("", after[:2]))
    for left, right in pieces:
        if len(left + right) == SEVERAL - 1 and text.count(left + other + right) >= OFTEN:
            return text.count(left + character + right) < OFTEN
    shorts = ((before[-1:], ""), ("", after[:1]))
    return any(
        left + right and places_short(left + other + right) and text.count(left + other + right) >= OFTEN
        for left, right in shorts
    )
