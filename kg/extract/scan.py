"""Finding words and slow patterns quickly. re tries a pattern at every character unless it begins with a literal or a
set of them, and an alternation of many words one word after another: here a pattern is tried only where it can match,
and many words are found in one pass. What is found is what re's finditer would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any


class AnyOf:
    """Any of the words, as an alternation of them, the longest first, would find them."""

    def __init__(self, words: Iterable[str]) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        self._automaton: Any = CharwiseDoubleArrayAhoCorasick(sorted(set(words)))

    def longest(self, text: str) -> dict[int, int]:
        """Where the longest word that begins at an offset ends, in order."""
        found = self._automaton.find_overlapping(text)
        return {start: end for start, end, _ in sorted(found)}

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The words from left to right, none within another."""
        return leftmost(self.longest(text).items())


def leftmost(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of spans in order, those that do not begin within the one before."""
    last = 0
    for start, end in spans:
        if start >= last:
            last = end
            yield start, end


def matches_at(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches, tried only at offsets that are given in order; all that it can begin at must be among them."""
    end = 0
    for start in starts:
        if start >= end:
            match = pattern.match(text, start)
            if match:
                end = match.end()
                yield match


def matches_near(pattern: re.Pattern[str], text: str, sign: re.Pattern[str], back: int = 0) -> Iterator[re.Match[str]]:
    """The matches of a pattern that cannot match without a sign at most `back` characters after its beginning."""
    starts = (found.start() for found in sign.finditer(text)) if back == 0 else _before(sign, text, back)
    return matches_at(pattern, text, starts)


def _before(sign: re.Pattern[str], text: str, back: int) -> Iterator[int]:
    """The offsets from which a sign is at most `back` characters away, in order and none twice."""
    untried = 0
    for found in sign.finditer(text):
        at = found.start()
        yield from range(max(untried, at - back), at + 1)
        untried = at + 1
