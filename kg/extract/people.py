"""People and the posts they hold: a name needs evidence beside it (a post, 同志, a list's hypernym, a byline)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.data.names import holder_of
from kg.data.posts import posts
from kg.extract.passage import Passage, Proposal
from kg.grammar import HAN, alternatives, is_name, name_pattern, title_pattern

RANK = 2
# what may follow a full name after a post: 省委书记蒋超良作出…, 组织部长于绍良一行
AFTER = re.compile(
    r"[，。、；：！？（）()《“”\s]|$|同志|等|一行|指出|强调|要求|提出|主持|出席|参加|传达|宣布|作|在|对|到|为|就|说|带领|率|讲|介绍|通报|汇报|表示|认为|调研|深入|先后|代表|多次|亲自|来|去|与|和|的|分别|随|曾|已|也|同|是|当"
)
OWNER = rf"(?:(?:[{HAN}]{{2,4}}?[省市县区])*(?:中央|[省市县区州]委|[{HAN}]{{2,5}}[镇乡]|[省市县区]))?"
ROLE_LIST = re.compile(
    rf"([{HAN}]{{0,3}}(?:{name_pattern()}、)+{name_pattern()}|{name_pattern()})等(?:[{HAN}]{{0,6}})(?:共产党员|同志|党员|干部|书记|模范|英雄|烈士|楷模|人物|人的?先进事迹)"
)


@cache
def position_pattern() -> re.Pattern[str]:
    """A post with what may stand before it: 湖北省宜都市委书记, 省委组织部副部长, 丰岛公司第一书记."""
    heads = alternatives(post.name for post in posts() if post.surname or post.alone or post.after)
    middle = "(?:委|组织部|宣传部|统战部|政法委|纪委|纪检|人大|政协|政府|办公室|党委|党组|党支部|党总支|支部)?"
    return re.compile(rf"{OWNER}{middle}{heads}")


def find(passage: Passage) -> Iterator[Proposal]:
    """Person and Position proposals."""
    yield from _leaders(passage)
    yield from _after_post(passage)
    yield from _titled(passage)
    yield from _comrades(passage)
    yield from _listed(passage)
    yield from _head(passage)


def _leaders(passage: Passage) -> Iterator[Proposal]:
    holder = holder_of("总书记", str(passage.year) if passage.year else None)
    for match in re.finditer("总书记", passage.text):
        start = match.start()
        if start and passage.text[start - 1] == "习" and _begins_word(passage, start - 1):
            start -= 1
        if holder and not passage.text.startswith("近平", max(0, start - 2)):
            yield Proposal(start, match.end(), "Person", "list", 0.95, rank=RANK, canonical=holder)
    for hit in passage.hits_of("person"):
        if not _begins_word(passage, hit.start):
            continue
        yield Proposal(hit.start, hit.end, "Person", "list", 0.95, rank=RANK, canonical=hit.entry.canonical)


def _after_post(passage: Passage) -> Iterator[Proposal]:
    """省委书记蒋超良: the post is a Position, what follows it a Person."""
    text = passage.text
    for match in position_pattern().finditer(text):
        span = name_after(passage, match.end())
        if span:
            yield Proposal(span[0], span[1], "Person", "context", 0.9, rank=RANK)
            yield Proposal(match.start(), match.end(), "Position", "context", 0.9)
            yield from _joined_posts(text, match.start())


def _joined_posts(text: str, end: int) -> Iterator[Proposal]:
    """省委常委、组织部长于绍良: the post before the mark is the same person's."""
    if end and text[end - 1] == "、":
        for match in position_pattern().finditer(text, max(0, end - 20), end - 1):
            if match.end() == end - 1:
                yield Proposal(match.start(), match.end(), "Position", "context", 0.8)


def name_after(passage: Passage, start: int) -> tuple[int, int] | None:
    """The span of a full name that begins at `start` and is followed by what can follow a name."""
    for length in (4, 3, 2):
        end = start + length
        if end <= len(passage.text) and is_person(passage, start, end) and AFTER.match(passage.text[end:]):
            return start, end
    return None


def is_person(passage: Passage, start: int, end: int) -> bool:
    """Whether text[start:end] has the form of a full name, begins a word, and is no ordinary word itself (项目, 全市):
    the segmenter knows words but leaves a name of its own making in characters."""
    if not is_name(passage.text[start:end]) or not _begins_word(passage, start):
        return False
    return end - start > 2 or not _is_word(passage, start, end)


def _begins_word(passage: Passage, start: int) -> bool:
    return start in passage.boundaries


def _is_word(passage: Passage, start: int, end: int) -> bool:
    return end in passage.boundaries and all(mark not in passage.boundaries for mark in range(start + 1, end))


def _titled(passage: Passage) -> Iterator[Proposal]:
    """罗书记: a surname with a title; 新华部长 a given name with one; 总书记 alone is the one in office."""
    text = passage.text
    titles = title_pattern()
    single = name_pattern().split("(?:(?!")[0]
    for match in re.finditer(rf"(?<![{HAN}])?{single}{titles}", text):
        start = match.start()
        before = text[start - 1] if start else "\n"
        surname = text[start]
        if surname == "总" or (start not in passage.boundaries and before not in "委、，。”"):
            continue
        if re.match(rf"{titles}", text[start:]):
            continue  # 常委, 主任: the surname is part of the post
        if before in "，。、；：\n“（ 委由请让" and _rest_is_title(text, start + 1, match.end()):
            yield Proposal(start, match.end(), "Person", "context", 0.8, rank=RANK)
    for match in re.finditer(
        rf"(?<=[，。；、：\n;])(?P<given>[{HAN}]{{2}})(?P<title>(?:副)?(?:部长|书记|市长|县长|区长|主任|局长|镇长))(?=通报|指出|强调|要求|介绍|讲|对|在|就|传达|提出|作)",
        text,
    ):
        if _is_given(match["given"]):
            yield Proposal(match.start(), match.end(), "Person", "context", 0.7, rank=RANK)
            yield Proposal(match.start("title"), match.end("title"), "Position", "context", 0.7)


def _rest_is_title(text: str, start: int, end: int) -> bool:
    return bool(re.fullmatch(title_pattern(), text[start:end]))


GIVEN_STOP = re.compile(r"[委党部支组织纪检宣传统战常务第一各省市县区镇乡村国副正总原任们位名]")


def _is_given(stem: str) -> bool:
    return not GIVEN_STOP.search(stem)


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
                and before in "，。、；：\n“（ 由和与对委长记任员席"
            ):
                yield Proposal(start, match.start(), "Person", "context", 0.85, rank=RANK)
                break
            if (
                length == 2
                and start >= 0
                and before in "，。；：\n"
                and re.fullmatch(f"[{HAN}]{{2}}", surface)
                and _is_given_with_comrade(surface)
            ):
                yield Proposal(start, match.end(), "Person", "context", 0.75, rank=RANK)
                break


NO_NAME = frozenset(
    "各位 有的 这些 那些 我们 你们 他们 全体 许多 一些 部分 个别 少数 多数 其他 有些 年轻 老年 女性 分管 负责 主要 领导 党员 干部 机关 基层 广大 所有 参会 与会 在座 优秀 先进 同样 不少 哪位 希望 这位 那位 几位 两位 三位 有关 相关 农村".split()
)


def _is_given_with_comrade(surface: str) -> bool:
    return surface not in NO_NAME and not GIVEN_STOP.search(surface) and surface[0] not in "的各有些这那老新小全"


def _listed(passage: Passage) -> Iterator[Proposal]:
    """王胜、于海河等优秀共产党员."""
    for match in ROLE_LIST.finditer(passage.text):
        for item in re.finditer(rf"[{HAN}]+", match.group(1)):
            start, end = match.start(1) + item.start(), match.start(1) + item.end()
            while (
                item.start() == 0
                and end - start > 2
                and not (_begins_word(passage, start) and is_name(passage.text[start:end]))
            ):
                start += 1
            if is_name(passage.text[start:end]):
                yield Proposal(start, end, "Person", "context", 0.8, rank=RANK)


def _head(passage: Passage) -> Iterator[Proposal]:
    """The speaker where the head names him, and the posts beside the name."""
    head = passage.text[: passage.body]
    if not passage.speaker:
        return
    for match in re.finditer(re.escape(passage.speaker), head):
        yield Proposal(match.start(), match.end(), "Person", "head", 1.0, rank=RANK + 1)
    for line in re.finditer(r"[^\n]+", head):
        for part in re.finditer(r"[^、\s（）()]+", line.group()):
            matches = list(position_pattern().finditer(part.group()))
            if matches and matches[-1].end() in (len(part.group()), len(part.group().removesuffix(passage.speaker))):
                start = line.start() + part.start()
                yield Proposal(start, start + matches[-1].end(), "Position", "head", 0.95)
