"""Texts with noise put into them, by a fixed seed, and where each character of the clean text stands afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from kg.data.traditional import simplified
from kg.grammar import HAN

Span = tuple[int, int]
WATERMARKS = (
    "（本文系邮箱投稿，请勿转载）",
    "更多材料请加微信公众号：示例资料库",
    "内部资料  注意保存",
    "来源：宜昌日报",
    "责编：李国华",
)
HEAD = "基层党建工作资料汇编"
LOOK_ALIKES = dict(
    pair.split("/") for pair in "宜/宣 己/已 末/未 日/曰 土/士 人/入 千/干 市/巿 岛/鸟 治/冶 青/责".split()
)


@dataclass(frozen=True)
class Noisy:
    """A text with noise: character i of the clean text stands at text[at[i]]."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Where clean[start:end] stands."""
        return self.at[start], self.at[end - 1] + 1


Kind = Callable[[str, Sequence[Span], Random], Noisy]
"""A kind of noise: of a clean text, with the spans of names in it."""


def _with(text: str, insertions: Iterable[tuple[int, str]]) -> Noisy:
    """The text with something before some of its characters."""
    before: dict[int, str] = {}
    for place, what in insertions:
        before[place] = before.get(place, "") + what
    pieces: list[str] = []
    at: list[int] = []
    length = 0
    for place, character in enumerate(text):
        added = before.get(place, "")
        at.append(length + len(added))
        pieces += (added, character)
        length += len(added) + 1
    pieces.append(before.get(len(text), ""))
    return Noisy("".join(pieces), at)


def _folded(text: str, table: dict[int, str]) -> Noisy:
    return Noisy(text.translate(table), range(len(text)))


def _inner(text: str, start: int, end: int) -> list[int]:
    """The places within a name where a space may come: between two Chinese characters."""
    return [at for at in range(start + 1, end) if re.fullmatch(f"[{HAN}]{{2}}", text[at - 1 : at + 1])]


def space_in_names(text: str, names: Sequence[Span], random: Random, rate: float = 0.2) -> Noisy:
    """One space within each of a share of the names."""
    places = [_inner(text, *name) for name in names]
    return _with(text, {(random.choice(within), " ") for within in places if within and random.random() < rate})


def spaced_names(text: str, names: Sequence[Span], random: Random, rate: float = 0.2) -> Noisy:
    """A space between all characters of a share of the names: 宜 都 市."""
    return _with(
        text,
        {(at, " ") for name in names if random.random() < rate and name[1] - name[0] > 2 for at in _inner(text, *name)},
    )


def stray_spaces(text: str, names: Sequence[Span], random: Random, rate: float = 0.08) -> Noisy:
    """Spaces anywhere between Chinese characters, as a poor scan has them."""
    return _with(text, [(at, " ") for at in _inner(text, 0, len(text)) if random.random() < rate])


def traditional(text: str, names: Sequence[Span], random: Random) -> Noisy:
    """The Traditional script throughout."""
    table = {ord(new): old for old, new in reversed(list(simplified().items())) if len(old) == 1}
    return _folded(text, table)


def full_width(text: str, names: Sequence[Span], random: Random) -> Noisy:
    """Digits and letters as wide as characters."""
    return _folded(text, {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code).isalnum()})


def invisible(text: str, names: Sequence[Span], random: Random, rate: float = 0.03) -> Noisy:
    """Zero-width spaces, soft hyphens and byte order marks anywhere."""
    return _with(
        text, [(at, random.choice("\u200b\u00ad\ufeff\u200c")) for at in range(len(text)) if random.random() < rate]
    )


def _wrapped(width: int) -> Kind:
    def wrapped(text: str, names: Sequence[Span], random: Random) -> Noisy:
        return _with(text, [(at, "\n") for at in _breaks(text, width)])

    wrapped.__doc__ = f"A line end after every {width} columns."
    return wrapped


def _breaks(text: str, width: int) -> list[int]:
    """Where lines are broken; no line begins with a mark that may not begin one."""
    found, column = [], 0
    for at, character in enumerate(text):
        wide = 1 if character.isascii() else 2
        if character in "\r\n":
            column = 0
        elif column + wide > width and character not in "，。、；：！？”》）":
            found.append(at)
            column = wide
        else:
            column += wide
    return found


def pages(text: str, names: Sequence[Span], random: Random, lines: int = 25) -> Noisy:
    """Lines of 60 columns, and after every 25 a page number and the running head of the next page."""
    breaks = set(_breaks(text, 60))
    insertions, line = [], 0
    for at, character in enumerate(text):
        if at in breaks or (character == "\n" and at):
            line += 1
            number = line // lines
            page = f"\n- {number} -\n\n{HEAD}\n" if line % lines == 0 else ""
            if at in breaks:
                insertions.append((at, page or "\n"))
            elif page:
                insertions.append((at + 1, page[1:]))
    return _with(text, insertions)


def watermarks(text: str, names: Sequence[Span], random: Random, rate: float = 0.3) -> Noisy:
    """Notices of sites between paragraphs."""
    ends = [found.end() for found in re.finditer(r"[。！？]\n+", text)]
    return _with(text, [(at, random.choice(WATERMARKS) + "\n") for at in ends if random.random() < rate])


def contents(text: str, names: Sequence[Span], random: Random) -> Noisy:
    """A table of contents of its headings after the head, with dotted leaders."""
    headings = re.findall(r"^[（(]?[一二三四五六七八九十]+[）)、][^\n]{4,40}$", text, re.MULTILINE)
    listed = "".join(f"{heading}{'…' * 6}{page}\n" for page, heading in enumerate(headings, 1))
    first = text.find("\n", len(text) // 4) + 1
    return _with(text, [(first, f"目录\n{listed}")] if listed else [])


def look_alikes(text: str, names: Sequence[Span], random: Random, rate: float = 0.2) -> Noisy:
    """In a share of the names, one character as another that looks like it."""
    letters = list(text)
    for start, end in names:
        places = [at for at in range(start, end) if text[at] in LOOK_ALIKES]
        if places and random.random() < rate:
            at = random.choice(places)
            letters[at] = LOOK_ALIKES[text[at]]
    return Noisy("".join(letters), range(len(text)))


KINDS: dict[str, Kind] = {
    "a space in 20 % of the names": space_in_names,
    "20 % of the names spaced out": spaced_names,
    "8 % stray spaces": stray_spaces,
    "Traditional script": traditional,
    "full-width digits and letters": full_width,
    "3 % invisible characters": invisible,
    "wrapped at 40 columns": _wrapped(40),
    "wrapped at 60 columns": _wrapped(60),
    "wrapped at 80 columns": _wrapped(80),
    "pages with heads and numbers": pages,
    "watermarks between paragraphs": watermarks,
    "a table of contents": contents,
    "look-alikes in 20 % of the names": look_alikes,
}
