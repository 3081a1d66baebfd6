"""Programs by their head word: 软弱涣散党组织整顿, 村级权力清单, 第四次全国农业普查."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.passage import Passage, Proposal
from kg.extract.program_words import DOING, FIELD, GENERIC_STEM, HEADS, LEADING, STOP, WEAK_HEADS
from kg.grammar import HAN, alternatives

HEAD = re.compile(alternatives(HEADS))
CENSUS = re.compile(f"第[一二三四五六七八九十]+次全国[{HAN}]{{2,6}}?普查")
CARRIED_OUT = re.compile(f"{alternatives(DOING)}(?:了|好|以|“)?$")
WORD = re.compile(f"[{HAN}A-Za-z+]+")


def find(passage: Passage) -> Iterator[Proposal]:
    """Program proposals: the nominal that ends in a head word, back to the nearest break."""
    text = passage.text
    for match in CENSUS.finditer(text):
        yield Proposal(match.start(), match.end(), "Program", "pattern", 0.9)
    known = {hit.end for hit in passage.hits_of("term") if hit.entry.type == "Program"}
    for match in HEAD.finditer(text):
        if match.end() not in passage.boundaries and text[match.end() : match.end() + 1] not in "，。、；的":
            continue
        if match.end() in known:
            continue  # a known name ends here: what stands before it is not part of it
        start = nominal_start(passage, match.start())
        stem = text[start : match.start()]
        if start and text[start - 1].isdigit():
            continue  # 2个产业示范点: so many of a kind
        if len(stem) < 2 or GENERIC_STEM.fullmatch(stem) or FIELD.fullmatch(text[start : match.end()]):
            continue
        if match.group() in WEAK_HEADS and not _carried_out(text, start):
            continue
        yield Proposal(start, match.end(), "Program", "pattern", 0.6)


def _carried_out(text: str, start: int) -> bool:
    clause = re.split(r"[，。；：！？\n]", text[max(0, start - 8) : start])[-1]
    return bool(CARRIED_OUT.search(clause)) or clause.endswith(("、", "和"))


def nominal_start(passage: Passage, end: int, longest: int = 14) -> int:
    """Where the nominal before text[end] begins: words are taken to the left until a mark, a function word or a verb
    of doing; the boundaries are the tokenizer's."""
    text = passage.text
    start = end
    while start > 0 and end - start < longest:
        step = _word_before(passage, start)
        word = text[start - step : start]
        token = passage.token_ending_at.get(start)
        adverb = token is not None and step > 1 and token.tag in ("d", "ad", "p", "c", "r", "vd")
        if not WORD.fullmatch(word) or word in STOP or adverb:
            break
        start -= step
    while start < end:
        lead = LEADING.match(text[start:end])
        if not lead or not lead.end():
            break
        start += lead.end()
    return start


def _word_before(passage: Passage, end: int) -> int:
    for length in range(1, 7):
        if end - length in passage.boundaries:
            return length
    return 1
