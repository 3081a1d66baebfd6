"""Characters that no reader sees or that look like others, full-width forms, and the Traditional script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.data.traditional import simplified, simplified_only, traditional_only
from kg.grammar import HAN
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

# A line is in the Traditional script where so many of its Chinese characters are Traditional only, and at most a
# third as many Simplified only. A text with fewer different ones than DISTINCT
# has but a name with an old character (昇, 喆).
SHARE, FOREIGN, DISTINCT = 0.1, 1 / 3, 4
ENOUGH = 40  # Chinese characters that tell the script; a shorter line is read with those after it, or those before
_HAN = re.compile(f"[{HAN}]")


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
    """Simplified characters in the lines that are in the Traditional script. Any other line stays what it is: a name
    in the other script within a Simplified line, too, and the quotation marks of a Simplified text."""
    old = frozenset(_only().findall(draft.text))
    if len(old) < DISTINCT:
        return
    lines = draft.text.split("\n")
    told = [(number, _script(line)) for number, line in enumerate(lines)]
    spoken = [(number, script) for number, script in told if script.han]
    scripts = [script for _, script in spoken]
    for place, (number, script) in enumerate(spoken):
        if script.old and script.is_traditional and _agree(scripts, place):
            lines[number] = to_simplified(lines[number])
    draft.put("\n".join(lines))


class _Script(NamedTuple):
    """How many Chinese characters there are, and how many of these are of one script only."""

    han: int
    old: int
    new: int

    @property
    def is_traditional(self) -> bool:
        return self.old >= SHARE * self.han and self.new <= FOREIGN * self.old


def _script(line: str) -> _Script:
    letters = _HAN.findall(line)
    return _Script(len(letters), len(_only().findall(line)), sum(letter in simplified_only() for letter in letters))


def _agree(scripts: Sequence[_Script], place: int) -> bool:
    """Whether a line that is Traditional is long enough to tell it, or is so together with the lines after it or those
    before it, or all there are."""
    after = _together(scripts[place : place + ENOUGH])
    before = _together(scripts[max(0, place + 1 - ENOUGH) : place + 1][::-1])
    enough = [script for script in (after, before) if script.han >= ENOUGH] or [
        _Script(*map(sum, zip(*scripts, strict=True)))
    ]
    return any(script.is_traditional for script in enough)


def _together(scripts: Sequence[_Script]) -> _Script:
    """The first of some lines, with as many of the others as it takes to tell."""
    han = old = new = 0
    for script in scripts:
        han, old, new = han + script.han, old + script.old, new + script.new
        if han >= ENOUGH:
            break
    return _Script(han, old, new)


def to_simplified(line: str) -> str:
    """A line in Simplified characters: its words and names first, then the other characters, one for one."""
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
