"""The cells of a CSV file, which people open in a spreadsheet and programs read back.

A spreadsheet takes a cell that begins with = for a formula, and runs it. Texts are not to be trusted with that, so a
text that begins with one of `_FORMULA` gets an apostrophe in front, and so does one that begins with an apostrophe:
whoever takes one apostrophe off the front of every text that has one gets back what was written. An empty text is a
lone apostrophe, and what is not known an empty cell, so that the two stay apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

BOM = "\ufeff"  # without it, spreadsheets take UTF-8 for the code page of the country

# What spreadsheets read as the beginning of a formula, full-width forms included; tabs and breaks they skip before it.
_FORMULA = "=+-@\t\r\n＝＋－＠"
_MARK = "'"
# What is the same in quotes and without, whichever mark a reader parts cells by.
_BARE = re.compile(r"[^\s,;|\"\x00-\x1f]+")


def guarded(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return _MARK + text if not text or text[0] in _FORMULA + _MARK else text


def unguarded(cell: str) -> str | None:
    """What a text cell that was guarded says; None for one that says nothing."""
    return cell.removeprefix(_MARK) if cell else None


def line(values: Iterable[Any], guard: bool = True) -> str:
    """A line of CSV with its line end: lists as JSON, None as nothing, an empty text that is not guarded in quotes."""
    return ",".join(_cell(value, guard) for value in values) + "\n"


def _cell(value: Any, guard: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return json.dumps(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = guarded(text) if guard else text
    return text if _BARE.fullmatch(text) else '"' + text.replace('"', '""') + '"'
