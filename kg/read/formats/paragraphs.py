"""Lines of pages to paragraphs: which line ends are the typesetter's, and which the author's.

A line goes on in the next where it reaches to the end of its column and the next is not indented, not larger or
smaller, and no further below than lines are; over the end of a column or page too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.patterns import SALUTATION

# All in sizes of the type.
FULL, INDENT, LARGER, FURTHER = 1.6, 0.7, 0.15, 1.5
RAGGED = 0.2  # of the width of a column: the end of lines that are not set flush
LISTED = 0.5  # where a smaller share of the lines reaches to the end, and none is indented, each may be a paragraph
FEW = 3  # so few lines do not tell how wide a column is
SOFT = "\u00ad"
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,4}[篇章节条])"
)
_HYPHEN = re.compile(r"[A-Za-z]-$")
_STOPPED = re.compile(r"[。！？：；!?][”’」』）)]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, where it begins and ends, the height of its base (more is further up), its size."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines below each other, where they begin and end, how far apart they are, whether some are indented as paragraphs
    are, and the share that reaches to the end."""

    lines: tuple[Line, ...]
    left: float
    right: float
    pitch: float
    indented: bool
    flush: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line in its column on its page."""

    line: Line
    column: _Column
    page: int


def set_text(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text of pages, a paragraph a line, and the offset at which each page begins."""
    columns = [_columns(lines) for lines in pages]
    known = [column for page in columns for column in page if len(column.lines) >= FEW]
    usual = max(known, key=lambda column: (len(column.lines), column.right - column.left), default=None)
    words: list[str] = []
    length = 0
    starts: list[int] = []
    last: _Placed | None = None
    for page, page_columns in enumerate(columns):
        for column in page_columns:
            for line in column.lines:
                now = _Placed(line, column, page)
                glue = _glue(last, now, usual) if last else ""
                if last and (last.line.text.endswith(SOFT) or glue == "-"):
                    words[-1], glue = words[-1][:-1], ""
                    length -= 1
                starts += [length + len(glue)] * (page + 1 - len(starts))
                words += [glue, line.text]
                length += len(glue) + len(line.text)
                last = now
    starts += [length] * (len(columns) - len(starts))
    text = "".join(words).removesuffix(SOFT)
    return (f"{text}\n" if text else ""), tuple(starts)


def _columns(lines: Sequence[Line]) -> list[_Column]:
    """The lines of a page column by column: one begins where the next line stands further up."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or line.base > groups[-1][-1].base + 0.5 * line.size:
            groups.append([])
        groups[-1].append(line)
    return [_column(group) for group in groups]


def _column(lines: list[Line]) -> _Column:
    gaps = sorted(above.base - below.base for above, below in pairwise(lines))
    gaps = [gap for gap in gaps if gap > 0]
    pitch = gaps[len(gaps) // 2] if gaps else 0.0
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    indented = any(1.5 < (line.left - left) / max(line.size, 1.0) < 2.6 for line in lines)
    flush = sum(line.right >= right - FULL * max(line.size, 1.0) for line in lines) / len(lines)
    return _Column(tuple(lines), left, right, pitch, indented, flush)


def _glue(last: _Placed, now: _Placed, usual: _Column | None) -> str:
    """What stands between two lines: a line end, a space, nothing, or - for a hyphen to be taken away."""
    if not _goes_on(last, now, usual):
        return "\n"
    above, below = last.line.text, now.line.text
    if _HYPHEN.search(above) and "a" <= below[0] <= "z":
        return "-"
    return " " if above[-1].isascii() and below[0].isascii() else ""


def _known(column: _Column, usual: _Column | None) -> _Column:
    """The column, or the longest of the document where it has too few lines to tell its width."""
    return column if usual is None or len(column.lines) >= FEW else usual


def _goes_on(last: _Placed, now: _Placed, usual: _Column | None) -> bool:
    above, below = last.line, now.line
    if above.text.endswith(SOFT):
        return True
    size = max(above.size, below.size, 1.0)
    if abs(above.size - below.size) > LARGER * size:
        return False
    if last.column is now.column:
        if above.base - below.base < 0.3 * size:  # cells of a row
            return False
        if last.column.pitch and above.base - below.base > FURTHER * last.column.pitch:
            return False
    elif last.page == now.page and now.column.left < last.column.right - size:
        return False  # laid over the text, not beside it
    column, here = _known(last.column, usual), _known(now.column, usual)
    if below.left > here.left + INDENT * size or not _reaches(above, column, size):
        return False
    begins = _SECTION.match(below.text) or SALUTATION.match(below.text)
    listed = usual is None or (column.flush < LISTED and not column.indented)
    return not ((begins or listed) and _STOPPED.search(above.text))


def _reaches(line: Line, column: _Column, size: float) -> bool:
    """Whether a line runs to the end of its column; nearly will do within a sentence, where paragraphs are indented."""
    if line.right >= column.right - FULL * size:
        return True
    wide = line.right >= column.right - RAGGED * (column.right - column.left)
    return wide and column.indented and not _STOPPED.search(line.text)
