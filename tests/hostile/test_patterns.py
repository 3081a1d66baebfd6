"""No regular expression takes more than its share of time, whatever the text: shown pattern by pattern.

All patterns of kg are collected (tests/hostile/patterns.py), and each is tried on long texts made of what it itself
speaks
of. A pattern of bounded width can only do so much at each place; one that repeats without end is given a million
characters. What does not end before the limit is a failure; nothing is measured.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from types import FrameType

import pytest

from tests.hostile.patterns import Used, calls, patterns, watched

# A text is made of runs of so many characters, one for each thing that a pattern may stumble over: a million and more
# characters in all, and what is quadratic would take hours of each run.
RUN = 100_000
# Seconds of processor time for one pattern. What is linear takes well under one; what is quadratic, many in each run.
LIMIT = 4.0

# Texts that the patterns' own words do not make: runs of what is frequent or opens something.
FEW = ("中", "1 ", "\n", "（", "×")

# These are given no more than so many characters, whatever the text is: how the code sees to it.
SHORT = {
    "kg/read/notices.py": 80,  # SHORT: a longer line is no notice
    "kg/read/clear/pages.py": 40,  # LONGEST_NUMBER, LONGEST_HEAD
    "kg/read/clear/joins.py": 10,  # LONGEST
}
# Made of what a file system or kg's own sources say, not of a text.
NO_TEXT = ("kg/run/spark/tables.py", "kg/sinks/", "kg/explorer/build_hook.py")


class Late(Exception):
    """A pattern did not end."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Ended by Late after so much processor time; the engine of `re` looks for signals while it works."""

    def ring(signum: int, frame: FrameType | None) -> None:
        raise Late

    former = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


@cache
def used() -> tuple[Used, ...]:
    return tuple(patterns())


def source(one: Used) -> str:
    pattern = one.made.pattern
    return pattern.decode("latin-1") if isinstance(pattern, bytes) else str(pattern)


def repeats(one: Used) -> bool:
    """Whether a pattern repeats anything without an end: *, + or {n,} outside a class and unescaped."""
    bare = re.sub(r"\\.", "x", source(one), flags=re.DOTALL)
    bare = re.sub(r"\[\^?\]?[^\]]*\]", "x", bare)
    return re.search(r"[*+]|\{\d+,\}", re.sub(r"\(\?P?<[^>]*>", "(", bare)) is not None


def own(one: Used) -> list[str]:
    """What a pattern speaks of: its words, its signs, and pairs of them."""
    bare = re.sub(r"\\[nrtsSwWdDbBZ]", " ", source(one))
    words = re.findall(r"[\u3400-\u9fff]{1,6}|[A-Za-z]{2,}", bare)
    signs = re.findall(r"[^\w\s\\]", bare)
    pairs = [left + right for left, right in pairwise(signs)]
    return sorted({*words[:4], *words[-2:], *signs[:4], *pairs[:4], "".join(words[:3])} - {""})


def given(one: Used, units: Iterable[str], length: int) -> str | bytes:
    """Runs of the units, each of so many characters, and an end that nothing speaks of."""
    text = "".join((unit * (length // len(unit) + 1))[:length] + "\x00" for unit in units)
    return text.encode() if isinstance(one.made.pattern, bytes) else text


def tried(one: Used, units: Sequence[str], length: int, limit: float = LIMIT) -> None:
    """Late where a pattern takes longer. One that is tried at one place only is given each run by itself."""
    texts = [given(one, [unit], length) for unit in units] if one.anchored else [given(one, units, length)]
    with within(limit):
        for text in texts:
            if one.anchored:
                one.made.match(text)
                one.made.fullmatch(text)
            else:
                for _ in one.made.finditer(text):
                    pass


def test_every_use_of_re_is_seen() -> None:
    """What is not written out in the source has been seen while it ran, or is made of no text."""
    seen = {line for lines in watched().values() for line in lines}
    written = {call.where for call in calls() if call.literal is not None}
    unseen = {call.where for call in calls()} - seen - written
    assert {file for where in unseen if not (file := where.rpartition(":")[0]).startswith(NO_TEXT)} <= PARTS
    assert len(used()) > 250


# Put together of a constant and a class of characters, each of bounded width, where no test of a text need come by.
PARTS = {
    "kg/extract/lac/names.py",  # alternatives of names of posts and bodies
    "kg/extract/organizations/named.py",  # [HAN]+, of a whole stem
    "kg/extract/people/titles.py",
    "kg/extract/programs/quoted.py",
    "kg/query/fault.py",  # a name of a variable, of a query
    "kg/read/clear/characters.py",  # one of the spaces, one of the ends of a line
    "kg/read/formats/numbering.py",
    "kg/read/clear/wrapped.py",  # the end of one line and the beginning of the next
    "kg/versions/gaps.py",  # parts of a name with .* between: of a name
}


def longest(one: Used) -> int:
    short = [limit for file, limit in SHORT.items() if all(where.startswith(file) for where in one.where)]
    return short[0] if short else 1_000_000


def test_patterns_that_repeat_without_end() -> None:
    assert _late([one for one in used() if repeats(one)], FEW, RUN) == []


def test_patterns_of_bounded_width() -> None:
    assert _late([one for one in used() if not repeats(one)], (), 5_000) == []


def _late(some: Iterable[Used], units: Sequence[str], length: int) -> list[tuple[tuple[str, ...], str]]:
    late = []
    for one in some:
        if not all(where.startswith(NO_TEXT) for where in one.where):
            try:
                tried(one, [*units, *own(one)], min(length, longest(one)))
            except Late:
                late.append((one.where, source(one)[:100]))
    return late


@pytest.mark.parametrize(("pattern", "unit"), [(r"(?:党支部|支部|党)+$", "党支部"), (r"x*y", "x"), (r"(a|aa)+$", "a")])
def test_what_takes_too_long_is_noticed(pattern: str, unit: str) -> None:
    one = Used(re.compile(pattern), (), False)
    with pytest.raises(Late):
        tried(one, [unit], RUN, 1.0)
