"""Rows as text: a table for people, JSON and CSV for programs."""

from __future__ import annotations

import io
import json
from typing import Any, Protocol

from kg import cells
from kg.lang import choose
from kg.query.rows import Rows
from kg.query.shipped import Column
from kg.text import printable

FORMATS = ("table", "json", "csv")


class Captions(Protocol):
    """What a shipped query and a measure tell of their rows: a title, and what to call each column."""

    @property
    def title(self) -> str:
        """In the language in force."""
        ...

    @property
    def columns(self) -> tuple[Column, ...]:
        """In their order."""
        ...


def text(rows: Rows, form: str, shipped: Captions | None = None, width: int | None = None) -> str:
    """The rows in one of FORMATS, ending in a newline."""
    if form == "json":
        return as_json(rows)
    return as_csv(rows) if form == "csv" else table(rows, shipped, width)


def table(rows: Rows, shipped: Captions | None = None, width: int | None = None) -> str:
    """A table as wide as the terminal (or `width` cells), captions in the language in force.

    A shipped query's ids are left out where a name stands for them; JSON and CSV have every column.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    captions = {column.name: choose(column.zh, column.en) for column in shipped.columns} if shipped else {}
    shown = [n for n, name in enumerate(rows.columns) if not (captions and (name == "ids" or name.endswith("_id")))]
    grid = Table(box=box.SIMPLE_HEAD, title=Text(shipped.title) if shipped else None, title_justify="left")
    for number in shown:
        name = rows.columns[number]
        numbers = all(type(row[number]) in (int, float, type(None)) for row in rows.rows)
        grid.add_column(
            Text(printable(captions.get(name, name))),
            justify="right" if rows.rows and numbers else "left",
            overflow="fold",
        )
    for row in rows.rows:
        grid.add_row(*(Text(printable(cell(row[number]))) for number in shown))
    output = io.StringIO()
    Console(file=output, width=width, color_system=None, legacy_windows=False, highlight=False).print(grid)
    lines = [line.rstrip() for line in output.getvalue().splitlines()]
    return "\n".join([*lines, notice(rows), ""])


def notice(rows: Rows) -> str:
    """How many rows there are, and whether those are all."""
    size = f"{len(rows.rows):,}"
    if rows.truncated:
        return choose(f"只显示前 {size} 行，还有更多", f"first {size} rows only; there are more")
    return choose(f"共 {size} 行", f"{size} row{'' if len(rows.rows) == 1 else 's'}")


def as_json(rows: Rows) -> str:
    """One object: columns, rows (an object each), truncated."""
    objects = [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]
    answer = {"columns": rows.columns, "rows": objects, "truncated": rows.truncated}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: Rows) -> str:
    """A header and a line a row, as kg.cells writes them; `notice` tells whether rows are missing."""
    return "".join([cells.line(rows.columns), *map(cells.line, rows.rows)])


def cell(value: Any) -> str:
    """A value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return choose("是", "yes") if value else choose("否", "no")
    if isinstance(value, list):
        return choose("、", ", ").join(map(cell, value))
    return _field(value)


def _field(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
