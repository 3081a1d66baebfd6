"""What a query gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SECONDS = 30.0
LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may run, and how many of its rows are kept."""

    seconds: float = SECONDS
    rows: int = LIMIT


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows under named columns, each value plain (text, number, truth, None, list or dict, the same on any engine).

    `truncated` says that the query has more rows than these.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False
