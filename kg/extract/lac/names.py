"""Which names of a tagger are proposed: those that show by their form or by what stands beside them that they are one.

A tagger that was taught on news takes many an ordinary word of a speech for a name. What is left ranks below all rules
of kg and has too low a score for it to be looked for anywhere else (kg.extract.kernel.LEARNED).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.data.bodies import body_suffixes, generic_bodies
from kg.extract.passage import Proposal
from kg.extract.plugins import METHOD
from kg.grammar import HAN, alternatives, is_name, post_pattern, title_pattern

Name = tuple[int, int, str]
"""Where a name begins and ends, and its type: Person, Place or Organization."""

SCORE = 0.5
RANK = -1
# As far as the longest post reaches.
_BEFORE = 12

_DOCTRINE = re.compile("主义|思想|理论|精神")
_LISTED_BEFORE = re.compile("(?:同志|、|，|（|：|\n|和|与|以及)\\Z")
_LISTED_AFTER = re.compile("同志|、|等|，|）|。|指出|强调|\n|主持|一行")
_HONOUR = "同志|院士|教授|博士"

_KINDS_OF_PLACE = (
    "省 市 县 区 州 旗 盟 镇 乡 村 街道 社区 岛 山 河 湖 江 海 港 湾 桥 路 街 园 寨 屯 庄 沟 岭 公园 景区 库"
).split()
_KIND_OF_PLACE = re.compile(alternatives(_KINDS_OF_PLACE) + "\\Z")
# 全市, 市全域, 我县: which one, the sentence alone does not tell.
_NO_NAME_OF_A_PLACE = re.compile(f"[省市县区]?[全我各本该]|[^{HAN}]")

_KINDS_OF_BODY = (
    "党委 党组 党支部 党总支 党工委 支部 委员会 省委 市委 县委 区委 州委 政府 部 局 厅 院 办 处 所 站 校 会 社 厂 公司 集团 "
    "中心 大学 学院 小学 中学 医院 银行 法院 检察院 纪委 监委 团委 工会 妇联 政协 人大 协会 学会 联合会 基金会"
).split()
_NO_NAME_OF_A_BODY = re.compile("各|全|本|我|该|每|两|几|某|党组织|基层|上级|下级|同级")


def proposed(text: str, names: Iterable[Name]) -> Iterator[Proposal]:
    """The names to be believed, in their order, as the weakest of proposals. Offsets are those of the text."""
    for start, end, type_ in names:
        if _BELIEVED[type_](text, start, end):
            yield Proposal(start, end, type_, METHOD, SCORE, RANK)


def _is_person(text: str, start: int, end: int) -> bool:
    """The form of a name, with a post, a title or 同志 beside it, or between the marks of a list or a verb of saying."""
    word = text[start:end]
    if not (is_name(word) or "·" in word) or _DOCTRINE.match(text, end):
        return False
    before = text[max(0, start - _BEFORE) : start]
    if _titled_before().search(before) or _titled_after().match(text, end):
        return True
    return bool(_LISTED_BEFORE.search(before) and _LISTED_AFTER.match(text, end))


def _is_place(text: str, start: int, end: int) -> bool:
    """A word for a kind of place at the end, and something before it that may be its name."""
    word = text[start:end]
    if word in _KINDS_OF_PLACE or _NO_NAME_OF_A_PLACE.match(word):
        return False
    return bool(_KIND_OF_PLACE.search(word))


def _is_body(text: str, start: int, end: int) -> bool:
    """Three characters or more, a word for a kind of body at the end, and not one that every place has."""
    word = text[start:end]
    if len(word) < 3 or word in generic_bodies() or _NO_NAME_OF_A_BODY.match(word):
        return False
    return bool(_kind_of_body().search(word))


_BELIEVED = {"Person": _is_person, "Place": _is_place, "Organization": _is_body}


@cache
def _titled_before() -> re.Pattern[str]:
    """A post that a name follows, in the next line too, as where the head of a speech is signed."""
    return re.compile(f"(?:{post_pattern().pattern}|{_HONOUR}|主任|记者|代表|烈士)\n?\\Z")


@cache
def _titled_after() -> re.Pattern[str]:
    return re.compile(f"{_HONOUR}|先生|女士|老师|{title_pattern()}")


@cache
def _kind_of_body() -> re.Pattern[str]:
    return re.compile(alternatives([*_KINDS_OF_BODY, *(suffix.suffix for suffix in body_suffixes())]) + "\\Z")
