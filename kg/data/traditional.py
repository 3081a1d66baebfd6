"""Traditional characters and their Simplified forms, from traditional.txt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.data.tables import read_text


@cache
def simplified() -> Mapping[str, str]:
    """The Simplified form of Traditional characters, and of words and names that their characters alone would tell
    wrongly (乾坤, 乾安縣), be these in the other script or not; each as long as what it stands for."""
    lines = read_text("traditional.txt").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@cache
def traditional_only() -> frozenset[str]:
    """Characters that no Simplified text has: those of the table that GB 2312 lacks. 乾 is no sign of a script."""
    return frozenset(old for old in simplified() if len(old) == 1 and not _is_in("gb2312", old))


@cache
def simplified_only() -> frozenset[str]:
    """Characters that no Traditional text has: the Simplified forms of the table that Big5 lacks. 里 and 后 are none."""
    return frozenset(new for new in simplified().values() if len(new) == 1 and not _is_in("big5", new))


def _is_in(charset: str, character: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
