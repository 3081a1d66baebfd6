"""A text while it is being cleared."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

from kg.read.clear.lines import Line, lines_of
from kg.read.clear.model import Clear

Cut = tuple[int, int, str]
"""text[start:end], and what to have in its place: nothing, or one character."""


class Draft:
    """What is left of a raw text; the place of each character is kept as soon as one was left out."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self.guessed: frozenset[int] = frozenset()
        self._starts: array[int] | None = None
        self._lines: list[Line] | None = None

    @property
    def lines(self) -> list[Line]:
        """The lines that are not blank."""
        if self._lines is None:
            self._lines = lines_of(self.text)
        return self._lines

    def is_new_page(self, before: Line, after: Line) -> bool:
        """Whether the raw text ends a page between two lines."""
        if "\x0c" not in self.raw:
            return False
        last, first = before.end - 1, after.start
        if self._starts is not None:
            last, first = self._starts[last], self._starts[first]
        return self.raw.find("\x0c", last, first) >= 0

    def fold(self, table: Mapping[int, int]) -> None:
        """Put characters for others, one for one."""
        self.put(self.text.translate(table))

    def put(self, text: str) -> None:
        """A text of the same length in the place of what there is."""
        if text != self.text:
            self.text, self._lines = text, None

    def cut(self, cuts: Iterable[Cut]) -> None:
        """Leave out stretches, which are in order and apart."""
        pieces: list[str] = []
        starts = array("I")
        before = self._starts if self._starts is not None else array("I")
        done = 0
        for start, end, instead in cuts:
            if not pieces and self._starts is None:
                before = array("I", range(len(self.text)))
            pieces += (self.text[done:start], instead)
            starts += before[done:start]
            starts += before[start : start + len(instead)]
            done = end
        if pieces:
            pieces.append(self.text[done:])
            self.text, self._starts, self._lines = "".join(pieces), starts + before[done:], None

    def clear(self) -> Clear:
        """The text as it reads now."""
        return Clear(self.raw, self.text, self._starts, self.guessed)
