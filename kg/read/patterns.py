"""How talks are titled, marked and opened: the patterns that finding heads and reading them share."""

from __future__ import annotations

import re
from collections.abc import Iterator

NUMERAL = "一二三四五六七八九十百〇零\\d"
KIND = "讲话|致辞|致词|发言|报告|党课|主持词|讲稿|述职|汇报|动员令|倡议|通报"
FORM = "材料|提纲|要点|摘要|摘编|实录"
_BRACKETS = r"(?:[（(][^）)\n]{1,20}[）)])?"

# The end of a line that may be a title, and of one that is: a talk, and then nothing or the salutation.
KIND_END = re.compile(rf"(?:{KIND}|{FORM}){_BRACKETS}$")
TITLE_END = re.compile(
    rf"(?:{KIND})(?:{FORM}|稿|讲稿|辞)?{_BRACKETS}(?=\s{{0,9}}$|\s{{0,9}}(?:同志们|各位|尊敬的))", re.MULTILINE
)
_BEFORE_TITLE = re.compile(r"[^。！？；：!?;:\n]{2,70}$")

_NUMBERED = rf"(?:第[{NUMERAL}]{{1,4}}篇|篇[{NUMERAL}]{{1,3}}|范文[{NUMERAL}]{{1,3}})"
MARK = re.compile(rf"(?:【{_NUMBERED}】\s*[:：、]?|{_NUMBERED}(?:[:：、]|(?P<weak>\s)|$))\s*")
HASH = re.compile(r"#{1,6}\s+")
# 一、 1. （一） 一是: a section of a talk, never the beginning of one
HEADING = re.compile(rf"[（(]?[{NUMERAL}]{{1,3}}[）)]?[、.．]|#{{2,}}\s|[{NUMERAL}]{{1,3}}(?:是|要)")

SALUTATION = re.compile(
    r"(?:同志们|各位[^，。：:\n]{1,20}|尊敬的[^。：:\n]{1,40}|(?:女士|朋友|老师|同学|乡亲)们[^。：:\n]{0,12})[:：]"
)
DATED = re.compile(
    rf"(?:[\d〇零○Ｏ一二三四五六七八九]{{4}}|[xX×]{{2,4}})年(?:[{NUMERAL}xX×]{{1,3}}月)?|摘编|[xX×\d]{{1,2}}月[xX×\d]{{1,2}}日"
)


def titles(line: str) -> Iterator[tuple[int, int]]:
    """Where titles of talks may stand in a line: spans that run to the end of the line or to a salutation."""
    for end in TITLE_END.finditer(line):
        low = max(0, end.start() - 70)
        before = _BEFORE_TITLE.search(line[low : end.start()])
        if before:
            yield low + before.start(), end.end()
