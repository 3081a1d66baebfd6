"""What the head of a speech says: title, date, speaker, position, place; None where it says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.dates import parse_date
from kg.grammar import HAN, county_level_names, is_name, post_pattern
from kg.model import PartialDate
from kg.read.patterns import KIND_END

BRACKETED = re.compile(r"[（(【\[]([^）)】\]\n]{0,200})[）)】\]]")
# 王　浩: a short name set as wide as a long one
PADDED = re.compile(rf"[{HAN}](?:[ \t\u3000\xa0]{{1,4}}[{HAN}])+(?![{HAN}])")
LABEL = re.compile(r"^(?:讲话人|发言人|主讲人|报告人|作者|时间|日期|地点)[:：]\s*")
# 区委书记在…上的讲话: the title itself names a post or a person
TITLE_POST = re.compile(r"^(?P<who>[^，。《》“”]{2,24}?)(?:同志)?(?:在|就|对|到)")


@dataclass(frozen=True, slots=True)
class Head:
    """A head at text[start:end]; `end` is where the talk itself begins."""

    start: int
    end: int
    title: str
    date: PartialDate | None
    speaker: str | None
    position: str | None
    place: str | None


def read_head(text: str, start: int, end: int, pieces: list[str]) -> Head:
    """Parse head lines (marks removed, in order) of the head at text[start:end]."""
    title, rest = _title(pieces)
    date = parse_date(" ".join(rest)) or parse_date(title)
    speaker, position = _byline(rest)
    if not speaker and not position:
        speaker, position = _from_title(title)
    return Head(start, end, title, date, speaker, position, _place(position, title, rest))


def _title(pieces: list[str]) -> tuple[str, list[str]]:
    """The fullest title among the head lines (wrapped ones joined), and the lines that are not part of it."""
    candidates: list[tuple[str, set[int]]] = []
    for number, piece in enumerate(pieces):
        if not KIND_END.search(piece) or BRACKETED.fullmatch(piece):
            continue
        used = {number}
        joined = piece
        above = number - 1
        while above >= 0 and _wraps(pieces[above]):
            joined, used, above = pieces[above] + joined, used | {above}, above - 1
        candidates.append((joined.lstrip("—-– "), used))
    if not candidates:
        return (pieces[0].lstrip("—-– ") if pieces else ""), pieces[1:]
    title, _ = max(candidates, key=lambda candidate: len(candidate[0]))
    taken = set().union(*(used for _, used in candidates))
    return re.sub(r"\s+", " ", title).strip(), [piece for number, piece in enumerate(pieces) if number not in taken]


def _wraps(piece: str) -> bool:
    """Whether a title goes on in the next line."""
    return not KIND_END.search(piece) and bool(re.search(r"(?:暨|和|及|与|、|—)$", piece))


def _byline(lines: list[str]) -> tuple[str | None, str | None]:
    speaker: str | None = None
    positions: list[str] = []
    for line in map(unpadded, lines):
        inside = " ".join(BRACKETED.findall(line))
        for token in f"{BRACKETED.sub(' ', line)} {inside}".split():
            token = LABEL.sub("", token)
            if parse_date(token):
                continue
            name, post = split_byline(token)
            speaker = speaker or name
            if post:
                positions.append(post)
    return speaker, "、".join(positions) or None


def split_byline(token: str) -> tuple[str | None, str | None]:
    """(name, position) of one word of a byline: 邹青松, 市委书记 or 市委书记罗联峰; (None, None) for anything else."""
    token = token.removesuffix("同志").strip("：:，。")
    if is_name(token):
        return token, None
    posts = list(post_pattern().finditer(token))
    if not posts:
        return None, None
    end = posts[-1].end()
    name = token[end:]
    if not name:
        return None, token
    return (name, token[:end]) if is_name(name) else (None, None)


def unpadded(line: str) -> str:
    """The line with names written together that were spaced out: 市委书记　王　浩 → 市委书记　王浩."""
    return PADDED.sub(_joined, line)


def _joined(match: re.Match[str]) -> str:
    """The name of which the single characters are, or the two-character names, or the text as it was."""
    letters = match.group().split()
    for first in (0, 1):  # the first may be the end of another word: 书记 王 浩
        name = "".join(letters[first:])
        if len(name) <= 3 and is_name(name):
            return match.group()[: 2 * first] + name if first else name
    pairs = ["".join(pair) for pair in zip(letters[::2], letters[1::2], strict=False)]
    return " ".join(pairs) if len(letters) % 2 == 0 and all(map(is_name, pairs)) else match.group()


def _from_title(title: str) -> tuple[str | None, str | None]:
    match = TITLE_POST.match(unpadded(title))
    if not match:
        return None, None
    name, post = split_byline(match["who"])
    return name, post


def _place(position: str | None, title: str, rest: list[str]) -> str | None:
    """The narrowest place that the position names, else the title: 湖北省宜都市委书记 → 宜都市."""
    for text in (position, title, *rest):
        if text:
            found = narrowest_place(text)
            if found:
                return found
    return None


def narrowest_place(text: str) -> str | None:
    """The last name of a province, city or county with its suffix in the text (市委 counts as the suffix of 市)."""
    found: str | None = None
    for match in re.finditer(r"[\u4e00-\u9fff]{1,10}?[省市县区州盟旗]", text):
        name = match.group()
        for cut in range(len(name) - 1):
            if name[cut:] in county_level_names():
                found = name[cut:]
                break
    return found
