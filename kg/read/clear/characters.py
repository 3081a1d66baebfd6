"""Characters that no reader sees or that look like others, full-width forms, and the Traditional script."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg.data.traditional import simplified, traditional_only
from kg.read.clear.draft import Draft

# Soft hyphens, zero-width characters, marks of direction, what only terminals and old word processors understand.
_HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_SPACES = "\xa0\u2000-\u200a\u202f\u205f"
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_WIDE = "０-９Ａ-Ｚａ-ｚ"
_FORMS = "\u2e80-\u2fdf\uf900-\ufaff"  # radicals and compatibility forms, as which some programs name glyphs: ⼯ for 工
_ODD = re.compile(f"[{_HIDDEN}{_SPACES}{_LINE_ENDS}{_WIDE}{_FORMS}]")
_CUT = re.compile(rf"[{_HIDDEN}]+|(?<=[\r\n])\x0c+|\x0c+(?=[\r\n])")  # the end of a page is that of a line

# A text is in the Traditional script where so many of its characters are Traditional only. A name with an old
# character (昇, 喆) is none, and a text in both scripts, such as a compilation, is.
SHARE, DISTINCT = 0.01, 4


def fold_characters(draft: Draft) -> None:
    """One form for one character, nothing in the place of those that nobody sees."""
    odd = frozenset(_ODD.findall(draft.text))
    if odd:
        draft.fold({ord(character): ord(_plain(character)) for character in odd})
        draft.cut((found.start(), found.end(), "") for found in _CUT.finditer(draft.text))
        draft.put(draft.text.replace("\x0c", "\n"))


def _plain(character: str) -> str:
    if character == "\x0c" or _CUT.match(character):
        return character
    if re.match(f"[{_SPACES}]", character):
        return " "
    if re.match(f"[{_LINE_ENDS}]", character):
        return "\n"
    form = unicodedata.normalize("NFKC", character)
    return form if len(form) == 1 else character


def fold_script(draft: Draft) -> None:
    """Simplified characters in a text that is in the Traditional script; any other text stays what it is."""
    old = frozenset(_only().findall(draft.text))
    if len(old) < DISTINCT or sum(map(draft.text.count, old)) < SHARE * len(draft.text):
        return
    lines = draft.text.split("\n")
    draft.put("\n".join(line if old.isdisjoint(line) else _simplified(line) for line in lines))


def _simplified(line: str) -> str:
    table, words = _table()
    folded = line.translate(table)
    for found in words.finditer(line):
        start, end = found.span()
        folded = f"{folded[:start]}{simplified()[found[0]]}{folded[end:]}"
    return folded


@cache
def _only() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(traditional_only()))}]")


@cache
def _table() -> tuple[dict[int, str], re.Pattern[str]]:
    characters = {ord(old): new for old, new in simplified().items() if len(old) == 1}
    quotes = {ord(mark): new for mark, new in zip("「」『』", "“”“”", strict=True)}
    words = sorted((old for old in simplified() if len(old) > 1), key=lambda old: (-len(old), old))
    first = "".join(sorted({word[0] for word in words}))  # tried nowhere else
    return characters | quotes, re.compile(f"(?=[{first}])(?:{'|'.join(words)})")
