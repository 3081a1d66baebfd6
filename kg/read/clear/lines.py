"""The lines of a text, and what the form of one tells of the sentence that it ends in."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.read.patterns import KIND_END, NUMERAL, SALUTATION

_SECTION = re.compile(rf"[（(]?[{NUMERAL}]{{1,3}}[）)]?[、.．]|第[{NUMERAL}]{{1,4}}[篇章节条]|#")
# Where the end of a page was in the middle of a sentence. No text holds it once its characters are read.
BROKEN = "\x1f"
STOPS = "。！？；：…”!?;:"
PROSE = 15  # a line as long as this, without a stop at its end, goes on in the next


class Line(NamedTuple):
    """A line at text[start:end] without the white space around it, which begins at `begin`. A text has so many that
    what a frozen dataclass takes to be made would be felt."""

    begin: int
    start: int
    end: int
    text: str
    before: str

    @property
    def indented(self) -> bool:
        """Whether this line begins with as much white space as a paragraph does."""
        return len(self.before) > 1 or self.before in ("\u3000", "\t")

    @property
    def goes_on(self) -> bool:
        """Whether this line is long and ends in the middle of a sentence."""
        return len(self.text) >= PROSE and self.text[-1] not in STOPS and not KIND_END.search(self.text)

    @property
    def begins(self) -> bool:
        """Whether a paragraph or a section begins with this line by its form."""
        return self.indented or bool(_SECTION.match(self.text) or SALUTATION.match(self.text))


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank."""
    found = []
    begin = 0
    for line in text.replace("\r", "\n").replace(BROKEN, "\n").split("\n"):
        said = line.strip()
        if said:
            before = line[: line.index(said[0])]
            start = begin + len(before)
            found.append(Line(begin, start, start + len(said), said, before))
        begin += len(line) + 1
    return found
