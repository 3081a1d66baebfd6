"""Bodies with a name of their own: 清江小学, 丰岛公司, joint committees, and the items of a list of companies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.data.bodies import body_suffixes, generic_bodies
from kg.extract.extent import has_name, is_nominal, name_start, owner_start
from kg.extract.lists import items_before
from kg.extract.passage import Passage, Proposal
from kg.extract.scan import AnyOf, pairs
from kg.grammar import HAN, MadeOf

LIST_HYPERNYM = re.compile(
    rf"等(?:一批|多家|\d+家|[一二三四五六七八九十]+家|部分|一部分[{HAN}]{{0,8}}的?)?"
    r"(?:非公(?:有制)?(?:经济组织|企业)|企业|“?两新”?组织|公司|单位|机关事业单位|机关|部门|学校|医院|合作社)"
)
# Bodies set up for a task: what stands before is the task, and before that whose they are.
AD_HOC = ("领导小组", "委员会", "指挥部", "工作组", "办公室", "工作专班", "专班", "领导小组办公室")
BRANCH = re.compile("党(?:支部|总支|委|组)(?![书副])|团委|纪委|工会")
JOINT = re.compile(r"联(?:村|合)党(?:委|总支|支部)")
MEMBERS = re.compile(
    rf"(?:[{HAN}]{{2,4}}[镇乡])?(?:[{HAN}]{{2,4}}(?:村|社区)、)*[{HAN}]{{2,4}}(?:村|社区)$|(?:(?<=[，。、：；“\n如像])|^)[{HAN}]{{2,3}}$"
)
MASS = re.compile("工会|共青团|妇联|残联|科协|工商联|红十字会|计生协|关工委")
MASS_LIST_SIGN = AnyOf(pairs(MASS.pattern.split("|"), "、"))
MASS_LIST = re.compile(f"(?:{MASS.pattern})(?:、(?:{MASS.pattern}))+")
LISTED_BRANCH = re.compile(f"[{HAN}]{{2,8}}?(?P<end>党(?:支部|总支|委)(?![书副员委]))")
BRANCH_LIST = re.compile(
    f"{LISTED_BRANCH.pattern.replace('?P<end>', '?:')}(?:、{LISTED_BRANCH.pattern.replace('?P<end>', '?:')})+"
)
BRANCH_LIST_SIGN = AnyOf("党支部、 党总支、 党委、".split)
COMPANY_POST = re.compile("党委书记、(?:董事长|总经理|总裁)|董事长|总经理|总裁")
COMPANY_POST_SIGN = AnyOf("党委书记、 董事长 总经理 总裁".split)
NO_BRAND = re.compile("[省市县区镇乡村委局厅部公司集团企业的和与及、]")
# What kind of body it is, not which: 龙头企业, 乡镇卫生院, 农民专业合作社.
KIND_STEM = MadeOf(
    (
        "各 全 本 该 每 某 多 几 两 有 等 非公 国有 民营 私营 龙头 重点 有关 相关 所有 一些 许多 部分 农民 专业 上级 下级 大型 中小 骨干 规模 农业 物业服 物业服务 经济 社会 "
        "乡镇 农村 村级 贫困 公立 基层 中心 县级 市级 乡 镇 村 大 中 小 产业 股份 合作 集体 旅游 建筑 房地产 高等 职业 党员 干部 高水平 应用 应用型 研究型 特色 一流 新时代 国内 "
        "国际 全国 现代 省属 市属 直属 中央 地方 工作 学校 企业 机关 社区 街道 市 县 省 区 党群 便民 政务 公共 综合 服务 文化 教育 医疗 志愿 志愿者 青年 妇女 学生 教师 行业 "
        "各类 优秀 先进"
    ).split()
)


def find(passage: Passage) -> Iterator[Proposal]:
    """Proposals of named bodies."""
    yield from _by_ending(passage)
    yield from _mass(passage)
    yield from _branches(passage)
    yield from _short(passage)
    yield from _joint(passage)
    yield from _listed(passage)


_ENDING = AnyOf(lambda: (row.suffix for row in body_suffixes() if len(row.suffix) > 1))


@cache
def _ordinary() -> frozenset[str]:
    """Endings that ordinary words have before them as well (便民服务中心): what stands there must hold a name."""
    return frozenset(
        row.suffix
        for row in body_suffixes()
        if not row.named or row.kind in ("zone", "culture") or row.suffix in _SHORT
    )


# Endings of universities' short names, which need the place before them: 河北农大.
_SHORT = frozenset("农大 师大 工大 医大 财大 科大 交大 林大 理工 师院 职院".split())
# Words for a room or a group as well as for a body: only a place or a known body before them makes one.
_ROOMS = frozenset("中心 服务中心 办公室 委员会 工作组 工作站 专班 工作专班 检查组 督导组 服务团".split())
# An adjective of kind before 大学 or 企业: 创新型大学, 标杆大学.
_KIND_LAST = re.compile("(?:型|一流|标杆|特色|知名|综合性?|重点|高水平|中|现代化|国有|名牌|示范|副|理工|化|光伏)$")


def _by_ending(passage: Passage) -> Iterator[Proposal]:
    """清江小学, 优利可柠檬专业合作社党支部: a name before the word for a kind of body."""
    text = passage.text
    for begin, end in passage.found.spans(_ENDING):
        if end not in passage.boundaries:
            continue  # 集中学习 holds no 中学
        ending = text[begin:end]
        ad_hoc = ending in AD_HOC
        start = name_start(passage, begin, 24 if ad_hoc else 16, ad_hoc)
        rank = 0
        if ad_hoc:
            owner = owner_start(passage, begin)
            if owner is not None:  # 徐州市全民阅读活动领导小组: a body, whatever program its name holds
                start, rank = min(start, owner), 2
        stem = text[start:begin]
        if len(stem) < 2 or KIND_STEM.whole(stem) or text[start:end] in generic_bodies():
            continue
        if _KIND_LAST.search(stem) or text.startswith("城市", end):
            continue
        word = passage.words.starting_at(start)
        if word and word.end == begin and word.tag.startswith("v") and start not in passage.inside_names:
            continue  # 促进医院
        named = has_name(passage, start, begin, ending in _ROOMS or ending in _SHORT)
        if not named and ending in _ordinary():
            continue
        if not rank and not is_nominal(passage, start, begin, 2 if named else 1):
            continue
        branch = BRANCH.match(text, end)
        yield Proposal(start, branch.end() if branch else end, "Organization", "pattern", 0.7, rank=rank)


def _mass(passage: Passage) -> Iterator[Proposal]:
    """工会、共青团、妇联: the mass organizations where they are listed; alone each is a kind."""
    for match in passage.found.near(MASS_LIST, MASS_LIST_SIGN):
        for body in MASS.finditer(passage.text, match.start(), match.end()):
            yield Proposal(body.start(), body.end(), "Organization", "list", 0.7)


def _branches(passage: Passage) -> Iterator[Proposal]:
    """重装党支部、桥箱党支部: branches where two or more are listed by name."""
    for match in passage.found.near(BRANCH_LIST, BRANCH_LIST_SIGN, 8):
        for body in LISTED_BRANCH.finditer(passage.text, match.start(), match.end()):
            start = name_start(passage, body.start("end"), 6)
            stem = passage.text[start : body.start("end")]
            if len(stem) > 1 and start >= body.start() and not KIND_STEM.whole(stem):
                yield Proposal(start, body.end(), "Organization", "pattern", 0.65)


def _short(passage: Passage) -> Iterator[Proposal]:
    """江苏交控董事长: a place and two to four characters that are no word, before a post of companies only."""
    text = passage.text
    for match in passage.found.near(COMPANY_POST, COMPANY_POST_SIGN):
        for length in (4, 3, 2):
            start = match.start() - length
            place = passage.place_ending_at.get(start)
            if place is None or start < 0 or passage.is_word(start, match.start()):
                continue
            stem = text[start : match.start()]
            if re.fullmatch(f"[{HAN}]+", stem) and not NO_BRAND.search(stem):
                yield Proposal(place, match.start(), "Organization", "context", 0.7)
                break


def _joint(passage: Passage) -> Iterator[Proposal]:
    """王家畈镇横冲村、老屋棚村联村党委: one body of several villages; 联村党委 alone is a kind."""
    for match in JOINT.finditer(passage.text):
        members = MEMBERS.search(passage.text[max(0, match.start() - 40) : match.start()])
        if members:
            start = match.start() - len(members.group())
            yield Proposal(start, match.end(), "Organization", "pattern", 0.85, rank=1)


def _listed(passage: Passage) -> Iterator[Proposal]:
    """土老憨、丰岛公司、天宜机械等企业: every item of the list is a body."""
    for match in LIST_HYPERNYM.finditer(passage.text):
        items = items_before(passage.text, match.start(), 10)
        for number, (start, end) in enumerate(items):
            begin = start if number else name_start(passage, end, end - start)
            named = len(items) > 1 or passage.text[begin - 1 : begin] in tuple("以如像")
            if named and _is_body(passage.text[begin:end]):
                yield Proposal(begin, end, "Organization", "context", 0.7)


def _is_body(surface: str) -> bool:
    generic = KIND_STEM.whole(surface) or surface in generic_bodies()
    return len(surface) > 1 and not generic and not re.search(r"[镇乡村]$|社区$|街道$", surface)
