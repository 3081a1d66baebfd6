"""Words and their parts of speech. jieba is the base; rjieba, which gives the same much faster, is used if there.

Both read one dictionary and are asked for known words alone (no hidden Markov model): a word that it does not hold,
as most names, falls into characters, and that is what tells a name from an ordinary word. A word has one part of speech
wherever it stands, so that only those that a rule asks for are looked up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, KeysView, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import accumulate
from typing import NamedTuple


class Token(NamedTuple):
    """A word of the text at [start:end]; `tag` is its part of speech in ICTCLAS letters, x for what is no word."""

    start: int
    end: int
    tag: str


class Words:
    """The words of a text by offset. Few are ever asked for, so that a Token is made only of one that is."""

    __slots__ = ("_made", "_nouns", "_number", "_offsets", "_words")

    def __init__(self, words: Sequence[str], nouns: AbstractSet[int] = frozenset()) -> None:
        """`words`, put together, are the text; `nouns` the numbers of those that are nouns, whatever the dictionary
        says."""
        self._words = words
        self._nouns = nouns
        self._made: dict[int, Token] = {}  # by number of word: several rules ask for the same
        self._offsets = list(accumulate(map(len, words), initial=0))
        # of each boundary, the number of the word that begins there
        self._number = dict(zip(self._offsets, range(len(words) + 1), strict=True))

    def __iter__(self) -> Iterator[Token]:
        return map(self._token, range(len(self._words)))

    def boundaries(self) -> KeysView[int]:
        """Offsets at which a word begins or ends (0 and the end of the text among them)."""
        return self._number.keys()

    def starting_at(self, start: int) -> Token | None:
        """The word that begins at an offset, if one does."""
        number = self._number.get(start)
        return None if number is None or number == len(self._words) else self._token(number)

    def ending_at(self, end: int) -> Token | None:
        """The word that ends at an offset, if one does."""
        number = self._number.get(end)
        return self._token(number - 1) if number else None

    def _token(self, number: int) -> Token:
        token = self._made.get(number)
        if token is None:
            tag = _TAGS[self._words[number]] if number not in self._nouns else "n"
            token = self._made[number] = Token(self._offsets[number], self._offsets[number + 1], tag)
        return token


# 局局长: the dictionary takes the end of a body and the beginning of a post for one word.
_BODY_AND_POST = re.compile(r"(.)\1长")
_CHIEF = re.compile("长")


class _Tokenizer(NamedTuple):
    """`cut` gives the words of a text, `tag` the part of speech of one that it gave."""

    name: str
    cut: Callable[[str], list[str]]
    tag: Callable[[str], str]


@cache
def _tokenizer() -> _Tokenizer:
    try:
        import rjieba

        return _Tokenizer("rjieba", lambda text: rjieba.cut(text, False), lambda word: rjieba.tag(word, False)[0][1])
    except ImportError:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        tags = _dictionary_tags()
        return _Tokenizer("jieba", lambda text: jieba.lcut(text, HMM=False), lambda word: tags.get(word, "x"))


@cache
def _dictionary_tags() -> dict[str, str]:
    """Part of speech by word, as jieba's own dictionary has it; jieba reads it only for its slower tagger."""
    import jieba

    with jieba.get_module_res("dict.txt") as file:
        rows = (line.decode("utf-8").split(" ") for line in file)
        return {row[0]: row[2].strip() for row in rows}


class _Tags(dict[str, str]):
    """Part of speech by word, looked up once. It cannot outgrow the dictionary and the characters that there are."""

    def __missing__(self, word: str) -> str:
        if word.isascii():
            return "x"
        return self.setdefault(word, _tokenizer().tag(word))


_TAGS = _Tags()


def tokenizer_name() -> str:
    """Which tokenizer is in use: rjieba or jieba."""
    return _tokenizer().name


def words(text: str) -> Words:
    """The words of a text."""
    cut = _tokenizer().cut(text)
    if any(_BODY_AND_POST.match(text, found.start() - 2) for found in _CHIEF.finditer(text, 2)):
        return _apart(cut)
    return Words(cut)


def _apart(cut: Sequence[str]) -> Words:
    """The words with 局局长 taken apart, both parts as nouns."""
    parts: list[str] = []
    nouns: set[int] = set()
    for word in cut:
        if _BODY_AND_POST.fullmatch(word):
            nouns |= {len(parts), len(parts) + 1}
            parts += word[0], word[1:]
        else:
            parts.append(word)
    return Words(parts, nouns)
