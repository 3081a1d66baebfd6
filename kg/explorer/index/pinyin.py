"""How a name is read, for those who type pinyin."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_READ = re.compile("[a-z0-9]+")


def reading(name: str) -> tuple[str, str] | None:
    """Pinyin without tones, a syllable a word, and its initials: 双五星 → ("shuang wu xing", "swx"). None where nothing
    of the name is Chinese. A character of several readings has the one that pypinyin gives it there.

    KgError where pypinyin (extra serve) is not installed.
    """
    if not _HAN.search(name):
        return None
    syllables = [part for syllable in _pypinyin()(name) for part in _READ.findall(syllable.casefold())]
    return (" ".join(syllables), "".join(part[0] for part in syllables)) if syllables else None


@cache
def _pypinyin() -> Callable[[str], list[Any]]:
    try:
        from pypinyin import lazy_pinyin
    except ImportError as fault:
        raise KgError(
            "浏览界面的检索需要 pypinyin：pip install 'kg-speeches[serve]'",
            "the explorer's search needs pypinyin: pip install 'kg-speeches[serve]'",
        ) from fault
    return lazy_pinyin
