"""Events (named meetings and congresses) and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.dates import find_dates
from kg.extract.passage import Passage, Proposal
from kg.extract.scan import AnyOf, pairs
from kg.grammar import HAN

MEETINGS = (
    "动员部署会 动员会 推进会 座谈会 现场会 拉练会 部署会 调度会 表彰会 表彰大会 动员大会 总结大会 工作会 工作会议 推进会议 专题会议 电视电话会议 党代会 党代表大会 代表大会 全会 论坛 开班式 培训会 观摩会 交流会 报告会 发布会 洽谈会 恳谈会 述职会 述职评议会 汇报会 启动会 启动仪式 开幕式 闭幕式 签约仪式 研讨会 年会 峰会"
).split()
MEETING = re.compile(f"(?:{'|'.join(MEETINGS)})议?")
MEETING_SIGN = AnyOf(lambda: MEETINGS)
BREAK = "，。：；！？、（）()《》\n"
LEAD = re.compile(
    r".*(?:并?总结|深入贯彻|贯彻|本次|是|传达学习|传达|学习|研究|主持|承办|承办|依据|回顾和|日的?|召开了?|举行了?|举办了?|参加了?|出席了?|贯彻落实|落实|迎接|按照|根据|自从|自|在|于|这次|此次|本次|今天的?|全市(?=召开)|市委决定|开展|的是|我们|精神和|精神、|会和)"
)
WRAPPED = re.compile(
    rf"在(?P<event>(?:(?!讲话)[{HAN}“”]){{4,40}}(?:\n{{1,2}}(?:(?!讲话)[{HAN}“”]){{4,30}})?(?:会议|大会|会|开班式|论坛))上的"
)
SCOPED = re.compile(rf"(?:全[国省市县区州]|中央|省委|市委|县委|区委|州委)[{HAN}]{{2,14}}?会议(?!精神要求|室)")
SCOPED_SIGN = AnyOf(lambda: [*"中央 省委 市委 县委 区委 州委".split(), *pairs("全", "国省市县区州")()])
# What stands before the words of a line that is a heading, a point of a list or a citation.
MARKS = re.compile(r"(?:[\s#>*+•·●◆■◇□▲-]|\d{1,3}[.．](?!\d))+")
GENERIC = re.compile(
    r"^(?:这次|今天|全体|全市|全县|全区|全省|全国|各|上级|有关|专题|相关|工作|一次|每次|党员|班子)?(?:动员会|推进会|座谈会|工作会议?|推进会议|代表大会|现场会|专题会议|表彰大会|全会|动员大会|论坛|部署会)$"
)


def find_events(passage: Passage) -> Iterator[Proposal]:
    """Event proposals: known congresses, and a meeting by its full name."""
    text = passage.text
    for hit in passage.hits_of("term"):
        if hit.entry.type == "Event":
            yield Proposal(hit.start, hit.end, "Event", "list", 0.95, rank=1, canonical=hit.entry.canonical)
    for match in WRAPPED.finditer(text[: passage.body]):
        yield Proposal(match.start("event"), match.end("event"), "Event", "head", 0.9, rank=1)
    for match in passage.found.near(SCOPED, SCOPED_SIGN):
        if not LEAD.match(match.group()[2:-2]) and not re.search(r"[的了和]|会议.", match.group()):
            yield Proposal(match.start(), match.end(), "Event", "pattern", 0.7, rank=1)
    known = {hit.end for hit in passage.hits_of("term") if hit.entry.type == "Event"}
    for match in passage.found.near(MEETING, MEETING_SIGN):
        if match.end() in known:
            continue
        start = match.start()
        while start > 0 and match.end() - start < 40 and text[start - 1] not in BREAK:
            start -= 1
        marks = MARKS.match(text, start, match.start())
        start = marks.end() if marks else start
        lead = LEAD.match(text[start : match.start()])
        start += lead.end() if lead else 0
        start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip("的了和与"))
        surface = text[start : match.end()]
        if len(surface) >= 7 and not GENERIC.match(surface):
            yield Proposal(start, match.end(), "Event", "pattern", 0.7, rank=1)


def find_date_mentions(passage: Passage) -> Iterator[Proposal]:
    """Date proposals with iso (None where the year is unknown) and precision."""
    for date in find_dates(passage.text, passage.year):
        props = {"iso": date.iso, "precision": date.precision}
        yield Proposal(date.start, date.end, "Date", "pattern", 0.95, props=props)


def find_concepts(passage: Passage) -> Iterator[Proposal]:
    """Concept proposals: doctrines and formulas of the vocabulary."""
    for hit in passage.hits_of("term"):
        if hit.entry.type == "Concept":
            quoted = passage.text[hit.start] == "“" and passage.text[hit.end - 1] == "”"
            start, end = (hit.start + 1, hit.end - 1) if quoted else (hit.start, hit.end)
            yield Proposal(start, end, "Concept", "list", 0.85, canonical=hit.entry.canonical)
