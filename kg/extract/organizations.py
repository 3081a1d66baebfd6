"""Organizations: committees and governments by level, their departments, bureaus, and named bodies.

Generic bodies (党组织, 各级党委, 联村党委 without its villages) are no entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.data.bodies import body_suffixes, departments, generic_bodies
from kg.extract.lists import items_before
from kg.extract.passage import Passage, Proposal
from kg.grammar import HAN, alternatives

LEVEL = "省市县区州旗盟"
COMMITTEE = re.compile(
    rf"(?<![各乡上地省市县区])(?!县市|市县|县区|区县|市区)(?:[{LEVEL}]、?)*[{LEVEL}]委(?![员托派任身以会])(?:常委会|全会)?"
)
GOVERNMENT = re.compile(rf"(?<![各乡上级])[{LEVEL}]政府(?!性|采购|职能|购买)")
TOWN_BODY = re.compile(r"(?<![各乡])(?:镇|乡|街道)(?:党工委|党委|政府)|(?:村|社区)(?:党总支|党委|党支部)")
CENTRE = re.compile(r"(?:党中央|中共中央|中央)(?!企业|财政|空调|公园|苏区|电视台|领导|文件|红军|大街|商务|巡视)")
# 县委活动办, 市整市推进领导小组办公室, “整县推进”课题组: ad hoc bodies by their head word
AD_HOC = re.compile(r"(?:领导小组(?:办公室)?|课题组|指挥部(?:办公室)?|活动办(?:公室)?|专项办|工作专班)")
SUFFIX_BREAK = frozenset(
    "的了在对到和与及是有把被从由为将以其这那个各每该本我你他们不也都要能会，。：；、“”！？\n（）()"
)
LIST_HYPERNYM = re.compile(
    rf"等(?:一批|多家|\d+家|[一二三四五六七八九十]+家|部分|一部分[{HAN}]{{0,8}}的?)?"
    r"(?:非公(?:有制)?(?:经济组织|企业)|企业|“?两新”?组织|公司|单位|机关事业单位|机关|部门|学校|医院|合作社)"
)
BRANCH = re.compile("党(?:支部|总支|委)")
OFFICE = re.compile(
    rf"(?:(?<=[、，。\n（])|(?<![{HAN}])|(?<=[、，。\n（])[省市县区])[{HAN}]{{2,6}}局(?=[、，。；等党和的）\n]|$)"
)
NO_OFFICE = re.compile("(?:布|结|格|全|大|时|当|僵|开|变|新|邮|书|棋|破|败|骗|饭|定|危|政)局$|^[各有该本]")
JOINT = re.compile(r"联(?:村|合)党(?:委|总支|支部)")
MEMBERS = re.compile(
    rf"(?:[{HAN}]{{2,4}}[镇乡])?(?:[{HAN}]{{2,4}}(?:村|社区)、)*[{HAN}]{{2,4}}(?:村|社区)$|(?:(?<=[，。、：；“\n如像])|^)[{HAN}]{{2,3}}$"
)


def find(passage: Passage) -> Iterator[Proposal]:
    """Organization proposals. Owners (宜都 of 市委) are found by linking, not here."""
    yield from _committees(passage)
    yield from _bureaus(passage)
    yield from _named(passage)
    yield from _joint(passage)
    yield from _listed(passage)
    yield from _offices(passage)
    for hit in passage.hits_of("body"):
        if hit.start in passage.boundaries:
            yield Proposal(hit.start, hit.end, "Organization", "list", 0.9, canonical=hit.entry.canonical)


@cache
def _department() -> re.Pattern[str]:
    names = {name for row in departments() if row.of in ("committee", "discipline") for name in (row.name, *row.shorts)}
    return re.compile(alternatives(names | {"活动办", "督查室", "政研室"}))


def _committees(passage: Passage) -> Iterator[Proposal]:
    """宜昌市委组织部: an optional place, the committee, an optional department. 省、市、县委 ends in one committee."""
    text = passage.text
    places = passage.place_ending_at
    for pattern in (COMMITTEE, GOVERNMENT):
        for match in pattern.finditer(text):
            start = match.end() - 2 if pattern is COMMITTEE else match.start()
            while start > match.start() and text[start] not in LEVEL:
                start -= 1
            department = _department().match(text, match.end())
            end = department.end() if department else match.end()
            owner = places.get(start + 1, places.get(start))
            yield Proposal(start if owner is None else owner, end, "Organization", "pattern", 0.9)
    for match in TOWN_BODY.finditer(text):
        level = 2 if text.startswith("街道", match.start()) else 1
        owner = places.get(match.start() + level)
        if owner is None and text[match.start()] in "镇乡街":
            owner = _stem_start(passage, match.start(), 3)
        bare = owner is None
        if bare and not (text[match.start()] in "镇乡" and _anaphoric(text, match.start())):
            continue
        yield Proposal(
            match.start() if bare else owner or 0, match.end(), "Organization", "pattern", 0.6 if bare else 0.85
        )
    for match in CENTRE.finditer(text):
        yield Proposal(match.start(), match.end(), "Organization", "list", 0.9, canonical="中共中央")


def _anaphoric(text: str, start: int) -> bool:
    """镇党委 means one body only where a preposition or a mark stands before it: 在镇党委领导下."""
    return start > 0 and text[start - 1] in "在，。、由经；\n"


def _stem_start(passage: Passage, end: int, longest: int) -> int | None:
    """Where a name of at most `longest` characters that ends before a suffix begins, or None where none is seen."""
    for length in range(2, longest + 1):
        start = end - length
        if start < 0 or passage.text[start] in SUFFIX_BREAK or not re.match(f"[{HAN}]", passage.text[start]):
            return None
        before = passage.text[start - 1] if start else "\n"
        if start in passage.boundaries and (before in SUFFIX_BREAK or not re.match(f"[{HAN}]", before)):
            return start
    return None


@cache
def _bureau() -> re.Pattern[str]:
    names = {
        name
        for row in departments()
        if row.of not in ("committee", "discipline")
        for name in (row.name, *row.shorts)
        if len(name) > 2
    }
    return re.compile(
        rf"(?:(?<![{HAN}])[{LEVEL}]|(?<=[、，和及])[{LEVEL}]|(?<![{LEVEL}])[{LEVEL}](?=[{HAN}]{{2,6}}局))?{alternatives(names)}"
    )


def _bureaus(passage: Passage) -> Iterator[Proposal]:
    places = passage.place_ending_at
    for match in _bureau().finditer(passage.text):
        start = match.start()
        owner = places.get(start + 1) if passage.text[start] in LEVEL else places.get(start)
        if owner is None and passage.text[start] not in LEVEL and start not in passage.boundaries:
            continue
        yield Proposal(start if owner is None else owner, match.end(), "Organization", "pattern", 0.85)


def _offices(passage: Passage) -> Iterator[Proposal]:
    """水利局, 建设局: a bureau that no list names, in an enumeration or after its level."""
    for match in OFFICE.finditer(passage.text):
        if match.end() in passage.boundaries and not NO_OFFICE.search(match.group()):
            yield Proposal(match.start(), match.end(), "Organization", "pattern", 0.65)


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(alternatives(row.suffix for row in body_suffixes() if row.named and len(row.suffix) > 1))


def _named(passage: Passage) -> Iterator[Proposal]:
    """清江小学, 丰岛公司, 优利可柠檬专业合作社党支部: a name before the word for a kind of body."""
    text = passage.text
    generic = generic_bodies()
    for match in _suffix().finditer(text):
        start = _name_start(passage, match.start())
        end = match.end()
        if end not in passage.boundaries:
            continue  # 集中学习 holds no 中学
        tail = BRANCH.match(text, end)
        surface = text[start:end]
        if (
            start < match.start()
            and match.start() - start >= 2
            and surface not in generic
            and not _is_kind(surface[: match.start() - start])
        ):
            yield Proposal(start, tail.end() if tail else end, "Organization", "pattern", 0.7)
    for match in AD_HOC.finditer(text):
        start = _name_start(passage, match.start(), quoted=True)
        if match.start() - start >= 2 and text[match.start() - 1] != "级":
            yield Proposal(start, match.end(), "Organization", "pattern", 0.7)


LEAD = re.compile(
    rf".*(?:推进|发展|领办|创办|兴办|引进|培育|组建了?|成立了?|建立了?|建在|上建|包括|例如|比如|像|如|到|在|对|由|经|向|与|和|及|、|，|学习|走访|调研|参观|支持|帮助|联系|介绍|全省|全市|全县|全区|全国|我省|我市|我县|我区|各)(?=[{HAN}“])"
)
KIND_STEM = re.compile(
    r"^(?:[各全本该每某多几两有等]|非公|国有|民营|私营|龙头|重点|有关|相关|所有|一些|许多|部分|农民|专业|上级|下级|大型|中小|骨干|规模|农业|物业服务?|经济|社会|乡镇|农村|村级|贫困|公立|基层|中心|县级|市级|"
    r"乡|镇|村|大|中|小|产业|股份|合作|集体|旅游|建筑|房地产|高等|职业|党员|干部)+$"
)


def _is_kind(stem: str) -> bool:
    return bool(KIND_STEM.fullmatch(stem))


def _name_start(passage: Passage, end: int, longest: int = 12, quoted: bool = False) -> int:
    """Where the name before a suffix begins: after the nearest mark, function word or verb of setting up."""
    text = passage.text
    start = end
    allowed = "“”" if quoted else ""
    while start > 0 and end - start < longest and (not _breaks(passage, start - 1) or text[start - 1] in allowed):
        if not re.match(f"[{HAN}A-Za-z“”]", text[start - 1]):
            break
        start -= 1
    lead = LEAD.match(text[start:end])
    if lead:
        start += lead.end()
    while start < end and start not in passage.boundaries:
        start += 1
    return start


def _breaks(passage: Passage, at: int) -> bool:
    """Whether the character ends a name to its right: a mark, or a function word that is no part of a word (华为)."""
    alone = at in passage.boundaries and at + 1 in passage.boundaries
    return passage.text[at] in SUFFIX_BREAK and (alone or not re.match(f"[{HAN}]", passage.text[at]))


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
            begin = start if number else _name_start(passage, end, end - start)
            named = len(items) > 1 or passage.text[begin - 1 : begin] in tuple("以如像")
            if named and _is_listed_body(passage.text[begin:end]):
                yield Proposal(begin, end, "Organization", "context", 0.7)


def _is_listed_body(surface: str) -> bool:
    generic = _is_kind(surface) or surface in generic_bodies()
    return len(surface) > 1 and not generic and not re.search(r"[镇乡村]$|社区$|街道$", surface)
