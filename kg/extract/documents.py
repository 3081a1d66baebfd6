"""Documents: 《…》, well-known titles without marks, 关于…的通知, and speeches that are cited as documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from kg.data.documents import document_titles
from kg.extract.passage import Passage, Proposal
from kg.extract.scan import AnyOf, matches_at, pairs
from kg.grammar import HAN, title_pattern

MARKED = re.compile(r"《([^《》\n]{2,60})》")
KIND = "(?:通知|意见|办法|规定|决定|决议|方案|细则|条例|通报|规划|纲要|要点|指南|批复|公告|报告)"
ABOUT = re.compile(rf"关于[^，。；：《》\n关]{{4,40}}?的(?:实施|指导|若干|暂行|工作)?{KIND}(?![和精]?[{HAN}]?会)")
CITED_SPEECH = re.compile(
    r"(?:总书记|习近平同志|习近平主席|习近平)(?:关于[^，。；]{2,30}?的)?(?:在[^，。；]{2,30}?(?:上|时|中)的?)?(?P<speech>(?:\d{1,2}月\d{1,2}日|系列|“[^”]{2,8}”)?(?:重要)?(?:讲话|批示|指示)(?!稿|人))"
)
CITED_BEFORE = re.compile(f"(?:{title_pattern()}|同志|学习了?|贯彻|落实|传达了?|观看了?)$")
CITED_SPEECH_SIGN = AnyOf("总书记 习近平".split)
# 胡锦涛在纪念…大会上的讲话, 学习在…会上的讲话, 致…的贺信: what somebody said or wrote, by its occasion
OCCASION = re.compile(r"在[^，。；：\n在]{4,40}?(?:上|时)的(?:重要|主持)?(?:讲话|致辞|报告|发言)(?!稿|人)")
# 出台加强基层政协建设的实施意见, 编制生态修复规划: an act without 关于 and without marks
ISSUED = re.compile(
    rf"(?:(?<=出台)|(?<=印发)|(?<=制定)|(?<=下发)|(?<=印发了)|(?<=出台了)|(?<=制定了))[{HAN}]{{4,40}}?的(?:实施|指导|若干)?(?:意见|办法|方案|规定|通知|细则)"
    rf"|(?:(?<=编制)|(?<=编制了))[{HAN}]{{4,24}}?规划(?![建局设和区编])"
)
ISSUING = AnyOf("出台 印发 制定 下发 编制".split)
PLAN = re.compile("(?:“十|十)[一二三四五]五”?(?:发展)?规划(?![局和])")
PLAN_SIGN = AnyOf(pairs("十", "一二三四五"))
PLEDGE = re.compile(
    rf"(?:签订了?|签了|作了?|所作的)(?:\d{{4}}年度?)?(?P<pledge>[{HAN}]{{2,12}}?(?:责任书|承诺书|责任状|协议书)|[{HAN}]{{0,8}}?工作报告)"
)
PLEDGE_SIGN = AnyOf("责任书 承诺书 责任状 协议书 工作报告".split)
PLEDGE_BACK, PLEDGE_FIRST = 21, "签作所"
LETTER = re.compile(r"(?:致|给)[^，。；：\n致给]{2,24}?的(?:贺信|回信|贺电|一封信|慰问信)")
LETTER_SIGN = AnyOf("的贺信 的回信 的贺电 的一封信 的慰问信".split)
LETTER_BACK, LETTER_FIRST = 25, "致给"
# 中发〔2019〕1号, 中央一号文件, 党的十九大报告
NUMBERED = re.compile(rf"[{HAN}]{{1,8}}[发办字函]{{0,2}}[〔［\[(（]\d{{4}}[〕］\])）]第?\d{{1,4}}号(?:文件|文)?")
YEAR_IN_BRACKETS = re.compile(r"[〔［\[(（]\d{4}[〕］\])）]第?\d")
REPORT = re.compile(
    "中央[一1]号文件|(?:党的)?十[一二三四五六七八九]?大报告|(?:党的)?二十大报告|政府工作报告|党代会报告"
)
REPORT_SIGN = AnyOf("号文件 报告".split)
CONTINUED = re.compile(rf"(?<=[是和、])[{HAN}]{{2,8}}?(?:时|上)的重要讲话")
CONTINUED_SIGN = AnyOf(lambda: ["的重要讲话"])


def find(passage: Passage) -> Iterator[Proposal]:
    """Document proposals; spans never include the marks 《》."""
    text = passage.text
    titles = document_titles()
    for match in MARKED.finditer(text):
        name = match.group(1)
        yield Proposal(match.start(1), match.end(1), "Document", "pattern", 0.95, rank=3, canonical=titles.get(name))
    for match in ABOUT.finditer(text):
        yield Proposal(match.start(), match.end(), "Document", "pattern", 0.8, rank=3)
    found = passage.found
    for match in found.near(PLEDGE, PLEDGE_SIGN, PLEDGE_BACK, PLEDGE_FIRST):
        yield Proposal(match.start("pledge"), match.end(), "Document", "pattern", 0.6)
    after_verb = (end + done for _, end in found.spans(ISSUING) for done in (0, 1))  # 出台, 出台了
    acts = (
        found.near(LETTER, LETTER_SIGN, LETTER_BACK, LETTER_FIRST),
        found.near(REPORT, REPORT_SIGN, 5),
        matches_at(ISSUED, text, after_verb),
        found.near(PLAN, PLAN_SIGN, 1),
        NUMBERED.finditer(text) if "号" in text and YEAR_IN_BRACKETS.search(text) else (),
    )
    for match in chain.from_iterable(acts):
        yield Proposal(match.start(), match.end(), "Document", "pattern", 0.8, rank=3)
    speakers = {hit.end for hit in passage.hits_of("person")}
    for match in OCCASION.finditer(text, passage.body):
        start = match.start()
        if start in speakers or CITED_BEFORE.search(text, max(0, start - 6), start):
            yield Proposal(start, match.end(), "Document", "pattern", 0.7, rank=3)
    for hit in passage.hits_of("document"):
        if hit.start in passage.boundaries or len(hit.entry.name) > 3:
            yield Proposal(hit.start, hit.end, "Document", "list", 0.85, canonical=hit.entry.canonical)
    cited = [match.span("speech") for match in found.near(CITED_SPEECH, CITED_SPEECH_SIGN)]
    for match in found.near(CONTINUED, CONTINUED_SIGN, 9):
        if "总书记" in text[max(0, match.start() - 40) : match.start()]:
            cited.append(match.span())
    for start, end in cited:
        if end - start > 2:
            canonical = _by_the_general_secretary(text[start:end])
            yield Proposal(start, end, "Document", "pattern", 0.6, canonical=canonical)


def _by_the_general_secretary(speech: str) -> str:
    """What a cited speech of his is called: 系列讲话 is short for the 系列重要讲话."""
    return f"习近平总书记{speech.replace('系列讲话', '系列重要讲话')}"
