"""Rows as HTML, for notebooks. Every text is escaped: what stands in a speech is never markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, overload

from kg.lang import choose
from kg.query.rows import Rows
from kg.query.show import cell, notice
from kg.text import printable

SHOWN = 60  # rows: a notebook with more of them is slow to open


@dataclass(frozen=True, slots=True, repr=False)
class Table(Sequence[dict[str, Any]]):
    """Rows as a sequence of dicts by column, which a notebook shows as a table."""

    rows: Rows

    @property
    def columns(self) -> tuple[str, ...]:
        """In their order."""
        return self.rows.columns

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, place: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(place, slice):
            return [self._named(row) for row in self.rows.rows[place]]
        return self._named(self.rows.rows[place])

    def __len__(self) -> int:
        return len(self.rows.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self._named, self.rows.rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        rest = len(self) - SHOWN
        left_out = choose(f"，以下 {rest:,} 行未显示", f", {rest:,} more not shown") if rest > 0 else ""
        return page(self.columns, self.rows.rows[:SHOWN], notice(self.rows) + left_out)

    def _named(self, row: tuple[Any, ...]) -> dict[str, Any]:
        return dict(zip(self.columns, row, strict=True))


def page(columns: Iterable[str], rows: Iterable[Iterable[Any]], caption: str) -> str:
    """A table with a caption below."""
    head = "".join(f"<th>{_text(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell(value))}</td>' for value in row)}</tr>\n" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n<p>{_text(caption)}</p>"


def _text(text: str) -> str:
    return escape(printable(text))
