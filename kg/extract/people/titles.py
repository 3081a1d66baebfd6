"""People by their titles: known leaders, names after a post, names before one, 罗书记, 青松同志."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.data.names import WEAK_SURNAMES, compound_surnames, surnames
from kg.data.posts import posts
from kg.extract.passage import Passage, Proposal
from kg.extract.people.names import (
    CLAUSE_STARTS,
    RANK,
    begins_word,
    is_person,
    names_after,
    starts_with_word,
)
from kg.extract.positions import positions, posts_in, with_units
from kg.extract.scan import AnyOf, leftmost
from kg.grammar import HAN, title_pattern

PLACE_HEADS = (
    "省长",
    "市长",
    "县长",
    "区长",
    "镇长",
    "乡长",
    "州长",
    "书记",
    "副省",
    "副市",
    "副县",
    "副区",
    "副镇",
    "副书",
    "主任",
    "主席",
)
# 新华部长通报, 尊敬的迎春常务副省长: a given name with a title, where it opens a clause and something is said or a mark follows.
GIVEN_TITLED = re.compile(
    rf"(?:，|。|；|、|：|\n|;|尊敬的)(?P<given>[{HAN}]{{2}})(?P<title>(?:常务)?副?(?:部长|书记|省长|市长|县长|区长|主任|局长|镇长|行长|院长|校长|厅长|董事长|总经理|主席))"
    r"(?=通报|指出|强调|要求|介绍|讲|对|在|就|传达|提出|作|，|、|和|及|的)"
)
GIVEN_TITLED_SIGN = AnyOf("部长 书记 省长 市长 县长 区长 主任 局长 镇长 行长 院长 校长 厅长 董事长 总经理 主席".split)
GIVEN_TITLED_BACK, GIVEN_TITLED_FIRST = 8, "，。；、：\n;尊"
# What follows a short form of address where it stands in the middle of a clause: 做到姜局长提出的要求.
SAID_OF = re.compile("(?:提出|强调|指出|要求|介绍|讲话|说|同志|在会上|的(?:讲话|要求|指示|报告))")
GIVEN_STOP = re.compile(r"[委党部支组织纪检宣传统战常务第一各省市县区镇乡村国副正总原任们位名]")
NO_NAME = frozenset(
    "各位 有的 这些 那些 我们 你们 他们 全体 许多 一些 部分 个别 少数 多数 其他 有些 年轻 老年 女性 分管 负责 主要 领导 党员 干部 机关 基层 广大 所有 参会 与会 在座 优秀 先进 同样 不少 哪位 希望 这位 那位 几位 两位 三位 有关 相关 农村".split()
)


def find(passage: Passage) -> Iterator[Proposal]:
    """Person and Position proposals."""
    yield from _leaders(passage)
    yield from _after_post(passage)
    yield from _titled(passage)
    yield from _full_titled(passage)
    yield from _comrades(passage)


def _leaders(passage: Passage) -> Iterator[Proposal]:
    for match in re.finditer("总书记", passage.text):
        start = match.start()
        if start and passage.text[start - 1] == "习" and begins_word(passage, start - 1):
            start -= 1
        if not passage.text.startswith("近平", max(0, start - 2)):
            yield Proposal(start, match.end(), "Person", "list", 0.95, rank=RANK)
    terms = {hit.start for hit in passage.hits_of("term")}
    for hit in passage.hits_of("person"):
        if hit.start in terms:
            continue  # 习近平新时代中国特色社会主义思想 is a doctrine as a whole
        if not begins_word(passage, hit.start) or passage.text.startswith(("主义", "思想"), hit.end):
            continue
        yield Proposal(hit.start, hit.end, "Person", "list", 0.95, rank=RANK, canonical=hit.entry.canonical)


def _after_post(passage: Passage) -> Iterator[Proposal]:
    """省委书记蒋超良: the post is a Position, what follows it a Person."""
    for bare, end in posts_in(passage):
        names = list(names_after(passage, end, post=True))
        start = with_units(passage, bare) if names else bare
        if passage.text[start:end] == "代表":
            continue  # 张正栋代表学校: a verb more often than a post
        for number, span in enumerate(names):
            if number == 0:
                yield Proposal(start, end, "Position", "context", 0.9)
                yield from _joined_posts(passage, start)
            yield Proposal(span[0], span[1], "Person", "context", 0.9, rank=RANK)


def _joined_posts(passage: Passage, end: int) -> Iterator[Proposal]:
    """省委常委、组织部长于绍良: the posts before the marks are the same person's."""
    while end and passage.text[end - 1] in "、，":
        joined = [span for span in positions(passage, max(0, end - 24), end - 1) if span[1] == end - 1]
        if not joined:
            return
        start = joined[0][0]
        yield Proposal(start, end - 1, "Position", "context", 0.8)
        end = start


_ANY_TITLE = AnyOf(lambda: (post.name for post in posts() if post.surname))


@cache
def _surname_ends() -> frozenset[str]:
    return frozenset(surname[-1] for surname in surnames())


def _titled(passage: Passage) -> Iterator[Proposal]:
    """罗书记: a surname with a title; 新华部长 a given name with one; 总书记 alone is the one in office."""
    text = passage.text
    title = re.compile(title_pattern())
    after = [
        span for span in passage.found.longest(_ANY_TITLE).items() if text[span[0] - 1 : span[0]] in _surname_ends()
    ]
    last = 0
    for begin, end in leftmost(after):
        start = begin - (2 if text[begin - 2 : begin] in compound_surnames() else 1)
        if start < last:
            continue
        last = end
        before = text[start - 1] if start else "\n"
        surname = text[start]
        if (
            surname in WEAK_SURNAMES
            or surname in "总代副常"
            or (start not in passage.boundaries and before not in "委、，。”")
        ):
            continue
        if title.match(text, start):
            continue  # 常委, 主任: the surname is part of the post
        said = SAID_OF.match(text, end) and passage.is_word(start, start + 1)
        if (said or before in "，。、；：\n“（ 委由请让") and title.fullmatch(text, start + 1, end):
            yield Proposal(start, end, "Person", "context", 0.8, rank=RANK)
    for match in passage.found.near(GIVEN_TITLED, GIVEN_TITLED_SIGN, GIVEN_TITLED_BACK, GIVEN_TITLED_FIRST):
        if _is_given(match["given"]) and not _is_common(passage, *match.span("given")):
            yield Proposal(match.start("given"), match.end(), "Person", "context", 0.7, rank=RANK)
            yield Proposal(match.start("title"), match.end("title"), "Position", "context", 0.7)


def _is_common(passage: Passage, start: int, end: int) -> bool:
    """Whether text[start:end] is an ordinary word, or a place whose head the title may be (宜都市长)."""
    word = passage.words.starting_at(start)
    ordinary = (
        word is not None and word.end == end and word.tag in ("n", "v", "vn", "a", "d", "r", "f", "m", "b", "j", "l")
    )
    return ordinary or (passage.place_ending_at.get(end) == start and passage.text[end : end + 2] in PLACE_HEADS)


def _is_given(stem: str) -> bool:
    return not GIVEN_STOP.search(stem)


def _full_titled(passage: Passage) -> Iterator[Proposal]:
    """骆惠宁书记, 省委张国华副书记: a full name before its title."""
    for begin, end in passage.found.spans(_ANY_TITLE):
        if begin not in passage.boundaries:
            continue
        for length in (3, 2, 4):
            start = begin - length
            if start < 0 or not is_person(passage, start, begin) or passage.place_ending_at.get(begin) == start:
                continue
            before = passage.text[start - 1] if start else "\n"
            if before in CLAUSE_STARTS or length == 3:
                if not starts_with_word(passage, start, begin):
                    yield Proposal(start, begin, "Person", "context", 0.8, rank=RANK)
                    yield Proposal(begin, end, "Position", "context", 0.7)
                break


def _comrades(passage: Passage) -> Iterator[Proposal]:
    """青松同志, 罗联峰同志: a name before 同志; 各位同志, 有的同志 are none."""
    text = passage.text
    for match in re.finditer(r"同志(?!们)", text):
        for length in (3, 2, 4):
            start = match.start() - length
            surface = text[max(0, start) : match.start()]
            before = text[start - 1] if start > 0 else "\n"
            if (
                start >= 0
                and is_person(passage, start, match.start())
                and before in "，。、；：\n“（ 由和与对委长记任员席了的是请向"
            ):
                yield Proposal(start, match.start(), "Person", "context", 0.85, rank=RANK)
                break
            if (
                length == 2
                and start >= 0
                and before in "，。；：\n“"
                and re.fullmatch(f"[{HAN}]{{2}}", surface)
                and _is_given_with_comrade(surface)
            ):
                yield Proposal(start, match.end(), "Person", "context", 0.75, rank=RANK)
                break


def _is_given_with_comrade(surface: str) -> bool:
    return surface not in NO_NAME and not GIVEN_STOP.search(surface) and surface[0] not in "的各有些这那老新小全"
