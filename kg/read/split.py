"""A document to its speeches.

A file holds one talk or a compilation. A speech begins with a head (title, subtitle, byline, date) and runs to the
next head. A title counts as the beginning of a new talk only with evidence after it: a salutation, a dated byline,
a digest mark, or a 第N篇 before it; so a title quoted in the body opens nothing. What belongs to no talk (disclaimers,
转载声明, a teaser that repeats the beginning, a table of contents) lies outside every speech.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from kg.ids import content_id
from kg.model import Document, Speech
from kg.read.heads import Head, read_head

NUMERAL = "一二三四五六七八九十百〇零\\d"
KIND = "(?:讲话|致辞|致词|发言|报告|党课|主持词|讲稿|述职|汇报|动员令|倡议|通报)"
_TITLE_END = rf"{KIND}(?:材料|稿|提纲|要点|摘要|摘编|实录|讲稿|辞)?(?:[（(][^）)\n]{{1,20}}[）)])?(?=\s*$|\s*(?:同志们|各位|尊敬的))"
TITLE = re.compile(rf"[^。！？；：!?;:\n]{{2,70}}?{_TITLE_END}", re.M)
TITLE_END = re.compile(_TITLE_END, re.M)  # far quicker to look for, and most lines have none
_NUMBERED = rf"(?:第[{NUMERAL}]{{1,4}}篇|篇[{NUMERAL}]{{1,3}}|范文[{NUMERAL}]{{1,3}})"
MARK = re.compile(rf"(?:【{_NUMBERED}】|{_NUMBERED}[:：、\s])\s*")
SALUTATION = re.compile(
    r"(?:同志们|各位[^，。：:\n]{1,20}|尊敬的[^。：:\n]{1,40}|(?:女士|朋友|老师|同学|乡亲)们[^。：:\n]{0,12})[:：]"
)
DATED = re.compile(
    rf"(?:[\d〇零一二三四五六七八九]{{4}}|[xX×]{{2,4}})年(?:[{NUMERAL}xX×]{{1,3}}月)?|摘编|[xX×\d]{{1,2}}月[xX×\d]{{1,2}}日"
)
NOTICE = re.compile(
    r"(?:转载|免责|版权|网站)声明|版权所有|本文(?:系|来源|来自|转载|由)|[（(]?来源[:：]|.{0,12}仅供.{0,8}参考|(?:搜索|扫码|扫一扫|点击|下载).{0,20}(?:关注|查看|全文|公众号)|关注我们|"
    r"更多(?:范文|资料|精彩)|责任编辑|目\s*录$"
)
NOTICE_LENGTH = 100
STUCK_NOTICE = re.compile(r"(?<=[。！？”])\s*(?:转载声明|免责声明|版权声明|网站声明|本文转载自|本文来源)[:：]?")
HEADING = re.compile(rf"[（(]?[{NUMERAL}]{{1,3}}[）)]?[、.．]|#{{2,}}\s|[{NUMERAL}]{{1,3}}(?:是|要)")
ELLIPSIS = ("...", "……", "…", "。。。")
HEAD_LINES, HEAD_LINE_LENGTH = 10, 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it: text == document.text[start:end]."""

    start: int
    end: int
    text: str


def split(document: Document) -> list[Speech]:
    """The speeches of a document in order, each with what its head says. Never empty for a text with content."""
    lines = [line for line in _lines(document.text) if line.text and not _is_notice(line.text)]
    lines = [line for line, following in _with_next(lines) if not _is_teaser(line, following)]
    if not lines:
        return []
    heads = _heads(document.text, lines)
    ends = [head.start for head in heads[1:]] + [len(document.text)]
    line_ends = [line.end for line in lines]
    return [
        _speech(document, head, _trimmed_end(document.text, line_ends, head, end))
        for head, end in zip(heads, ends, strict=True)
    ]


def _speech(document: Document, head: Head, end: int) -> Speech:
    return Speech(
        id=content_id("speech", document.id, head.start, end),
        document=document.id,
        file=document.path,
        start=head.start,
        end=end,
        body=min(head.end, end),
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


def _is_notice(line: str) -> bool:
    """Whether a whole line is a notice of the site: it begins as one and is short."""
    return len(line) < NOTICE_LENGTH and bool(NOTICE.match(line))


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
        start = lines[number].start if not heads else _opening(lines, number)
        if start is None:
            number += 1
            continue
        head, number = _collect(text, lines, number, start)
        if heads and not _has_body(heads[-1], start):
            heads.pop()  # a table of contents, or a cover: nothing was said yet
        heads.append(head)
    return heads


def _has_body(head: Head, end: int) -> bool:
    return end - head.end > 80


def _opening(lines: list[Line], number: int) -> int | None:
    """Where in this line a new talk begins, if it does."""
    line = lines[number]
    mark = MARK.match(line.text) or re.match(r"#\s+", line.text)
    if mark and not HEADING.match(line.text[mark.end() :]) and not _is_body(line.text):
        return line.start
    for match in TITLE.finditer(line.text) if TITLE_END.search(line.text) else ():
        if HEADING.match(match.group()):
            continue
        stuck = max(line.text.rfind(mark, 0, match.end()) for mark in "。！？”")
        if 0 <= stuck < match.start() - 1:
            continue
        salutation = SALUTATION.match(line.text[match.end() :].lstrip())
        if salutation or _announced(lines, number):
            return line.start + match.start()
    return None


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
        salutation = SALUTATION.search(piece[:120])
        if salutation and (salutation.start() == 0 or not re.search(r"[。！？；]", piece[: salutation.start()])):
            if salutation.start():
                pieces.append(Line(begin, begin + salutation.start(), piece[: salutation.start()]))
            return read_head(text, start, begin + salutation.start(), pieces_of(pieces)), following + 1
        if following > number and (_is_body(piece) or MARK.match(piece)):
            return read_head(text, start, line.start, pieces_of(pieces)), following
        if following == number and _is_body(piece) and not TITLE_END.search(piece):
            return read_head(text, start, start, []), following + 1  # no heading at all
        pieces.append(Line(begin, line.end, piece))
    last = pieces[-1]
    return read_head(text, start, last.end, pieces_of(pieces)), number + len(pieces)


def pieces_of(lines: list[Line]) -> list[str]:
    """The texts of head lines without a leading 第N篇 mark or Markdown #."""
    return [re.sub(r"^#+\s*|[*_]{1,3}", "", MARK.sub("", line.text, count=1)) for line in lines]


def _is_body(piece: str) -> bool:
    return len(piece) > HEAD_LINE_LENGTH or piece.endswith(("。", "；", "：", "，")) or bool(HEADING.match(piece))


def _trimmed_end(text: str, ends: list[int], head: Head, end: int) -> int:
    """The end of the last line of the talk, short of a notice stuck to it. `ends` are the ends of all kept lines."""
    number = bisect_right(ends, end)
    last = ends[number - 1] if number and ends[number - 1] > head.start else end
    if number < len(ends) and text[end - 1 : end] not in ("", "\n", "\r"):
        last = end  # the next talk begins within this line
    notice = STUCK_NOTICE.search(text, max(head.end, last - 2 * NOTICE_LENGTH), last)
    if notice:
        last = notice.start()
    return max(len(text[:last].rstrip()), head.start)
