"""Lines that were broken at a fixed width, in the middle of sentences and names.

A text is taken for wrapped where the lines that end without a stop have nearly all one width, no line is wider, and
many are as wide. Then the line end after such a line is left out, unless the next line begins a paragraph by its form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.read.clear.draft import Cut, Draft
from kg.read.clear.lines import BROKEN, STOPS, Line
from kg.read.patterns import SALUTATION

NARROWEST = 30  # columns, of which a Chinese character takes two
LONGEST = 100  # characters in a line
FULL = 4  # lines as wide as the text, at least
MOST = 0.6  # of the lines without a stop are that wide
MANY = 0.3  # of all lines are
WIDER = 0.03  # of all lines may be wider, and one
CLOSING = "”’」』）)》】"

Measure = Callable[[str], int]


def columns(text: str) -> int:
    """How wide a line is on a terminal."""
    return len(text.encode("gb18030", "ignore"))


# What wrapped a text counted columns or characters; a mark that may not begin a line moves two columns, or one of them.
MEASURES: tuple[tuple[Measure, int, int], ...] = ((columns, 4, 2), (len, 2, 1))


def join_wrapped(draft: Draft) -> None:
    """Leave out the line ends that only a width, or a page, asked for."""
    _join(draft)
    if BROKEN in draft.text:
        draft.cut([(found.start(), found.end(), "") for found in re.finditer(BROKEN, draft.text)])


def _join(draft: Draft) -> None:
    lines = draft.lines
    if sum(len(line.text) > LONGEST for line in lines) > max(1, WIDER * len(lines)):
        return
    going_on = [line for line in lines if line.text[-1] not in STOPS and columns(line.text) >= NARROWEST]
    if len(going_on) < FULL:
        return
    for measure, slack, over in MEASURES:
        width = _width(lines, going_on, measure, slack, over)
        if width:
            draft.cut(_cuts(draft.text, lines, {line for line in lines if measure(_whole(line)) > width - slack}))
            return


def _whole(line: Line) -> str:
    return line.before + line.text


def _width(lines: Sequence[Line], going_on: Sequence[Line], measure: Measure, slack: int, over: int) -> int:
    """The width at which the lines of a text were broken, or 0."""
    without_stop = Counter(measure(_whole(line)) for line in going_on)

    def full(width: int) -> int:
        return sum(without_stop[width - less] for less in range(slack))

    width = max(sorted(without_stop), key=full)
    widths = [measure(_whole(line)) for line in lines]
    wide = sum(1 for one in widths if width - slack < one <= width + over)
    wider = sum(1 for one in widths if one > width + over)
    enough = full(width) >= max(FULL, MOST * len(going_on)) and wide >= MANY * len(lines)
    return width if enough and wider <= max(1, WIDER * len(lines)) else 0


def _cuts(text: str, lines: Sequence[Line], full: set[Line]) -> Iterator[Cut]:
    hanging = sum(line.indented for line in lines) > 0.8 * len(lines)  # all are: then it is no sign of a paragraph
    for line, after in pairwise(lines):
        if line not in full or text.count("\n", line.end, after.start) > 1:
            continue
        last = line.text.rstrip(CLOSING)[-1:]
        if last in "。！？；…!?;" or (last in ":：" and SALUTATION.search(line.text)):
            continue
        if (after.indented and not hanging) or (after.begins and not after.indented and last not in "，、,"):
            continue
        latin = line.text[-1].isascii() and after.text[0].isascii() and line.text[-1].isalpha()
        yield line.end, after.start, " " if latin and after.text[0].isalpha() else ""
