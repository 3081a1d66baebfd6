"""A report: tables with captions in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A cell in both languages; `id` is what programs read, such as the name of a type."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A cell with a quotation; where there is little room, what stands around `words` is shown of it."""

    text: str
    words: str

    def around(self, room: int) -> str:
        """At most `room` characters, with … for what is left out."""
        if len(self.text) <= room:
            return self.text
        middle = max(self.text.find(self.words), 0) + len(self.words) // 2
        start = min(max(middle - room // 2, 0), len(self.text) - room)
        end = start + room
        return ("…" if start else "") + self.text[start:end] + ("…" if end < len(self.text) else "")


Cell = str | int | float | None | Told | Quote


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name for programs and its captions."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a report. Rows have a cell for each column."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
