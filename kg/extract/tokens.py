"""Words and their parts of speech. jieba is the base; rjieba, which gives the same much faster, is used where installed.

Both read one dictionary and are asked for known words alone (no hidden Markov model): a word that it does not hold,
as most names, falls into characters, and that is what tells a name from an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from typing import NamedTuple


class Token(NamedTuple):
    """A word of the text at [start:end]; `tag` is its part of speech in ICTCLAS letters, x for what is no word."""

    start: int
    end: int
    tag: str


# 局局长: the dictionary takes the end of a body and the beginning of a post for one word.
_BODY_AND_POST = re.compile(r"(.)\1长")


@cache
def _tagger() -> tuple[str, Callable[[str], list[tuple[str, str]]]]:
    try:
        import rjieba

        return "rjieba", lambda text: list(rjieba.tag(text, False))
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


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order; together they cover it."""
    tagged = _tagger()[1](text)
    if _BODY_AND_POST.search(text):
        tagged = [part for pair in tagged for part in _apart(pair)]
    ends = list(accumulate(len(word) for word, _ in tagged))
    tags = ["x" if word.isascii() else tag for word, tag in tagged]
    return tuple(map(Token, [0, *ends], ends, tags))


def _apart(pair: tuple[str, str]) -> list[tuple[str, str]]:
    word = pair[0]
    return [(word[0], "n"), (word[1:], "n")] if _BODY_AND_POST.fullmatch(word) else [pair]
