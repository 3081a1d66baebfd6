"""Running heads, page numbers and watermarks: what pages repeat, and what only counts them.

A line is running where the same words, but for a number that counts the pages, stand at the same height on several
pages: first or last on the page, or anywhere on nearly all. A page number alone is known by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.read.formats.paragraphs import Line
from kg.read.notices import is_notice

OUTER = 2  # lines at the top and at the bottom of a page among which running heads stand
SEVERAL = 3
NEARLY_ALL = 0.8
DISTINCT = 3  # more different lines in the middle of all pages are a form that is filled in, not watermarks
HEIGHT = 4.0  # points; lines this near are at one height
_NUMBER = re.compile(
    r"[-—–－~·•.．\s|]*(?:第\s*)?(?:\d{1,5}|[ivxlcIVXLC]{1,7}|[一二三四五六七八九十百〇零]{1,5})\s*(?:页)?"
    r"(?:\s*[/／,，|]?\s*(?:共\s*)?\d{1,5}\s*页?)?[-—–－~·•.．\s|]*"
)
_BARE = re.compile(r"[一二三四五六七八九十百〇零ivxlcIVXLC]+")
_DIGITS = re.compile(r"[0-9]{1,6}")

Place = tuple[str, int]  # the words of a line, and its height in steps of HEIGHT


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page that are no running heads, page numbers or watermarks."""
    anywhere: dict[Place, set[int]] = {}
    at_edges: dict[Place, set[int]] = {}
    for number, lines in enumerate(pages):
        outer = _outer(lines, OUTER)
        for line in lines:
            anywhere.setdefault(_place(line), set()).add(number)
            if id(line) in outer:
                for place in _counted(line, number):
                    at_edges.setdefault(place, set()).add(number)
    filled = sum(1 for lines in pages if lines)
    heads = {place for place in at_edges if _is_head(place, at_edges, filled)}
    marks = {place for place in anywhere if filled >= SEVERAL and _pages(place, anywhere) >= NEARLY_ALL * filled}
    marks -= heads
    marks = marks if len({words for words, _ in marks}) <= DISTINCT else set()
    return [list(_kept(lines, number, heads, marks)) for number, lines in enumerate(pages)]


def _kept(lines: Sequence[Line], page: int, heads: set[Place], marks: set[Place]) -> Iterator[Line]:
    outer, edges = _outer(lines, OUTER), _outer(lines, 1)
    for line in lines:
        is_number = id(line) in edges and _is_number(line.text)
        is_head = id(line) in outer and not heads.isdisjoint(_counted(line, page))
        if not is_number and not is_head and _place(line) not in marks:
            yield line


def _pages(place: Place, seen: dict[Place, set[int]]) -> int:
    """How many pages have a line at a place, or one step beside it."""
    words, height = place
    return len(set().union(*(seen.get((words, height + step), ()) for step in (-1, 0, 1))))


def _is_head(place: Place, at_edges: dict[Place, set[int]], filled: int) -> bool:
    """Whether enough pages have the line among their outer ones at this height; of a notice two are enough."""
    least = 2 if is_notice(place[0]) else max(2, min(SEVERAL, filled))
    return _pages(place, at_edges) >= least


def _outer(lines: Sequence[Line], count: int) -> set[int]:
    """The lines nearest to the top and the bottom of a page, whatever the order in which it says them."""
    by_height = sorted(lines, key=lambda line: -line.base)
    return {id(line) for line in (*by_height[:count], *by_height[-count:])}


def _place(line: Line) -> Place:
    return "".join(line.text.split()), round(line.base / HEIGHT)


def _counted(line: Line, page: int) -> Iterator[Place]:
    """The place of a line, and that of the same line on other pages where its first or its last number counts them."""
    words, height = _place(line)
    yield words, height
    numbers = list(_DIGITS.finditer(words))
    for number in (numbers[0], numbers[-1]) if numbers else ():
        yield f"{words[: number.start()]}\0{int(number[0]) - page}\0{words[number.end() :]}", height


def _is_number(text: str) -> bool:
    """Whether a line is a page number. 一 or iv alone may be a word: those need something around them."""
    bare = text.strip()
    return bool(_NUMBER.fullmatch(bare)) and not _BARE.fullmatch(bare)
