"""Words and their parts of speech. jieba is the base; rjieba, which gives the same much faster, is used if there.

Both read one dictionary and are asked for known words alone (no hidden Markov model): a word that it does not hold,
as most names, falls into characters, and that is what tells a name from an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, KeysView, Sequence
from functools import cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple


class Token(NamedTuple):
    """A word of the text at [start:end]; `tag` is its part of speech in ICTCLAS letters, x for what is no word."""

    start: int
    end: int
    tag: str


class Words:
    """The words of a text by offset. Few are ever asked for, so that a Token is made only of one that is."""

    __slots__ = ("_number", "_offsets", "_tagged")

    def __init__(self, tagged: Sequence[tuple[str, str]]) -> None:
        """`tagged`: words that together are the text, in order, each with its part of speech."""
        self._tagged = tagged
        self._offsets = list(accumulate(map(len, map(itemgetter(0), tagged)), initial=0))
        # of each boundary, the number of the word that begins there
        self._number = dict(zip(self._offsets, range(len(tagged) + 1), strict=True))

    def __iter__(self) -> Iterator[Token]:
        return map(self._token, range(len(self._tagged)))

    def boundaries(self) -> KeysView[int]:
        """Offsets at which a word begins or ends (0 and the end of the text among them)."""
        return self._number.keys()

    def starting_at(self, start: int) -> Token | None:
        """The word that begins at an offset, if one does."""
        number = self._number.get(start)
        return None if number is None or number == len(self._tagged) else self._token(number)

    def ending_at(self, end: int) -> Token | None:
        """The word that ends at an offset, if one does."""
        number = self._number.get(end)
        return self._token(number - 1) if number else None

    def _token(self, number: int) -> Token:
        word, tag = self._tagged[number]
        return Token(self._offsets[number], self._offsets[number + 1], "x" if word.isascii() else tag)


# 局局长: the dictionary takes the end of a body and the beginning of a post for one word.
_BODY_AND_POST = re.compile(r"(.)\1长")
_CHIEF = re.compile("长")


@cache
def _tagger() -> tuple[str, Callable[[str], list[tuple[str, str]]]]:
    try:
        import rjieba

        return "rjieba", lambda text: rjieba.tag(text, False)
    except ImportError:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        tags = _dictionary_tags()
        return "jieba", lambda text: [(word, tags.get(word, "x")) for word in jieba.cut(text, HMM=False)]


@cache
def _dictionary_tags() -> dict[str, str]:
    """Part of speech by word, as jieba's own dictionary has it; jieba reads it only for its slower tagger."""
    import jieba

    with jieba.get_module_res("dict.txt") as file:
        rows = (line.decode("utf-8").split(" ") for line in file)
        return {row[0]: row[2].strip() for row in rows}


def tokenizer_name() -> str:
    """Which tokenizer is in use: rjieba or jieba."""
    return _tagger()[0]


def words(text: str) -> Words:
    """The words of a text."""
    tagged = _tagger()[1](text)
    if any(_BODY_AND_POST.match(text, found.start() - 2) for found in _CHIEF.finditer(text, 2)):
        tagged = [part for pair in tagged for part in _apart(pair)]
    return Words(tagged)


def _apart(pair: tuple[str, str]) -> list[tuple[str, str]]:
    word = pair[0]
    return [(word[0], "n"), (word[1:], "n")] if _BODY_AND_POST.fullmatch(word) else [pair]
