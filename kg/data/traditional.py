"""Traditional characters and their Simplified forms, from traditional.txt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.data.tables import read_text


@cache
def simplified() -> Mapping[str, str]:
    """The Simplified form of Traditional characters, and of words that their characters alone would tell wrongly; each
    as long as what it stands for."""
    lines = read_text("traditional.txt").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@cache
def traditional_only() -> frozenset[str]:
    """Characters that no Simplified text has: those of the table that GB 2312 lacks. 乾 is no sign of a script."""
    return frozenset(old for old in simplified() if len(old) == 1 and not _in_gb2312(old))


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
