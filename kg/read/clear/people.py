"""Full names with a space in each, in a sentence: 王 明 李 华, 李 强 副书记王 芳. The spaces in them are left out, and
those around them part people and posts."""

from __future__ import annotations

import re
from functools import cache

from kg.data.names import WEAK_SURNAMES
from kg.data.posts import posts
from kg.grammar import HAN, alternatives, is_name
from kg.read.clear.joins import ENDS
from kg.read.clear.lines import Line
from kg.tokens import words

_PAIR = rf"[{HAN}][ \u3000][{HAN}]{{1,2}}"
_EACH = re.compile(_PAIR)
_PEOPLE = re.compile(rf"(?P<names>{_PAIR}(?:[ \u3000]{_PAIR}){{1,9}})")
_HAN = re.compile(f"[{HAN}]")


def spaces_of_people(text: str, line: Line) -> tuple[set[int], set[int]]:
    """Where the spaces within names stand in a line, and where those beside names do: several names one after
    another, one before a post or what begins one, and one right after a post."""
    within: set[int] = set()
    beside: set[int] = set()
    for pattern in (_PEOPLE, _before_post(), _after_post()):
        at = line.start
        while found := pattern.search(text, at, line.end):
            start, end = found.span("names")
            pairs = list(_EACH.finditer(text, start, end))
            names = [name for name in (_name(text, pair) for pair in pairs) if name]
            at = start + 1
            if len(names) == len(pairs) and not WEAK_SURNAMES.issuperset(name[0] for name in names):
                within |= {pair.start() + 1 for pair in pairs}
                beside |= {start - 1, *(pair.start() - 1 for pair in pairs), end}
                at = end
    return within, beside - within


def _name(text: str, pair: re.Match[str]) -> str:
    """The name that two pieces are, or ''. What a longer word begins with is a given name of one character."""
    surname, given = pair[0][0], pair[0][2:]
    name = surname + (given[0] if _HAN.match(text, pair.end()) else given)
    if not is_name(name) or name[-1] in ENDS:
        return ""
    word = words(name).starting_at(0)
    return name if word is None or word.end < len(name) or word.tag.startswith("nr") else ""


@cache
def _before_post() -> re.Pattern[str]:
    names = alternatives(post.name for post in posts())
    return re.compile(rf"(?P<names>{_PAIR})(?=[ \u3000](?:[副正原兼]|{names}))")


@cache
def _after_post() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(post.name for post in posts())}(?P<names>{_PAIR})")
