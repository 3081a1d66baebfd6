"""Lines that belong to the pages and sites a text comes from: page numbers, running heads, notices between paragraphs.

A line is left out only where it can be nothing else: a number in the dress of a page number, numbers that count up
(1, 2, 3 or 1/9, 2/9) and are no years, a notice (kg.read.notices), or words that come again and again beside page
numbers or the ends of pages, or once beside a page number where both stand in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.read.clear.draft import Cut, Draft
from kg.read.clear.lines import BROKEN, PROSE, Line
from kg.read.notices import is_notice, notices_between

_COUNT = "[0-9一二三四五六七八九十百〇零]{1,5}"
_DASH = "-—–－~～·•.．|*"
_PAGE = re.compile(
    rf"[{_DASH}\s]*第\s*{_COUNT}\s*页(?:\s*[/／,，|]?\s*共\s*{_COUNT}\s*页)?[{_DASH}\s]*"
    rf"|[-—–－~～·•]+\s*\d{{1,4}}\s*[-—–－~～·•]+|[Pp]age\s*\d{{1,4}}"
)
_BARE = re.compile(r"\d{1,4}")
_YEARS = range(1900, 2101)
_OF_ALL = re.compile(r"(\d{1,4})\s*[/／]\s*(\d{1,4})")  # 3/9: a date or a share as well
_DIGITS = re.compile(r"\d+")
# Beside the words of a running head: 2 · 党建工作汇编, 党建工作汇编 第 3 页.
_HEAD_NUMBER = re.compile(r"^\d{1,4}(?=\D)|(?<=\D)\d{1,4}$|第\s*\d{1,4}\s*页")
_HEAD_PAGE = re.compile(r"第\s*\d{1,4}\s*页")
_MARK = re.compile("[，。！？；：…,!?;]")
LONGEST_NUMBER, LONGEST_HEAD = 20, 40
SEVERAL = 3


def cut_pages(draft: Draft) -> None:
    """Leave out what pages and sites put between the lines; a sentence that a page broke is one again."""
    draft.cut([(start, end, "") for start, end in notices_between(draft.text)])
    lines = draft.lines
    numbers = _numbers(lines)
    ends = {at for at, (one, other) in enumerate(pairwise(lines)) if draft.is_new_page(one, other)}
    running = numbers | _heads(lines, numbers, ends)
    said = [at for at, line in enumerate(lines) if not is_notice(line.text)]
    # what stands before the first and after the last line of all talks is left to who splits (kg.read.split)
    notices = set(range(said[0], said[-1])).difference(said) if said else set()
    if running or notices:
        draft.cut(_cuts(lines, running, notices))


def _numbers(lines: Sequence[Line]) -> set[int]:
    """Page numbers: in the dress of one, or counting up, bare or of a number of pages. No years: a chronicle has
    those."""
    short = [(at, line.text) for at, line in enumerate(lines) if len(line.text) <= LONGEST_NUMBER]
    found = {at for at, text in short if _PAGE.fullmatch(text)}
    bare = [(at, int(text)) for at, text in short if _BARE.fullmatch(text) and int(text) not in _YEARS]
    if len(bare) >= SEVERAL and _count_up(number for _, number in bare):
        found |= {at for at, _ in bare}
    of_all = [(at, int(one[1]), int(one[2])) for at, text in short if (one := _OF_ALL.fullmatch(text))]
    if len(of_all) > 1 and len({pages for *_, pages in of_all}) == 1 and _count_up(number for _, number, _ in of_all):
        found |= {at for at, *_ in of_all}
    return found


def _heads(lines: Sequence[Line], numbers: set[int], ends: set[int]) -> set[int]:
    """Running heads: the same short line several times, beside page numbers or where the line before ends a page
    (`ends`); with a number that counts up also in the middle of sentences; and any short line that stands beside a
    page number, both in the middle of a sentence. Where it stands otherwise it may be the title itself, and stays."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if len(line.text) <= LONGEST_HEAD and at not in numbers and not _MARK.search(line.text):
            places["".join(_HEAD_NUMBER.sub("#", line.text).split())].append(at)
    found: set[int] = set()
    for words, ats in places.items():
        found |= {at for at in ats if _broke_a_sentence(lines, numbers, at)}
        if len(ats) < SEVERAL:
            continue
        counted = "#" in words and _counts(lines[at].text for at in ats)
        if counted and all(_HEAD_PAGE.search(lines[at].text) for at in ats):
            found |= set(ats)
        elif _is_apart(lines, ats):
            at_edges = {
                at for at in ats if not numbers.isdisjoint((at - 1, at + 1)) or not ends.isdisjoint((at - 1, at))
            }
            if counted:
                at_edges |= {at for at in ats if _between(lines, at - 1, at + 1)}
            if len(at_edges) >= max(SEVERAL - 1, len(ats) - 1):
                found |= set(ats) if counted else at_edges
    return found


def _is_apart(lines: Sequence[Line], ats: Sequence[int]) -> bool:
    """Whether a line stands between other lines each time: where they come again as well, it is a talk that does."""
    befores = {lines[at - 1].text for at in ats if at}
    afters = {lines[at + 1].text for at in ats if at + 1 < len(lines)}
    return len(befores) >= len(ats) - 1 and len(afters) >= len(ats) - 1


def _counts(texts: Iterable[str]) -> bool:
    """Whether the numbers of lines count pages."""
    numbers = [int(_DIGITS.findall(text)[-1]) for text in texts]
    return _count_up(numbers) and not any(number in _YEARS for number in numbers)


def _count_up(numbers: Iterable[int]) -> bool:
    return all(before < after <= before + 2 for before, after in pairwise(numbers))


def _broke_a_sentence(lines: Sequence[Line], numbers: set[int], at: int) -> bool:
    """Whether a line stands beside a page number and both in the middle of a sentence."""
    return (at - 1 in numbers and _between(lines, at - 2, at + 1)) or (
        at + 1 in numbers and _between(lines, at - 1, at + 2)
    )


def _between(lines: Sequence[Line], before: int, after: int) -> bool:
    """Whether a sentence goes on from one line to another."""
    if before < 0 or after >= len(lines):
        return False
    return lines[before].goes_on and len(lines[after].text) >= PROSE and not lines[after].begins


def _cuts(lines: Sequence[Line], running: set[int], notices: set[int]) -> Iterator[Cut]:
    """Each run of such lines with its line ends; where it broke a sentence, a mark is left (BROKEN)."""
    left_out = running | notices
    at = 0
    while at < len(lines):
        last = at
        while last in left_out:
            last += 1
        if last > at:
            before = lines[at - 1] if at else None
            after = lines[last] if last < len(lines) else None
            if not after:
                yield lines[at].begin, lines[last - 1].end, ""
            elif before and _between((before, after), 0, 1) and not running.isdisjoint(range(at, last)):
                yield before.end, after.start, BROKEN
            else:
                yield lines[at].begin, after.begin, ""
        at = last + 1
