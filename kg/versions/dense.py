"""What counts of a text when copies are compared: letters, digits and characters. Marks, white space and line breaks
differ from copy to copy; a hole is one sign, however many letters it was blanked with."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from kg.grammar import HAN, HOLE

BLANK = "□"
_SIGN = re.compile(rf"(?P<hole>{HOLE})|[{HAN}0-9A-Za-z○]")
_NOISE = re.compile(rf"[^{HAN}0-9A-Za-z○×＊*]+")
_HOLE = re.compile(HOLE)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Dense:
    """`text[i]` stands for the signs from starts[i] to ends[i] of the document."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where text[first:last] stands in the document; of no signs, the place before sign `first`."""
        if first < last:
            return self.starts[first], self.ends[last - 1]
        place = self.ends[first - 1] if first else (self.starts[0] if self.starts else 0)
        return place, place


def dense(text: str, start: int = 0, end: int | None = None) -> Dense:
    """text[start:end] with the place of each sign in `text`."""
    signs, starts, ends = [], array("I"), array("I")
    for match in _SIGN.finditer(text[start:end].translate(_WIDE)):
        signs.append(BLANK if match["hole"] else match[0])
        starts.append(start + match.start())
        ends.append(start + match.end())
    return Dense("".join(signs), starts, ends)


def signs(text: str) -> str:
    """The signs alone, where their places do not matter."""
    return _HOLE.sub(BLANK, _NOISE.sub("", text.translate(_WIDE)))
