"""Programs by their head word: 软弱涣散党组织整顿, 村级权力清单, 第四次全国农业普查."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.passage import Passage, Proposal
from kg.extract.program_words import DOING, FIELD, GENERIC_STEM, HEADS, LEADING, STOP, WEAK_HEADS, last_clause
from kg.extract.scan import AnyOf
from kg.grammar import HAN, alternatives
from kg.tokens import Token

CENSUS = re.compile(f"第[一二三四五六七八九十]+次全国[{HAN}]{{2,6}}?普查")
CARRIED_OUT = re.compile(f"{alternatives(DOING)}(?:了|好|以|“)?$")
WORD = re.compile(f"[{HAN}A-Za-z+]+")


_HEAD = AnyOf(lambda: HEADS)


def find(passage: Passage) -> Iterator[Proposal]:
    """Program proposals: the nominal that ends in a head word, back to the nearest break."""
    text = passage.text
    for match in CENSUS.finditer(text):
        yield Proposal(match.start(), match.end(), "Program", "pattern", 0.9)
    known = {hit.end for hit in passage.hits_of("term") if hit.entry.type == "Program"}
    for begin, end in passage.found.spans(_HEAD):
        if end not in passage.boundaries and text[end : end + 1] not in "，。、；的":
            continue
        if end in known:
            continue  # a known name ends here: what stands before it is not part of it
        start = nominal_start(passage, begin)
        stem = text[start:begin]
        if start and text[start - 1].isdigit():
            continue  # 2个产业示范点: so many of a kind
        if len(stem) < 2 or GENERIC_STEM.whole(stem):
            continue
        if text.endswith("党建", begin, end) and FIELD.fullmatch(text, start, end):
            continue
        if text[begin:end] in WEAK_HEADS and not _carried_out(text, start):
            continue
        yield Proposal(start, end, "Program", "pattern", 0.6)


def _carried_out(text: str, start: int) -> bool:
    clause = last_clause(text[max(0, start - 8) : start])
    return bool(CARRIED_OUT.search(clause)) or clause.endswith(("、", "和"))


def nominal_start(passage: Passage, end: int, longest: int = 14) -> int:
    """Where the nominal before text[end] begins: words are taken to the left until a mark, a function word or a verb
    of doing; the boundaries are the tokenizer's."""
    text = passage.text
    start = end
    while start > 0 and end - start < longest:
        token = passage.words.ending_at(start)
        step = _word_before(passage, start, token)
        word = text[start - step : start]
        adverb = token is not None and step > 1 and token.tag in ("d", "ad", "p", "c", "r", "vd")
        if adverb or not _is_part(word):
            break
        start -= step
    while start < end:
        lead = LEADING.match(text[start:end])
        if not lead or not lead.end():
            break
        start += lead.end()
    return start


@lru_cache(maxsize=1 << 14)  # the same words stand before names again and again
def _is_part(word: str) -> bool:
    """Whether a name may go on to the left over this word."""
    return word not in STOP and bool(WORD.fullmatch(word))


def _word_before(passage: Passage, end: int, token: Token | None) -> int:
    """How long the word, or the piece of one, is that ends here; longer ones are taken by the character."""
    if token is not None:
        return token.end - token.start if token.end - token.start < 7 else 1
    for length in range(1, 7):
        if end - length in passage.boundaries:
            return length
    return 1
