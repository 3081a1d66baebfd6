"""Departments and offices: 宜都市水利局, 市文广新局, 镇安派出所, and ad hoc bodies by their head word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.data.bodies import departments
from kg.extract.extent import name_start
from kg.extract.organizations.committees import LEVEL
from kg.extract.passage import Passage, Proposal
from kg.extract.scan import AnyOf, pairs
from kg.grammar import HAN

# 县委活动办, 市整市推进领导小组办公室, “整县推进”课题组: ad hoc bodies by their head word
AD_HOC = re.compile(r"(?:领导小组(?:办公室)?|课题组|指挥部(?:办公室)?|活动办(?:公室)?|专项办|工作专班)")
AD_HOC_SIGN = AnyOf("领导小组 课题组 指挥部 活动办 专项办 工作专班".split)
OFFICE = re.compile(
    rf"(?:(?<=[、，。\n（])|(?<![{HAN}])|(?<=[、，。\n（])[省市县区])[{HAN}]{{2,6}}局(?=[、，。；等党和的）\n]|$)"
)
OFFICE_SIGN = AnyOf(lambda: "局")
NO_OFFICE = re.compile("(?:布|结|格|全|大|时|当|僵|开|变|新|邮|书|棋|破|败|骗|饭|定|危|政)局$|^[各有该本]")
# 省林草局, 市民宗委: a level, at most six characters and the word for an office.
LEVEL_OFFICE = re.compile(
    rf"(?:自治区|{'|'.join(LEVEL)})(?P<stem>[{HAN}]{{2,7}}?)(?:局|厅|办|(?<![常党政])委)(?![长员托派任面势部限限事理法])"
)

# 省厅, 市局: the one above, where the speech is a bureau's own
ABOVE = re.compile("[省市县区][厅局](?![长级部])")
ABOVE_SIGN = AnyOf(pairs("省市县区", "厅局"))
NO_STEM = re.compile("街道|乡镇|社区|各|政府|领导|人大|政协|[市县区委]")


def find(passage: Passage) -> Iterator[Proposal]:
    """Proposals of departments, offices and ad hoc bodies."""
    yield from _departments(passage)
    yield from _by_level(passage)
    for match in passage.found.near(ABOVE, ABOVE_SIGN):
        if passage.is_word(match.start(), match.end()) or passage.text[match.start() - 1 : match.start()] in tuple(
            "，。、及和由按经根从"
        ):
            yield Proposal(match.start(), match.end(), "Organization", "pattern", 0.6)
    # 水利局, 建设局: a bureau that no list names, in an enumeration
    for match in passage.found.near(OFFICE, OFFICE_SIGN, 7):
        if match.end() in passage.boundaries and not NO_OFFICE.search(match.group()):
            yield Proposal(match.start(), match.end(), "Organization", "pattern", 0.65)
    for match in passage.found.near(AD_HOC, AD_HOC_SIGN):
        start = name_start(passage, match.start(), 24, quoted=True)
        if match.start() - start >= 2 and passage.text[match.start() - 1] != "级":
            yield Proposal(start, match.end(), "Organization", "pattern", 0.7)


_DEPARTMENT = AnyOf(
    lambda: (
        name
        for row in departments()
        if row.of not in ("committee", "discipline")
        for name in (row.name, *row.shorts)
        if len(name) > 2
    )
)


LEVEL_BEFORE = re.compile(
    rf"(?:(?<![{HAN}])[{LEVEL}]|(?<=[、，和及])[{LEVEL}]|(?<![{LEVEL}])[{LEVEL}](?=[{HAN}]{{2,6}}局))"
)


def _departments(passage: Passage) -> Iterator[Proposal]:
    places = passage.place_ending_at
    for begin, end in passage.found.spans(_DEPARTMENT):
        start = begin - bool(begin and LEVEL_BEFORE.match(passage.text, begin - 1))
        owner = places.get(start + 1) if passage.text[start] in LEVEL else places.get(start)
        bare = owner is None and passage.text[start] not in LEVEL
        if bare and (start not in passage.boundaries or passage.text[end - 1] == "所"):
            continue
        yield Proposal(start if owner is None else owner, end, "Organization", "pattern", 0.85)


def _by_level(passage: Passage) -> Iterator[Proposal]:
    for match in LEVEL_OFFICE.finditer(passage.text):
        start = match.start()
        if start not in passage.boundaries or match.end() not in passage.boundaries:
            continue
        if (
            name_start(passage, match.end() - 1) > start
            or NO_STEM.search(match["stem"])
            or NO_OFFICE.search(match.group().replace("新局", "局"))
        ):
            continue
        owner = passage.place_ending_at.get(start + 1, start)
        yield Proposal(owner, match.end(), "Organization", "pattern", 0.75)
