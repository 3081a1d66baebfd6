"""What was probably meant by a name that is not known: the end of a sentence that refuses it, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from difflib import get_close_matches


def meant(name: str, known: Collection[str], shown: Callable[[str], str] = str) -> tuple[str, str]:
    """In Chinese and in English the known name that is most like it, else all of them; nothing where there is none.

    `shown` writes a known name as the user would.
    """
    near = get_close_matches(name, known, 1)
    if near:
        return f"，是否指 {shown(near[0])}？", f"; is {shown(near[0])} meant?"
    if not known:
        return "", ""
    return f"，可用：{'、'.join(map(shown, known))}", f"; there are: {', '.join(map(shown, known))}"
