"""Finding words and slow patterns quickly. re tries a pattern at every character unless it begins with a literal or a
set of them, and an alternation of many words one word after another. Here all words that any rule looks for are found
in one pass over a text, and a pattern is tried only near a word without which it cannot match. What is found is what
re's finditer would find.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any, ClassVar

Span = tuple[int, int]


class AnyOf:
    """Words that a rule looks for. All that are declared are found together (Found), so that there is no other place
    to say which there are; `words` is called at the first text, since it may read a data file."""

    declared: ClassVar[list[AnyOf]] = []

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self.words = words
        self.declared.append(self)


def pairs(first: Iterable[str], second: Iterable[str]) -> Callable[[], Iterable[str]]:
    """For AnyOf: each of the first with each of the second after it, characters or words."""
    return lambda: map("".join, product(first, second))


@cache
def _automaton(declared: int) -> tuple[Any, tuple[tuple[AnyOf, ...], ...]]:
    """One automaton over the words of all that is declared (so many: what is declared later is found from then on),
    and who looks for each."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    seekers: dict[str, list[AnyOf]] = {}
    for any_of in AnyOf.declared[:declared]:
        for word in set(any_of.words()):
            seekers.setdefault(word, []).append(any_of)
    words = sorted(seekers)
    return CharwiseDoubleArrayAhoCorasick(words), tuple(tuple(seekers[word]) for word in words)


class Found:
    """Where the words of every AnyOf stand in a text."""

    __slots__ = ("_spans", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        automaton, seekers = _automaton(len(AnyOf.declared))
        self._spans: dict[AnyOf, list[Span]] = {any_of: [] for any_of in AnyOf.declared}
        for start, end, number in sorted(automaton.find_overlapping(text)):
            for any_of in seekers[number]:
                self._spans[any_of].append((start, end))

    def all(self, any_of: AnyOf) -> Sequence[Span]:
        """The words of one, overlapping ones too, sorted by start, then by end."""
        return self._spans[any_of]

    def longest(self, any_of: AnyOf) -> dict[int, int]:
        """Where the longest word that begins at an offset ends, in order."""
        return dict(self._spans[any_of])

    def spans(self, any_of: AnyOf) -> Iterator[Span]:
        """The words from left to right, none within another, as an alternation of them, longest first, finds them."""
        return leftmost(self.longest(any_of).items())

    def spans_within(self, any_of: AnyOf, start: int, end: int) -> Iterator[Span]:
        """What spans() would give for text[start:end] alone, by the offsets of the whole text."""
        spans = self._spans[any_of]
        within = spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]
        return leftmost({first: last for first, last in within if last <= end}.items())

    def near(self, pattern: re.Pattern[str], sign: AnyOf, back: int = 0, first: str = "") -> Iterator[re.Match[str]]:
        """The matches of a pattern that cannot match without a word of `sign` that begins at most `back` characters
        after the match does. `first`: the characters that it can begin with, where they are few."""
        spans = self._spans[sign]
        if not spans:
            return iter(())
        starts = (start for start, _ in spans) if back == 0 else self._before(spans, back, first)
        return matches_at(pattern, self.text, starts)

    def _before(self, spans: Iterable[Span], back: int, first: str) -> Iterator[int]:
        """The offsets from which a span is at most `back` characters away, in order and none twice."""
        text = self.text
        untried = 0
        for at, _ in spans:
            for start in range(max(untried, at - back), at + 1):
                if not first or text[start] in first:
                    yield start
            untried = at + 1


def leftmost(spans: Iterable[Span]) -> Iterator[Span]:
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
