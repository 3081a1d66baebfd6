"""Characters that optical recognition takes for others, from look_alikes.txt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.data.tables import read_text


@cache
def look_alikes() -> Mapping[str, str]:
    """What a character may stand for, where the words around say so."""
    return dict(row for row in _rows() if len(row) == 2)


@cache
def never_meant() -> Mapping[str, str]:
    """What a character that these texts never mean stands for."""
    return {row[1]: row[2] for row in _rows() if len(row) == 3}


def _rows() -> list[tuple[str, ...]]:
    lines = read_text("look_alikes.txt").splitlines()
    return [tuple(line.split()) for line in lines if not line.startswith("#")]
