"""A report as tables for people and as JSON for programs and the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from kg.lang import choose
from kg.reporting.model import Cell, Quote, Section, Told
from kg.reporting.words import EMPTY
from kg.text import printable

ON_PAGE = 500  # rows of a section
QUOTE = 36  # characters of a quotation in a table


def as_text(sections: Iterable[Section], most: int, width: int | None) -> str:
    """Every section as a table of `most` rows or fewer, as wide as the terminal or `width` cells; a cut is said."""
    from rich.console import Console

    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        for section in sections:
            _print(console, section, most)
    return captured.get()


def _print(console: Any, section: Section, most: int) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    console.print(Text(f"{choose(section.zh, section.en)} ({len(section.rows)})", style="bold"))
    if not section.rows:
        console.print(Text(f"  {choose(*EMPTY)}\n"))
        return
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for number, column in enumerate(section.columns):
        numeric = all(isinstance(row[number], (int, float, type(None))) for row in section.rows)
        table.add_column(choose(column.zh, column.en), justify="right" if numeric else "left", overflow="fold")
    for row in section.rows[:most]:
        table.add_row(*(Text(printable(_shown(cell))) for cell in row))
    console.print(table)
    left = len(section.rows) - most
    if left > 0:
        console.print(Text(choose(f"  ……另有 {left} 行（--limit）\n", f"  … {left} more (--limit)\n")))


def _shown(cell: Cell) -> str:
    if isinstance(cell, Told):
        return choose(cell.zh, cell.en)
    if isinstance(cell, Quote):
        return cell.around(QUOTE)
    return "" if cell is None else str(cell)


def as_json(sections: Iterable[Section]) -> str:
    """All rows, by section; a cell in two languages as its name for programs."""
    value = {section.name: [_row(section, row) for row in section.rows] for section in sections}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _row(section: Section, row: Sequence[Cell]) -> dict[str, Any]:
    return {column.name: _plain(cell) for column, cell in zip(section.columns, row, strict=True)}


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Quote):
        return cell.text
    return (cell.id or choose(cell.zh, cell.en)) if isinstance(cell, Told) else cell


def for_page(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """What the page's script reads: captions and cells in both languages, at most ON_PAGE rows a section."""
    return [
        {
            "id": section.name,
            "zh": section.zh,
            "en": section.en,
            "columns": [{"zh": column.zh, "en": column.en} for column in section.columns],
            "rows": [[_both(cell) for cell in row] for row in section.rows[:ON_PAGE]],
            "total": len(section.rows),
        }
        for section in sections
    ]


def _both(cell: Cell) -> Any:
    return {"zh": cell.zh, "en": cell.en} if isinstance(cell, Told) else _plain(cell)
