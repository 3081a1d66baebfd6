"""Places: administrative names from the gazetteer, villages and communities by form, list items by their hypernym."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.data.ambiguous import ambiguous_places
from kg.data.places import village_names
from kg.extract import near_places
from kg.extract.lexicon import Hit
from kg.extract.lists import items_before
from kg.extract.passage import Passage, Proposal
from kg.extract.scan import AnyOf
from kg.grammar import HAN

# 村/社区 after one of these is a kind of village, not a name
KIND_OF_PLACE = re.compile(
    r"(?:[各全本该每某多几两个全一二三四五六七八九十百\d]|类|名|示范|重点|贫困|后进|先进|薄弱|空白|软弱涣散|试点|行政|自然|中心|城镇|农|乡|联|街道|所在|强|弱|主题|湿地|森林|国家|产业|生态|高新|经济|技术|工业|农业|文化|旅游|"
    r"偏远|边远|移民|美丽|文明|明星|模范|品牌|特色|双联|帮扶|结对|包联|党建|集体经济|达标|到|进|驻|入|在职党员|城市|易地搬迁|安置|老旧|智慧|和谐|平安|"
    r"绿色|幸福|宜居|服务|参与|促进|构建|整治|建设|乡镇|县|镇|市|区|难点|重点|出列|脱贫|经济|促|治理|网格|党员|干部|群众)$"
)
ADVERB = re.compile("[尚未已正将曾刚还很再又仅才]")
NATURAL = "河 江 湖 海 山 岛 流域 走廊 盆地 平原 高原 半岛 三角洲 关中".split()
NATURAL_HEAD = AnyOf(lambda: NATURAL)
STEM_BREAK = frozenset(
    "的了在对到和与及是有把被从向由为就将以其这那等个各每该本我你他们不也都要能会可上下中里内外前后、，。：；"
)
SUFFIX = re.compile(
    r"(?:村(?![级民级委支党居务干部镇庄官子风容集规史情口头道路内部])|社区(?![的工矫干])|街道(?![办党工社干])|镇(?<![乡村城各].)(?![政长级区域村海静压])|乡(?<!城.)(?![镇村亲愁土情级音下贤风长政])|林场|公园|水库|景区|开发区|风景区|居民区|花苑)"
)
LIST_HYPERNYM = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十]+个|几个|多个)?(?:村（?社区）?|村和社区|村社区|村|社区|乡镇|镇|街道|县市|县|市|地|省份|省)(?=[，。；、的在都也已为先及和走开进推实探创打变是有一]|$)"
)
SUFFIX_SIGN = AnyOf("村 社区 街道 镇 乡 林场 公园 水库 景区 开发区 风景区 居民区 花苑".split)
CHARACTER = re.compile(f"[{HAN}]")


def find(passage: Passage, prefectures: frozenset[str]) -> Iterator[Proposal]:
    """Place proposals. `prefectures` are the codes (four digits) of the cities that the document is about: within
    them villages are known by name."""
    yield from _known(passage, prefectures)
    yield from _by_form(passage, prefectures)
    yield from _natural(passage)
    yield from _uncertain(passage)
    yield from _listed(passage)
    yield from near_places.find(passage)


def prefectures_of(passages: list[Passage]) -> frozenset[str]:
    """Codes of the prefectures of all cities and counties that the passages name without doubt."""
    codes = set()
    for passage in passages:
        for hit in passage.hits:
            if (
                hit.entry.kind == "place"
                and len(hit.entry.codes) == 1
                and len(hit.entry.codes[0]) in (4, 6)
                and not _is_kind_of_district(passage, hit)
            ):
                codes.add(hit.entry.codes[0][:4])
    return frozenset(codes)


def _known(passage: Passage, prefectures: frozenset[str]) -> Iterator[Proposal]:
    for hit in passage.hits_of("place"):
        near = any(code[:4] in prefectures for code in hit.entry.codes)
        town = bool(hit.entry.codes) and all(len(code) > 6 for code in hit.entry.codes)
        if town and (hit.start not in passage.boundaries or KIND_OF_PLACE.search(hit.entry.name[:-1]) or not near):
            continue
        whole = hit.start in passage.boundaries and hit.end in passage.boundaries
        if len(hit.entry.name) < 3 and not whole:
            continue
        if not near and _is_kind_of_district(passage, hit):
            continue
        name, official = hit.entry.name, hit.entry.canonical
        # 南涧县 is short for 南涧彝族自治县; other short forms are linking's to judge
        canonical = official if name != official and name[-1] == official[-1] else None
        yield Proposal(hit.start, hit.end, "Place", "gazetteer", 0.95 if near else 0.85, canonical=canonical)


def _is_kind_of_district(passage: Passage, hit: Hit) -> bool:
    """平房区: an ordinary word before 区 is a district only where its city is spoken of."""
    if not hit.entry.name.endswith("区") or hit.entry.name[:-1] not in ambiguous_places():
        return False
    word = passage.words.starting_at(hit.start)
    return word is None or not word.tag.startswith(("ns", "nr", "nz"))


def _natural(passage: Passage) -> Iterator[Proposal]:
    """黄河, 河西走廊: rivers, mountains and regions that the segmenter's dictionary holds as places."""
    for start, end in passage.found.longest(NATURAL_HEAD).items():
        if start and passage.text[start - 1] == "大":
            continue
        token = passage.words.ending_at(end)
        if token is not None and token.tag == "ns" and token.end - token.start > 1 and token.start <= start:
            yield Proposal(token.start, token.end, "Place", "gazetteer", 0.7, rank=-1)


def _uncertain(passage: Passage) -> Iterator[Proposal]:
    """酒泉、天水两个城市: a short name that is a word as well counts beside another place, or within its own province
    where the word is no common one."""
    provinces = {code[:2] for hit in passage.hits_of("place") for code in hit.entry.codes if len(hit.entry.codes) == 1}
    hits = [hit for hit in passage.hits_of("maybe") if any(code[:2] in provinces for code in hit.entry.codes)]
    starts = {hit.start for hit in [*passage.hits_of("place"), *hits]}
    ends = {hit.end for hit in [*passage.hits_of("place"), *hits]}
    for hit in hits:
        token = passage.words.starting_at(hit.start)
        if token is None or token.end != hit.end:
            continue
        text = passage.text
        listed = (text[hit.start - 1 : hit.start] == "、" and hit.start - 1 in ends) or (
            text[hit.end : hit.end + 1] == "、" and hit.end + 1 in starts
        )
        if listed or hit.start in passage.place_ending_at or token.tag.startswith(("nr", "nz")):
            yield Proposal(hit.start, hit.end, "Place", "gazetteer", 0.6, rank=-1)


def _by_form(passage: Passage, prefectures: frozenset[str]) -> Iterator[Proposal]:
    """横冲村, 锦江社区, 中台镇, 西湖公园: a stem of one to four characters before a suffix."""
    known = [village_names(prefecture) for prefecture in sorted(prefectures)]
    ends = {hit.end for hit in passage.hits_of("place")}
    for match in passage.found.near(SUFFIX, SUFFIX_SIGN):
        best = None
        for length in range(1, 6):
            start = match.start() - length
            within = start in ends and length > 1  # 苹果园街道|下庄社区
            if (
                start < 0
                or (passage.text[start] in STEM_BREAK and not within)
                or not CHARACTER.match(passage.text, start)
            ):
                break
            stem = passage.text[start : match.start()]
            name = passage.text[start : match.end()]
            if len(name) > 2 and any(name in names for names in known):
                best = Proposal(start, match.end(), "Place", "gazetteer", 0.95)
            elif (
                best is None
                and length == 1
                and start in ends
                and match.group() in ("村", "社区")
                and stem not in "农乡全各本该我两几多整每"
            ):
                best = Proposal(start, match.end(), "Place", "pattern", 0.7)  # 安吉县|余村
            elif best is None and 2 <= length <= 4 and _names_something(passage, start, match, stem):
                best = Proposal(start, match.end(), "Place", "pattern", 0.6)
        if best:
            yield best


def _names_something(passage: Passage, start: int, suffix: re.Match[str], stem: str) -> bool:
    """A stem outside the gazetteer is a name where it may begin one and is no ordinary word (根据村, 街道社区); but
    杨村村 and 西湖公园 are named after one."""
    if (
        start not in passage.boundaries
        or re.search("[省市县区镇乡]", stem[:-1])
        or KIND_OF_PLACE.search(stem)
        or ADVERB.search(stem)
    ):
        return False
    end = suffix.start()
    word = passage.is_word(start, end)
    named_after = passage.text[end - 1] == "村" or suffix.group() not in ("村", "社区", "街道", "镇", "乡")
    return _may_begin(passage, start) and (named_after or not word)


def _may_begin(passage: Passage, start: int) -> bool:
    """Whether a name of which nothing is known may begin here: after a place, a list mark, a preposition or a verb."""
    before = passage.text[max(0, start - 2) : start]
    if not before:
        return True
    return before[-1] in "、，。：；（(“”\n在到对于如像和与了赴让省市县区镇乡委" or before in (
        "街道",
        "介绍",
        "借鉴",
        "走访",
        "调研",
        "来到",
        "学习",
        "以及",
        "比如",
    )


def _listed(passage: Passage) -> Iterator[Proposal]:
    """弭水桥、龙王台、十里铺、东风社区等村社区: every item of the list is one."""
    for match in LIST_HYPERNYM.finditer(passage.text):
        items = items_before(passage.text, match.start(), 8)
        for number, (start, end) in enumerate(items):
            begin = start if number else _after_lead(passage, start, end)
            surface = passage.text[begin:end]
            if len(items) > 1 and 2 <= len(surface) <= 6 and not KIND_OF_PLACE.search(surface):
                yield Proposal(begin, end, "Place", "context", 0.7)


def _after_lead(passage: Passage, start: int, end: int) -> int:
    """The first item of a list without the words that lead up to it: 对罗田县、英山县 → 罗田县."""
    for cut in range(start, end - 1):
        if passage.text[cut] in "在到对于如像和与赴是有组织":
            return cut + 1
    return start
