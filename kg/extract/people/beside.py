"""People by what else stands beside them: lists and their hypernym, roles, what only a person does, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lists import items_before
from kg.extract.passage import Passage, Proposal
from kg.extract.people.names import (
    CLAUSE_STARTS,
    RANK,
    begins_word,
    is_person,
    name_after,
    names_after,
    starts_with_word,
)
from kg.extract.positions import positions
from kg.extract.scan import AnyOf, pairs
from kg.grammar import HAN, is_name

# words for what a person is that are no posts
_ROLE_BEFORE = AnyOf(
    "教授 院士 博士 医生 护士 记者 通讯员 企业家 创始人 带头人 讲解员 民警 法官 检察官 律师 研究员 导师 辅导员 烈士 作家 诗人 共产党员 优秀党员 老党员 村民 居民 市民 牧民 农民 农户 贫困户 脱贫户 志愿者 网格员 职工 员工 工人 战士 创业者 大学生 校领导 院领导 省领导 市领导 县领导 区领导 厅领导 局领导 公司领导 承包户".split
)
_ROLE_AFTER = AnyOf("教授 院士 博士 老师 先生 女士 医生 律师 烈士 同学".split)
SAYS = re.compile(
    "(?:最后|还|首先|同时|随后|分别|在[^，。]{2,8}时)?(?:指出|强调|表示|要求|认为|介绍说|介绍|回忆|坦言|宣读|宣布|致辞|主持|传达|通报了|作了?(?:报告|讲话|发言|批示|辅导)|在(?:讲话|发言|致辞|批示)中|一行|带队|首先)"
)
# The verb in it, at most ten characters from its beginning (在全省会议召开时|指出), and what it can begin with.
SAYS_SIGN = AnyOf(
    lambda: [
        *"指出 强调 表示 要求 认为 介绍 回忆 坦言 宣读 宣布 致辞 主持 传达 通报了 一行 带队 首先".split(),
        *pairs(("作", "作了", "在"), "报告 讲话 发言 批示 辅导 致辞".split())(),
    ]
)
SAYS_FIRST = "指强表要认介回坦宣致主传通作在一带首最还同随分"
RUN = re.compile(rf"、(?<=[{HAN}]{{2}}、)[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})+")
ROLES = re.compile(
    rf"(?:等(?:[{HAN}]{{0,6}})|[两二三四五六七八九十][位名](?:[{HAN}]{{0,6}}?))(?:共产党员|同志|党员|干部|书记|老师|教师|教授|专家|学者|院士|校长|医生|代表|模范|英雄|烈士|楷模|人物|人的?先进事迹)"
)
ROLES_SIGN = AnyOf(lambda: ["等", *pairs("两二三四五六七八九十", "位名")()])
BYLINE = re.compile(rf"^[ \u3000]*(?P<name>[{HAN}]{{2,4}})[ \u3000]+[{HAN}（）、]{{2,40}}$", re.MULTILINE)


def find(passage: Passage) -> Iterator[Proposal]:
    """Person and Position proposals."""
    yield from _listed(passage)
    yield from _runs(passage)
    yield from _roles(passage)
    yield from _authors(passage)
    yield from _bylines(passage)
    yield from _head(passage)


def _listed(passage: Passage) -> Iterator[Proposal]:
    """王胜、于海河等优秀共产党员."""
    for match in passage.found.near(ROLES, ROLES_SIGN):
        items = items_before(passage.text, match.start(), 6)
        for number, (start, end) in enumerate(items):
            begin = start if number else _first_name(passage, start, end)
            if passage.place_ending_at.get(end) == begin:
                continue  # 山东、广东等地代表
            if is_person(passage, begin, end) or (number and is_name(passage.text[begin:end])):
                yield Proposal(begin, end, "Person", "context", 0.8, rank=RANK)


def _runs(passage: Passage) -> Iterator[Proposal]:
    """Three or more full names joined by 、 are people whatever stands around them: 领导张三丰、李四光、王五."""
    for match in RUN.finditer(passage.text):
        last_mark = passage.text.rindex("、", match.start(), match.end())
        before_it = passage.text.rindex("、", match.start(), last_mark) + 1
        if not is_person(passage, before_it, last_mark):
            continue  # as most lists, which need not be read then
        items = items_before(passage.text, match.end(), 8)
        if len(items) < 3 or not all(is_person(passage, *item) for item in items[1:-1]):
            continue
        last = name_after(passage, items[-1][0]) or items[-1]  # 赵晓梅等, 张少云与
        spans = [(_first_name(passage, *items[0]), items[0][1]), *items[1:-1], last]
        if is_person(passage, *spans[0]) and is_person(passage, *last):
            for start, end in spans:
                yield Proposal(start, end, "Person", "context", 0.8, rank=RANK)


def _roles(passage: Passage) -> Iterator[Proposal]:
    """记者王晗笑, 李华老师, 张民指出: a name beside a word for what a person is, or before what only a person does."""
    text = passage.text
    for _, end_of_role in passage.found.spans(_ROLE_BEFORE):
        for start, end in names_after(passage, end_of_role, post=True):
            if starts_with_word(passage, start, end):
                break
            yield Proposal(start, end, "Person", "context", 0.8, rank=RANK)
    roles = [begin for begin, _ in passage.found.spans(_ROLE_AFTER)]
    says = [match.start() for match in passage.found.near(SAYS, SAYS_SIGN, 10, SAYS_FIRST)]
    for ends, score in ((roles, 0.8), (says, 0.75)):
        for end in ends:
            if end not in passage.boundaries:
                continue
            for length in (3, 2, 4):
                start = end - length
                clause = start == 0 or (start > 0 and text[start - 1] in CLAUSE_STARTS)
                clause = clause or (length == 3 and ends is roles and text[start - 1] in "的请由和")
                if (
                    start >= 0
                    and clause
                    and is_person(passage, start, end)
                    and not starts_with_word(passage, start, end)
                ):
                    yield Proposal(start, end, "Person", "context", score, rank=RANK)
                    break


def _first_name(passage: Passage, start: int, end: int) -> int:
    """Where the name at the end of a list's first item begins: 学习王胜 → 王胜."""
    starts = range(max(start, end - 4), end - 1)
    return next((cut for cut in starts if begins_word(passage, cut) and is_name(passage.text[cut:end])), start)


def _authors(passage: Passage) -> Iterator[Proposal]:
    """王羲之的《兰亭集序》: whose a work is."""
    for match in re.finditer("的《", passage.text):
        for start in (match.start() - 3, match.start() - 2):
            form = start >= 0 and match.start() in passage.boundaries and is_person(passage, start, match.start())
            if form and not starts_with_word(passage, start, match.start()):
                yield Proposal(start, match.start(), "Person", "context", 0.7, rank=RANK)
                break


def _bylines(passage: Passage) -> Iterator[Proposal]:
    """A line of a name and a post, the name first: 冯小键 某省人民检察院检察长."""
    for match in BYLINE.finditer(passage.text):
        start, end = match.span("name")
        if is_person(passage, start, end, post=True) and list(positions(passage, end, match.end())):
            yield Proposal(start, end, "Person", "head", 0.9, rank=RANK)


def _head(passage: Passage) -> Iterator[Proposal]:
    """The speaker where the head names him, and the posts beside the name."""
    head = passage.text[: passage.body]
    if not passage.speaker:
        return
    spaced = r"\s*".join(map(re.escape, passage.speaker))
    for match in re.finditer(spaced, head):
        yield Proposal(match.start(), match.end(), "Person", "head", 1.0, rank=RANK + 1)
    for start, end in positions(passage, 0, passage.body):
        if head[end : end + 1] in ("", "、", "\n", " ", "\u3000", "（", "(") or head.startswith(passage.speaker, end):
            yield Proposal(start, end, "Position", "head", 0.95)
