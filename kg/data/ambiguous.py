"""Short place names that are ordinary words, from ambiguous_places.txt."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def ambiguous_places() -> frozenset[str]:
    """Short names (资源, 合作) that do not by themselves say that a place is meant."""
    text = files(__package__).joinpath("ambiguous_places.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
