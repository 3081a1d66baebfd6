"""Programs in quotation marks. Most quoted strings are figures of speech, so a quotation needs evidence: what it is
made of, what stands before and after it, and what the others are that it is listed with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.passage import Passage, Proposal
from kg.extract.program_words import (
    BAD_BEFORE,
    BAD_QUOTED,
    DOING,
    FIGURE_AFTER,
    FOUNDING_BEFORE,
    NUMBERED,
    PRACTICE_AFTER,
    SAYING,
    TYPICAL_NAME,
    is_formula,
    last_clause,
)
from kg.extract.scan import AnyOf
from kg.grammar import HAN, alternatives

QUOTED = re.compile(r"“([^“”\n]{2,32})”|‘([^‘’\n]{2,32})’")
QUOTED_SIGN = AnyOf(lambda: "“‘")
# Beginning with an alternation of words alone, it is tried only where one of their first characters stands.
DOING_BEFORE = re.compile(f"{alternatives(DOING)}(?:了|好|起)?[{HAN}]{{0,12}}$")
JOINED_BEFORE = ("、", "和", "及", "与")
# Between two items of one list: “六破除”“六着力”, “国学讲坛”、“辩论课堂”, 数据共享“一表通”、履责事项“一单明”.
JOINED = re.compile(f"[、，]?(?:以及|和|及|与)?[{HAN}]{{0,6}}")
CLAUSES = re.compile("[。！？；：,，].*[。！？；：,，]")
SHORT = 24
ENOUGH = 0.5
IDIOM = 0.5
# What is said of a practice and hardly of a figure of speech.
SPREAD = re.compile("(?:等?(?:做法|经验|模式)?)?(?:在全[国省市县区]推广|第一枪|走向全国|全面推开|成果|成效)")
# A quotation of more characters is what somebody said.
LONGEST = 18


def find(passage: Passage) -> Iterator[Proposal]:
    """Program proposals."""
    others = {(hit.start, hit.end) for hit in passage.hits_of("term") if hit.entry.type != "Program"}
    rows = []
    for match in passage.found.near(QUOTED, QUOTED_SIGN):
        start, end = match.span(1) if match.group(1) else match.span(2)
        if (start, end) in others or match.span() in others:
            continue  # “两个维护”: known, and no program
        before = passage.text[max(0, match.start() - SHORT) : match.start()]
        after = passage.text[match.end() : match.end() + SHORT]
        score = quoted_score(passage.text[start:end], before, after)
        rows.append((start, end, score - IDIOM if _is_idiom(passage, start, end) else score))
    for start, end, score in _with_lists(passage.text, rows):
        if score >= ENOUGH:
            yield Proposal(start, end, "Program", "context", min(0.95, score), rank=1)


def _is_idiom(passage: Passage, start: int, end: int) -> bool:
    """Whether the dictionary holds the quoted string as a set phrase, an adjective or an adverb: “百花齐放”."""
    word = passage.words.starting_at(start)
    return word is not None and word.end == end and word.tag[0] in "ilazd"


def _with_lists(text: str, rows: Sequence[tuple[int, int, float]]) -> Iterator[tuple[int, int, float]]:
    """The rows, with those raised that stand in a list of quotations of which at least one is a program."""
    group: list[tuple[int, int, float]] = []
    for row in rows:
        if group and not JOINED.fullmatch(text, group[-1][1] + 1, row[0] - 1):
            yield from _raised(text, group)
            group = []
        group.append(row)
    yield from _raised(text, group)


def _raised(text: str, group: list[tuple[int, int, float]]) -> Iterator[tuple[int, int, float]]:
    named = len(group) > 1 and any(score >= ENOUGH for _, _, score in group)
    parallel = len(group) > 2 and len({end - start for start, end, _ in group}) == 1 and _labelled(text, group)
    for start, end, score in group:
        free = score > -0.2 and not BAD_QUOTED.search(text[start:end]) and not SAYING.match(text, start)
        yield start, end, max(score, 0.55) if free and (named or parallel) else score


def _labelled(text: str, group: Sequence[tuple[int, int, float]]) -> bool:
    """Whether each item but the first has a word of its own before it: 数据共享“一表通”、履责事项“一单明”."""
    gaps = (text[left[1] : right[0] - 1] for left, right in pairwise(group))
    return all(re.search(f"[、，][{HAN}]{{2,6}}$", gap) for gap in gaps)


def quoted_score(inner: str, before: str, after: str) -> float:
    """How sure it is that a quoted string names a program, from its form and its surroundings; ENOUGH is enough."""
    formula = is_formula(inner)
    if BAD_QUOTED.search(inner) or (not formula and CLAUSES.search(inner)):
        return 0.0
    if len(inner) > LONGEST and not formula:
        return 0.0
    score = 0.25 if formula else 0.0
    practice = PRACTICE_AFTER.match(after)
    if SPREAD.match(after):
        score += 0.3
    if SAYING.search(inner) and not practice:
        return 0.0
    if practice:
        score += 0.6
    elif FIGURE_AFTER.match(after):
        score -= 0.6
    if BAD_BEFORE.search(before) and not (before.endswith("的") and (practice or before.endswith("提出的"))):
        score -= 0.5
    if TYPICAL_NAME.search(inner):
        score += 0.5
    if NUMBERED.match(inner):
        score += 0.3
    clause = last_clause(before)
    if FOUNDING_BEFORE.search(clause) and len(inner) > 2:
        score += 0.5
    elif clause.endswith(JOINED_BEFORE) or DOING_BEFORE.search(clause):
        score += 0.25
    return score
