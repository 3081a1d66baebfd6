"""Documents: 《…》, well-known titles without marks, 关于…的通知, and speeches that are cited as documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.data.documents import document_titles
from kg.extract.passage import Passage, Proposal
from kg.grammar import HAN

MARKED = re.compile(r"《([^《》\n]{2,60})》")
KIND = "(?:通知|意见|办法|规定|决定|决议|方案|细则|条例|通报|规划|纲要|要点|指南|批复|公告|报告)"
ABOUT = re.compile(rf"关于[^，。；：《》“”\n关]{{4,40}}?的(?:实施|指导|若干|暂行|工作)?{KIND}(?![和精]?[{HAN}]?会)")
CITED_SPEECH = re.compile(
    r"(?:总书记|习近平同志|习近平主席|习近平)(?:关于[^，。；]{2,30}?的)?(?:在[^，。；]{2,30}?(?:上|时|中)的?)?(?P<speech>(?:\d{1,2}月\d{1,2}日|系列|“[^”]{2,8}”)?(?:重要)?(?:讲话|批示|指示)(?!稿|人))"
)
CONTINUED = re.compile(rf"(?<=[是和、])(?P<speech>[{HAN}]{{2,8}}?(?:时|上)的重要讲话)")


def find(passage: Passage) -> Iterator[Proposal]:
    """Document proposals; spans never include the marks 《》."""
    text = passage.text
    titles = document_titles()
    for match in MARKED.finditer(text):
        name = match.group(1)
        yield Proposal(match.start(1), match.end(1), "Document", "pattern", 0.95, rank=3, canonical=titles.get(name))
    for match in ABOUT.finditer(text):
        yield Proposal(match.start(), match.end(), "Document", "pattern", 0.8, rank=1)
    for hit in passage.hits_of("document"):
        if hit.start in passage.boundaries or len(hit.entry.name) > 3:
            yield Proposal(hit.start, hit.end, "Document", "list", 0.85, canonical=hit.entry.canonical)
    for pattern in (CITED_SPEECH, CONTINUED):
        for match in pattern.finditer(text):
            start, end = match.span("speech")
            if pattern is CONTINUED and "总书记" not in text[max(0, start - 40) : start]:
                continue
            if end - start > 2:
                yield Proposal(
                    start, end, "Document", "pattern", 0.6, canonical=_by_the_general_secretary(text[start:end])
                )


def _by_the_general_secretary(speech: str) -> str:
    """What a cited speech of his is called: 系列讲话 is short for the 系列重要讲话."""
    return f"习近平总书记{speech.replace('系列讲话', '系列重要讲话')}"
