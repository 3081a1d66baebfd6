"""A document to its speeches.

A file holds one talk or a compilation. A speech begins with a head (title, subtitle, byline, date) and runs to the
next head. A title counts as the beginning of a new talk only with evidence after it: a salutation, a dated byline,
a digest mark, or a 第N篇 before it; so a title quoted in the body opens nothing. What belongs to no talk (disclaimers,
转载声明, a teaser that repeats the beginning, a table of contents) lies outside every speech. A text that begins without
a title is a talk all the same, from its first word on, and has the name of its file as its title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from kg.ids import content_id
from kg.model import Document, Speech
from kg.read.clear.model import Clear
from kg.read.clear.reading import clear_of
from kg.read.heads import Head, read_head
from kg.read.notices import is_notice, is_preface, notice_after, notice_before
from kg.read.patterns import DATED, HASH, HEADING, MARK, SALUTATION, titles

STOPS = "。！？”"
_STOP = re.compile(f"[{STOPS}]")
# **张三** as Markdown has it, around whole words; in 在**市 the stars are a hole.
EMPHASIS = re.compile(r"(?<!\S)(\*{1,3}|_{1,3})([^*_\s](?:[^*_]*[^*_\s])?)\1(?=\s|$|[（(])")
ELLIPSIS = ("...", "……", "…", "。。。")
HEAD_LINES, HEAD_LINE_LENGTH = 10, 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it: text == document.text[start:end]."""

    start: int
    end: int
    text: str


def split(document: Document) -> list[Speech]:
    """The speeches of a document in order, each with what its head says. Empty only where a text holds nothing but
    notices."""
    clear = clear_of(document.text)
    text = clear.text
    lines = _spoken(_lines(text))
    if not lines:
        return []
    heads = _heads(text, lines)
    ends = [head.start for head in heads[1:]] + [len(text)]
    starts = [line.start for line in lines]
    return [
        _speech(document, clear, head, _trimmed_end(text, lines[bisect_left(starts, end) - 1], head, end))
        for head, end in zip(heads, ends, strict=True)
    ]


def _speech(document: Document, clear: Clear, head: Head, end: int) -> Speech:
    start, last = clear.back(head.start, end)
    return Speech(
        id=content_id("speech", document.id, start, last),
        document=document.id,
        file=document.path,
        start=start,
        end=last,
        body=min(clear.back(head.end, head.end)[0], last),
        title=head.title or PurePosixPath(document.path).stem,
        date=head.date,
        speaker=head.speaker,
        position=head.position,
        place=head.place,
    )


def _lines(text: str) -> Iterator[Line]:
    for match in re.finditer(r"[^\r\n]+", text):
        stripped = match.group().strip(" \t\u3000\xa0\ufeff\u200b")
        start = match.start() + match.group().find(stripped) if stripped else match.start()
        yield Line(start, start + len(stripped), stripped)


def _spoken(lines: Iterable[Line]) -> list[Line]:
    """The lines without notices and teasers. A line that begins with notices begins after them."""
    spoken = []
    for line in lines:
        skipped = len(line.text) if not line.text or is_notice(line.text) else notice_before(line.text)
        if skipped < len(line.text):
            spoken.append(Line(line.start + skipped, line.end, line.text[skipped:]))
    first = next((number for number, line in enumerate(spoken) if not is_preface(line.text)), 0)
    return [line for line, following in _with_next(spoken[first:]) if not _is_teaser(line, following)]


def _with_next(lines: list[Line]) -> Iterator[tuple[Line, Line | None]]:
    yield from pairwise([*lines, None])


def _is_teaser(line: Line, following: Line | None) -> bool:
    return bool(
        following
        and line.text.endswith(ELLIPSIS)
        and len(following.text) < len(line.text)
        and line.text.startswith(following.text)
    )


def _heads(text: str, lines: list[Line]) -> list[Head]:
    """Heads in order; the first line always begins one, so that no text is lost."""
    heads: list[Head] = []
    number = 0
    while number < len(lines):
        line, start = lines[number], _opening(lines, number)
        if not heads and start != line.start:
            if _is_untitled(text[line.start : start or line.end]):
                heads.append(read_head(text, line.start, line.start, []))
            else:
                start = line.start
        if start is None:
            number += 1
            continue
        head, number = _collect(text, lines, number, start)
        if heads and not _has_body(heads[-1], start):
            heads.pop()  # a table of contents, or a cover: nothing was said yet
        heads.append(head)
    return heads


def _is_untitled(piece: str) -> bool:
    """Whether a text that begins so has no title: its first line is what was said."""
    salutation = _salutation(piece)
    return _is_body(piece) and not _is_title(piece) and not (salutation and salutation.start())


def _has_body(head: Head, end: int) -> bool:
    return end - head.end > 80


def _opening(lines: list[Line], number: int) -> int | None:
    """Where in this line a new talk begins, if it does."""
    line = lines[number]
    if _is_marked(lines, number):
        return line.start
    first_stop = _STOP.search(line.text)
    for start, end in titles(line.text):
        alone = not first_stop or first_stop.start() >= start
        if HEADING.match(line.text, start) or not (alone or _begins(line.text, start, end)):
            continue
        salutation = SALUTATION.match(line.text[end : end + 100].lstrip())
        if salutation or _announced(lines, number):
            return line.start + start
    return None


def _begins(line: str, start: int, end: int) -> bool:
    """Whether a title may begin after something else: right after a sentence or a quotation, or with one."""
    return line[start - 1] in STOPS or "”" in line[start:end]


def _is_marked(lines: list[Line], number: int) -> bool:
    """Whether a line begins a talk by its mark: # or 第N篇 and then something like a title, but no section."""
    line = lines[number].text
    hashed = HASH.match(line)
    if hashed and hashed.group().startswith("##"):
        return False
    after = hashed.end() if hashed else 0
    mark = MARK.match(line, after)
    rest = line[mark.end() if mark else after :]
    if not (hashed or mark) or HEADING.match(line, after) or HEADING.match(rest):
        return False
    if not rest:
        return number + 1 < len(lines) and (_is_title(lines[number + 1].text) or _announced(lines, number))
    if _is_title(rest):
        return True
    return not _is_body(rest) and (not (mark and mark["weak"]) or bool(hashed) or _announced(lines, number))


def _is_title(line: str) -> bool:
    """Whether a line is a title of a talk, or begins with one that a salutation follows."""
    first, end = next(titles(line[:120]), (1, 0))
    return first == 0 and (end == len(line) or bool(SALUTATION.match(line[end : end + 100].lstrip())))


def _salutation(piece: str) -> re.Match[str] | None:
    """The salutation of a line that begins with it, or with a title or byline and it."""
    found = SALUTATION.search(piece[:120])
    return found if found and not re.search(r"[。！？；]", piece[: found.start()]) else None


def _announced(lines: list[Line], number: int) -> bool:
    """Whether the next few lines look like the rest of a head."""
    for line in lines[number + 1 : number + 7]:
        if SALUTATION.search(line.text[:80]):
            return True
        if len(line.text) > HEAD_LINE_LENGTH or line.text.endswith("。"):
            return False
        if DATED.search(line.text):
            return True
    return False


def _collect(text: str, lines: list[Line], number: int, start: int) -> tuple[Head, int]:
    """The head that begins at `start` in line `number`, and the number of the first line after it."""
    pieces: list[Line] = []
    for following in range(number, min(number + HEAD_LINES, len(lines))):
        line = lines[following]
        begin = start if following == number else line.start
        piece = text[begin : line.end]
        salutation = _salutation(piece)
        if salutation:
            if salutation.start():
                pieces.append(Line(begin, begin + salutation.start(), piece[: salutation.start()]))
            return read_head(text, start, begin + salutation.start(), pieces_of(pieces)), following + 1
        if following > number and (_is_body(piece) or _is_marked(lines, following)):
            return read_head(text, start, line.start, pieces_of(pieces)), following
        pieces.append(Line(begin, line.end, piece))
    last = pieces[-1]
    return read_head(text, start, last.end, pieces_of(pieces)), number + len(pieces)


def pieces_of(lines: list[Line]) -> list[str]:
    """The texts of head lines without Markdown # and ** and without a leading 第N篇."""
    pieces = []
    for line in lines:
        bare = line.text[found.end() :] if (found := HASH.match(line.text)) else line.text
        bare = bare[found.end() :] if (found := MARK.match(bare)) else bare
        pieces.append(EMPHASIS.sub(r"\2", bare))
    return [piece for piece in pieces if piece]


def _is_body(piece: str) -> bool:
    return len(piece) > HEAD_LINE_LENGTH or piece.endswith(("。", "；", "：", "，")) or bool(HEADING.match(piece))


def _trimmed_end(text: str, line: Line, head: Head, end: int) -> int:
    """The end of a talk whose last line this is, short of notices stuck to it."""
    said = text[line.start : min(line.end, end)]
    said = said[: notice_after(said)].rstrip()
    return max(line.start + len(said), head.start)
