"""Programs: named campaigns, projects, mechanisms, brands and activities.

Three kinds of evidence: a known national campaign; a quoted string whose surroundings say that it is carried out
(“双五星”创评, 实施“双指数”管理); an unquoted nominal before a head word that names practices (软弱涣散党组织整顿). Most
quoted strings are figures of speech, so a quotation needs evidence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.passage import Passage, Proposal
from kg.extract.program_words import (
    BAD_BEFORE,
    BAD_QUOTED,
    DOING,
    FIELD,
    FIGURE_AFTER,
    FOUNDING_BEFORE,
    GENERIC_STEM,
    HEADS,
    LEADING,
    NUMBERED,
    PRACTICE_AFTER,
    STOP,
    TYPICAL_NAME,
    WEAK_HEADS,
)
from kg.grammar import HAN, alternatives

QUOTED = re.compile(r"“([^“”\n]{2,24})”")
WHOLE = re.compile(r"整[省市区县乡镇村](?:推进|提升|创建)|[一二两双三四五六七八九十]{1,2}类支部")
HEAD = re.compile(alternatives(HEADS))
DOING_BEFORE = re.compile(f"(?:{alternatives(DOING)}(?:了|好|起)?(?:[{HAN}]{{0,12}})?|、|和|及|与|以及)$")
SHORT = 24


def find(passage: Passage) -> Iterator[Proposal]:
    """Program proposals."""
    for hit in passage.hits_of("term"):
        if hit.entry.type == "Program":
            inside = _unquoted(passage.text, hit.start, hit.end)
            yield Proposal(*inside, "Program", "list", 0.9, rank=1, canonical=hit.entry.canonical)
    yield from _quoted(passage)
    yield from _headed(passage)
    for match in WHOLE.finditer(passage.text):
        yield Proposal(match.start(), match.end(), "Program", "pattern", 0.8)


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a name without the quotation marks around it."""
    whole = text[start] == "“" and text.find("”", start) == end - 1
    return (start + 1, end - 1) if whole else (start, end)


def _quoted(passage: Passage) -> Iterator[Proposal]:
    others = {(hit.start, hit.end) for hit in passage.hits if hit.entry.kind == "term" and hit.entry.type != "Program"}
    for match in QUOTED.finditer(passage.text):
        inner = match.group(1)
        if match.span(1) in others or match.span() in others:
            continue  # “两个维护”: known, and no program
        score = quoted_score(
            inner,
            passage.text[max(0, match.start() - SHORT) : match.start()],
            passage.text[match.end() : match.end() + SHORT],
        )
        if score >= 0.5:
            yield Proposal(match.start(1), match.end(1), "Program", "context", min(0.95, score), rank=1)


def quoted_score(inner: str, before: str, after: str) -> float:
    """How sure it is that a quoted string names a program, from its form and its surroundings; 0.5 is enough."""
    if BAD_QUOTED.search(inner) or re.search(r"[。！？；：,，].*[。！？；：,，]", inner):
        return 0.0
    score = 0.0
    if PRACTICE_AFTER.match(after):
        score += 0.6
    elif FIGURE_AFTER.match(after):
        score -= 0.6
    if BAD_BEFORE.search(before):
        score -= 0.5
    if TYPICAL_NAME.search(inner):
        score += 0.5
    if NUMBERED.match(inner):
        score += 0.3
    clause = re.split(r"[，。；：！？\n]", before)[-1]
    if FOUNDING_BEFORE.search(clause) and len(inner) > 2:
        score += 0.5
    elif DOING_BEFORE.search(clause):
        score += 0.25
    return score


def _headed(passage: Passage) -> Iterator[Proposal]:
    """软弱涣散党组织整顿, 党建综合示范点: the nominal that ends in a head word, back to the nearest break."""
    text = passage.text
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
    return bool(re.search(f"{alternatives(DOING)}(?:了|好|以|“)?$", clause)) or clause.endswith(("、", "和"))


def nominal_start(passage: Passage, end: int, longest: int = 14) -> int:
    """Where the nominal before text[end] begins: words are taken to the left until a mark, a function word or a verb
    of doing; the boundaries are the tokenizer's."""
    text = passage.text
    start = end
    while start > 0 and end - start < longest:
        step = _word_before(passage, start)
        word = text[start - step : start]
        if not re.fullmatch(f"[{HAN}A-Za-z+]+", word) or word in STOP:
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
