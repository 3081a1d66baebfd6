"""Committees, governments, congresses and courts by level and owner: 宜昌市委组织部, 市人大常委会, 学校党委."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from kg.data.bodies import departments
from kg.extract.extent import name_start
from kg.extract.passage import Passage, Proposal
from kg.extract.scan import AnyOf, pairs
from kg.grammar import HAN, alternatives

LEVEL = "省市县区州旗盟"
_LEVELS = rf"(?:自治[区州县]|[{LEVEL}])"
COMMITTEE = re.compile(
    rf"(?<![各乡上地省市县区])(?!县市|市县|县区|区县|市区)(?:[{LEVEL}]、?){{0,8}}(?:[{LEVEL}]委(?![员托派任身以会])(?:常委会|全会)?|自治[区州县]党委)"
)
GOVERNMENT = re.compile(rf"(?<![各乡上级]){_LEVELS}(?:人民)?政府(?!性|采购|职能|购买)")
# What each begins with (kg.extract.scan).
COMMITTEE_SIGN = AnyOf(lambda: ["自治", *pairs(LEVEL, f"{LEVEL}、委")()])
GOVERNMENT_SIGN = AnyOf(lambda: ["自治", *pairs(LEVEL, ("人民政府", "政府"))()])
# The other bodies that every level has one of.
STATE = re.compile(
    rf"(?<![各乡上地省市县区]){_LEVELS}(?:人大常委会|人大(?!代表|会|制度|建议)|政协(?!委员|会议|章程|提案)|纪委监委|纪委|监委|巡察办|"
    r"(?:高级|中级|高|中)?(?:人民)?法院|高院|中院|(?:人民)?检察院|监察委(?:员会)?|军分区|人武部|武装部|总工会|团委|妇联|工商联|残联|文联|科协|侨联|社科联|红十字会|关工委)"
)
STATE_SIGN = AnyOf(lambda: ["自治", *pairs(LEVEL, "人政纪监巡高中法检军武总团妇工残文科侨社红关")()])
YOUTH = re.compile(rf"团[{LEVEL}]委|共青团[{LEVEL}]委")
YOUTH_SIGN = AnyOf(pairs(("团", "共青团"), LEVEL))
TOWN_BODY = re.compile(
    r"(?<![各乡])(?:镇|乡|街道)(?:党工委|党委|政府|纪委|人大|团委)|(?:村|社区)(?:党总支|党委|党支部|“?两委”?|村委会|居委会)"
)
# A committee named by what it is the committee of, where the speech has but one such: 学校党委, 总行党委, 局党组.
_UNITS = (
    "省局 市局 县局 区局 学校 学院 大学 集团公司 集团 总公司 分公司 公司 总行 分行 省行 市行 支行 医院 总队 支队 管理局 总局 分局 局 厅 院 校 园区 开发区 "
    "高新区 管委会 新区 中心 研究院 研究所 企业 项目部 联社 校级 总院 直属机关 机关".split()
)
_OF_UNITS = "党委 党工委 党组 党总支 纪委 团委 工会 董事会 管委会".split()
OWN = re.compile(rf"(?<![各级乡])(?:{'|'.join(_UNITS)})(?:{'|'.join(_OF_UNITS)})(?![书副员会宣组])")
OWN_SIGN = AnyOf(pairs(_UNITS, _OF_UNITS))
TOWN_SIGN = AnyOf(pairs("镇 乡 街道 村 社区".split(), "党政纪人团“两村居"))
# 民建省委会, 民盟某大学支部: a democratic party's committee or branch
DEMOCRATIC = re.compile(
    rf"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?:中央|[{LEVEL}]委会?|[{HAN}]{{1,8}}?(?:支部|总支|基层委员会))"
)
DEMOCRATIC_SIGN = AnyOf("民革 民盟 民建 民进 农工党 致公党 九三学社 台盟".split)
NATIONAL = re.compile(rf"全国[{HAN}]{{2,10}}?(?:办公室|普法办|扫黄打非办|委员会|领导小组|联合会|基金会)(?![主副])")
# 驻区水利局纪检监察组
SENT = re.compile(rf"驻(?!村)[{HAN}]{{2,14}}?纪检监察组")
# 中国共产党浙江省第十四届委员会
FULL = re.compile(rf"中国共产党(?!中央)[{HAN}]{{2,24}}?委员会")
CENTRE = re.compile(
    r"(?:党中央|中共中央|中央)(?!企业|财政|空调|公园|苏区|电视台|领导|文件|红军|大街|商务|巡视|一号|主题)"
)
CENTRE_SIGN = AnyOf("党中央 中共中央 中央".split)
BEFORE_OWN = "于在，。、由经受向为和与；：\n“（"


def find(passage: Passage) -> Iterator[Proposal]:
    """Proposals of bodies that every level has, with the place that owns them where it is written."""
    yield from _levels(passage)
    yield from _towns(passage)
    yield from _own(passage)
    for match in passage.found.near(CENTRE, CENTRE_SIGN):
        yield Proposal(match.start(), match.end(), "Organization", "list", 0.9, canonical="中共中央")


@cache
def _department() -> re.Pattern[str]:
    names = {name for row in departments() if row.of in ("committee", "discipline") for name in (row.name, *row.shorts)}
    return re.compile(
        rf"{alternatives(names | {'活动办', '督查室', '政研室'})}|(?:第[一二三四五六七八九十]+)?巡[察视]组|(?!书记)[{HAN}]{{2,8}}?工委(?:办公室)?(?![会员])"
    )


def _levels(passage: Passage) -> Iterator[Proposal]:
    """宜昌市委组织部: an optional place, the committee, an optional department. 省、市、县委 ends in one committee."""
    text = passage.text
    places = passage.place_ending_at
    signs = ((COMMITTEE, COMMITTEE_SIGN), (GOVERNMENT, GOVERNMENT_SIGN), (STATE, STATE_SIGN), (YOUTH, YOUTH_SIGN))
    for pattern, sign in signs:
        for match in passage.found.near(pattern, sign):
            start = match.start()
            if start > 1 and text.startswith("优秀", start - 2):
                continue  # 优秀县委书记 are of many counties
            if pattern is COMMITTEE and "自治" not in match.group():
                start = match.end() - 2
                while start > match.start() and text[start] not in LEVEL:
                    start -= 1
            department = _department().match(text, match.end())
            end = department.end() if department else match.end()
            level = 3 if text.startswith("自治", start) else 1
            owner = places.get(start + level, places.get(start))
            if owner is None and start and pattern is STATE and not _free(passage, start):
                continue
            start = start if owner is None else owner
            party = start > 1 and text.startswith("中共", start - 2)
            yield Proposal(start - 2 * party, end, "Organization", "pattern", 0.9)
    democratic = passage.found.near(DEMOCRATIC, DEMOCRATIC_SIGN)
    for match in chain(FULL.finditer(text), SENT.finditer(text), democratic, NATIONAL.finditer(text)):
        yield Proposal(match.start(), match.end(), "Organization", "pattern", 0.9)


def _free(passage: Passage, start: int) -> bool:
    """Whether a bare level may begin a name here: 城市人大 and 两市政协 are none."""
    return start in passage.boundaries and not re.match("[一二两三四五六七八九十几多城全]", passage.text[start - 1])


def _towns(passage: Passage) -> Iterator[Proposal]:
    text = passage.text
    for match in passage.found.near(TOWN_BODY, TOWN_SIGN):
        level = 2 if text.startswith("街道", match.start()) else 1
        owner = passage.place_ending_at.get(match.start() + level)
        if owner is None and text[match.start()] in "镇乡街":
            owner = _stem_start(passage, match.start())
        bare = owner is None
        if bare and not (text[match.start()] in "镇乡" and _anaphoric(text, match.start())):
            continue
        yield Proposal(
            match.start() if bare else owner or 0, match.end(), "Organization", "pattern", 0.6 if bare else 0.85
        )


def _own(passage: Passage) -> Iterator[Proposal]:
    for match in passage.found.near(OWN, OWN_SIGN):
        start = name_start(passage, match.start())
        if start == match.start():
            if _anaphoric(passage.text, start):
                yield Proposal(start, match.end(), "Organization", "pattern", 0.6)
        elif start in passage.boundaries:
            yield Proposal(start, match.end(), "Organization", "pattern", 0.7)


def _anaphoric(text: str, start: int) -> bool:
    """镇党委 means one body only where a preposition or a mark stands before it: 在镇党委领导下."""
    return start == 0 or text[start - 1] in BEFORE_OWN or text.startswith(("代表", "根据", "按照"), start - 2)


def _stem_start(passage: Passage, end: int, longest: int = 3) -> int | None:
    """Where an unknown town's name that ends before its level begins, or None where none is seen."""
    start = name_start(passage, end, longest)
    before = passage.text[start - 1 : start] or "\n"
    named = end - start >= 2 and (not re.match(f"[{HAN}]", before) or passage.words.ending_at(start) is not None)
    return start if named else None
