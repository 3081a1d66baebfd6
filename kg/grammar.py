"""Patterns built from the data files, shared by reading and extraction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.data.names import NEVER_IN_NAMES, compound_surnames, surnames
from kg.data.places import admin_places
from kg.data.posts import posts

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
HOLE = "[xX×ＸｘΧ]+|[○＊*]{2,}|某{1,2}"


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"


class MadeOf:
    """Whether a text is nothing but words of a list, one after another (党支部工作).

    A regular expression would try every way to cut a text where words are made of each other, and their number doubles
    with each word.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = sorted({len(word) for word in self._words})

    def whole(self, text: str) -> bool:
        """Whether all of a text is made of the words; there must be one."""
        reached = {0}
        for start in range(len(text)):
            if start in reached:
                reached.update(start + long for long in self._lengths if text[start : start + long] in self._words)
        return bool(text) and len(text) in reached


@cache
def post_pattern() -> re.Pattern[str]:
    """The name of a post: 书记, 组织部长 only by its head 部长, 副市长."""
    return re.compile(alternatives(post.name for post in posts()))


@cache
def title_pattern() -> str:
    """Posts that follow a surname as a title: 罗书记, 王局长."""
    return alternatives(post.name for post in posts() if post.surname)


@cache
def county_level_names() -> frozenset[str]:
    """Official names of provinces, cities and counties."""
    return frozenset(place.name for place in admin_places() if place.level != "town")


@cache
def surname_pattern() -> str:
    """A surname, compound ones first."""
    single = "[" + "".join(sorted(name for name in surnames() if len(name) == 1)) + "]"
    return f"(?:{alternatives(compound_surnames())}|{single})"


@cache
def name_pattern() -> str:
    """A full name: a surname and one or two characters that can stand in a given name."""
    never = re.escape("".join(sorted(NEVER_IN_NAMES)))
    return f"{surname_pattern()}(?:(?![{never}])[{HAN}]){{1,2}}"


def is_name(token: str) -> bool:
    """Whether a word has the form of a full Chinese name and is not itself a post."""
    if not re.fullmatch(name_pattern(), token) or post_pattern().search(token):
        return False
    return len(token) <= 3 or token[:2] in compound_surnames()
