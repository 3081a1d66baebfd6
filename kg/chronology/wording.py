"""How a sentence speaks of something: as to come, as under way, or as over.

A fact is held against a stated date only on the words found here; a bare name proves nothing, since speeches look back
all the time. `before` and `after` are the parts of a clause on the two sides of a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAP = r"[^，。；：！？]"
_TO_COME = re.compile(rf"(?:喜迎|迎接|迎庆|筹备|即将|将要)(?![了过]){_GAP}{{0,12}}$")
_TO_COME_AFTER = re.compile(rf"^{_GAP}{{0,6}}(?:即将|将要|将于|将在|召开在即)|^{_GAP}{{0,4}}献礼")
_OVER = re.compile(
    "曾|当年|当时|那[一几]?年|年前|日子里|那时|先后|过去|回顾|去年|前年|上年|历次|经历|相继|往年|(?<!今年)(?<!年初)(?<!上任)以来|之后|转向|转入乡村"
)
_DONE = re.compile(r"[开推进打实完取形参投做抓接展成战加行][了过]|已经?(?:完成|结束|圆满|取得)|全面完成")
_NOW = re.compile("当前|目前|眼下|正在|现阶段|今年以来|近期|下一步|下一阶段|下半年|接下来|这一阶段")
_PERHAPS_NOW = re.compile(
    "今年|今天|今日|这次|此次|本次|现在|要|务必|必须|应当|切实|坚决|全力|确保|需要|继续|进一步|力争"
)
_CARRIED_OUT = re.compile(
    rf"(?:开展|推进|抓好|抓实|搞好|打赢|打好|投身|做好|参与|结合|聚焦|部署|抢抓|组织好)(?!了|过|完){_GAP}{{0,8}}$"
)
_GOES_ON = re.compile(
    r"^[”」]?(?:第[一二三四]批|第[一二三四]个?(?:环节|阶段)|越往|进入|转入|即将|正在|有序|不走过场|不能|要|还?需|仍)"
)
# After these a campaign is meant itself; after anything else, something called after it: 脱贫攻坚档案, 主题教育读本.
_ITSELF = re.compile(r"^[”」]?(?:工作|任务|活动)?(?:$|[、和与及同等为第越要不进转向仍还需正]|即将|有序|整改落实|各项)")
# What is left of a campaign when it is over, on either side of its name.
_LOOKED_BACK = re.compile(
    r"^[”」]?(?:工作|活动)?的?(?:成果|成效|精神|成就|胜利|期间|以来|经验|后|之后|以后|时期|结束|收官|圆满|总结|中(?![央心])|时|.{0,3}周年)"
)
_AFTERMATH = re.compile("通过|告别|深化|巩固|拓展|弘扬|总结|铭记|感悟|讲好|长效|常态")
_NOT_YET = re.compile(rf"(?:拟|将|即将|将要|准备|筹备|筹划|起草|草拟|制定|修订|迎接|喜迎){_GAP}{{0,8}}$")
_DRAFT = re.compile(r"^[》”]?[（(]?(?:草案|征求意见|讨论稿|送审|即将|将于|将要)")
_NOT_ITSELF = re.compile(r"^[”」]?(?:精神|报告|提出|确定|作出|以来|闭幕|后|之后)")
_ADOPTED = re.compile(
    rf"^[”」]?{_GAP}{{0,4}}?(?:精神|报告|以来|闭幕|胜利闭幕|通过|提出|作出|指出|强调|明确|部署|要求|决议|决定|之后|后)"
)


def looks_forward(sentence: str, before: str, after: str) -> str | None:
    """The words by which a clause looks forward to a meeting, if it does and its sentence does not look back."""
    if _OVER.search(sentence) or _NOT_ITSELF.match(after) or re.search(r"[迎接办备][了过来]", before):
        return None
    found = _TO_COME.search(before) or _TO_COME_AFTER.search(after)
    if not found and before.endswith("为"):
        found = re.match("(?:胜利|顺利)召开", after)
    return found.group().strip("，、的") or None if found else None


def under_way(sentence: str, before: str, after: str, unless: Sequence[str]) -> tuple[str, bool] | None:
    """The words by which a sentence speaks of a campaign as under way, if it does, and whether they are clear.

    Clear are a word for now and one for carrying it out or going on with it, where the campaign itself is meant; a
    demand or a 今天 may mean what is left of it. None where the sentence looks back or forward, or where a word of
    `unless` stands in it.
    """
    if _OVER.search(sentence) or _LOOKED_BACK.match(after) or _DONE.search(before + after):
        return None
    if _NOT_YET.search(before) or _AFTERMATH.search(before + after) or any(word in sentence for word in unless):
        return None
    for pattern, text in ((_GOES_ON, after), (_CARRIED_OUT, before), (_NOW, sentence)):
        if found := pattern.search(text):
            return found.group().strip("”」的"), bool(_ITSELF.match(after))
    perhaps = _PERHAPS_NOW.search(before)
    return (perhaps.group(), False) if perhaps else None


def is_now(sentence: str) -> bool:
    """Whether a sentence says that it speaks of now."""
    return bool(_NOW.search(sentence) or re.search("今年|今天", sentence))


def looks_back(sentence: str) -> bool:
    """Whether a sentence tells of another time."""
    return bool(_OVER.search(sentence))


def adopted(sort: str, sentence: str, before: str, after: str) -> bool:
    """Whether a clause takes a fact for one that has come about: a meeting that decided something, a campaign or a
    document that is there."""
    if _NOT_YET.search(before) or _DRAFT.match(after) or looks_forward(sentence, before, after):
        return False
    return bool(_ADOPTED.match(after)) if sort == "meeting" else True
