"""The form of a name, and where one begins after a post: what all evidence for people builds on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.data.names import WEAK_SURNAMES, compound_surnames, surnames
from kg.extract.passage import Passage
from kg.grammar import is_name

RANK = 2
# what may follow a full name after a post: 省委书记蒋超良作出…, 组织部长于绍良一行
AFTER = re.compile(
    r"[，。、；：！？（）()《“”\s]|$|同志|等|一行|指出|强调|要求|提出|主持|出席|参加|传达|宣布|作|在|对|到|为|就|说|带领|率|讲|介绍|通报|汇报|表示|认为|调研|深入|先后|代表|多次|亲自|来|去|与|和|的|分别|随|曾|已|也|同|是|当|报道|摄|题|做|致|宣|所作"
)
# 副总经理（主持工作）梁栋, 记者 杨帆: what may stand between a post and its holder
ASIDE = re.compile(r"（[^（）\n]{2,10}）|[ \u3000]")
CLAUSE_STARTS = "，。；：！？\n“、（"
# Characters of bodies and posts; 国 and 正 are not among them, which given names do hold.
BODY_CHARACTER = re.compile("[委党部支府局厅处院校镇县]")


def name_after(passage: Passage, start: int, post: bool = False) -> tuple[int, int] | None:
    """The span of a full name that begins at `start` and is followed by what can follow a name.

    `post`: a post ends here, so that any word may follow (县委书记刘冲第一时间), and the name needs no boundary of its own.
    """
    if passage.text[start : start + 1] not in _first_characters():
        return None
    candidates = []
    for length in (4, 3, 2):
        end = start + length
        if end > len(passage.text) or not is_person(passage, start, end, post):
            continue
        if post and begins_word(passage, start) and starts_with_word(passage, start, end):
            continue  # 主要领导|干部|专题
        if AFTER.match(passage.text, end):
            candidates.append((end not in passage.boundaries, -length, end))  # 王稚|认为, not 王稚认|为
        elif post and _goes_on(passage, end):
            candidates.append((True, -length, end))  # 林刚|作, not 林刚作|学校
    return (start, min(candidates)[2]) if candidates else None


def _goes_on(passage: Passage, end: int) -> bool:
    """Whether a whole word begins where a name ends: 刘冲|第一, 张云龙|题为."""
    word = passage.words.starting_at(end)
    return word is not None and word.end - word.start > 1 and word.tag[0] in "vdmtapinrjl"


def names_after(passage: Passage, start: int, post: bool = False) -> Iterator[tuple[int, int]]:
    """The names from `start` on that are joined by 、 or a space: 第一书记赵强、刘林, 记者 杨帆 张珺."""
    aside = ASIDE.match(passage.text, start)
    span = name_after(passage, aside.end() if aside else start, post)
    while span:
        yield span
        joined = passage.text[span[1] : span[1] + 1] in tuple("、 \u3000")
        span = name_after(passage, span[1] + 1) if joined else None


def is_person(passage: Passage, start: int, end: int, post: bool = False) -> bool:
    """Whether text[start:end] has the form of a full name, begins a word (or follows a post), and is no ordinary word
    itself (项目, 全市): the segmenter knows words but leaves a name of its own making in characters."""
    if not (post or begins_word(passage, start)) or passage.text[start] not in _first_characters():
        return False
    word = passage.words.starting_at(start)
    if word is not None and word.end == end and not word.tag.startswith("nr"):
        return False
    if passage.text[start] == "和" or BODY_CHARACTER.search(passage.text, start, end):
        return False
    if not _is_name(passage.text[start:end]):
        return False
    given = passage.words.starting_at(start + 1)
    weak = passage.text[start] in WEAK_SURNAMES and given is not None and start + 2 < given.end >= end
    if weak and given and given.tag not in ("nz", "nr", "nrt"):
        return False  # 代表和|学生, but 副校长查|振华
    return end - start > 2 or passage.text[start] != passage.text[start + 1]  # 殷殷


@lru_cache(maxsize=1 << 14)  # several rules ask of the same few characters
def _is_name(surface: str) -> bool:
    return is_name(surface)


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(surname[0] for surname in (*surnames(), *compound_surnames()))


def begins_word(passage: Passage, start: int) -> bool:
    """Whether a word begins here, as the segmenter sees it."""
    return start in passage.boundaries


def starts_with_word(passage: Passage, start: int, end: int) -> bool:
    """先锋岗: the segmenter takes the first two characters for a word, which a surname and a given name seldom are."""
    word = passage.words.starting_at(start)
    return end - start > 2 and word is not None and word.end == start + 2 and not word.tag.startswith("nr")
