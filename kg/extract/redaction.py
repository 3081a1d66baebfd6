"""Redactions: XX镇, x月xx日, X个, 第一书记x. A hole is marked as what was blanked; it is never a name.

The kind of hole follows from what stands around it; DESIGN's kinds are place, person, organization, number, date
and name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.passage import Passage, Proposal
from kg.extract.scan import AnyOf, Found, matches_at
from kg.grammar import surname_pattern

# A run of such characters is one hole: it is tried from its first character only, or a long run would take long.
BLANK = (
    "(?:(?<![A-Za-z0-9×ＸｘΧ])[xX×ＸｘΧ]+(?![A-Za-z0-9]|光|射线|线片|轴|染色体)|(?<![○＊*])[○＊*]{2,}"
    "|某{1,2}(?=[镇乡村市县区省街社]))"
)
LETTERS = "xX×ＸｘΧ"  # no hole begins with one within a word: xx, 3x
_IN_WORD = re.compile("[A-Za-z0-9]")
SIGN = AnyOf(lambda: LETTERS + "○＊*某")  # every BLANK begins with one of these
DATE = re.compile(
    rf"(?:{BLANK}年)?{BLANK}月(?:{BLANK}|\d{{1,2}})(?:至(?:{BLANK}|\d{{1,2}}))?日|\d{{1,2}}月{BLANK}日|{BLANK}年(?:{BLANK}月(?:{BLANK}日)?)?"
)
PLACE = re.compile(
    rf"{BLANK}(?:省|市|县|区|镇|乡|街道|村|社区|州)(?![委级政])|(?<=美丽新){BLANK}|(?<=中央在){BLANK}|{BLANK}(?=的职工|的群众|人民)"
)
BODY = re.compile(
    rf"{BLANK}(?:村|社区|镇|乡)(?:党支部|党总支|党委|村委会|居委会|政府)|{BLANK}(?:专业合作社|联村党委|省委|市委|县委|区委|镇党委|公司|局|小学|中学|学校|医院|集团|合作社|企业)(?:组织部|宣传部|纪委)?"
)
PERSON = re.compile(
    rf"(?<=书记|部长|主任|局长|县长|市长|镇长|同志|校长|经理|队长){BLANK}(?![个名万元项次条户])|(?<![A-Za-z]){BLANK}(?=同志|书记|部长|主任|局长)|(?<=[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜]){BLANK}(?=同志|书记|部长|等|，|、)"
)
# 董某, 王某某: the surname is left
SURNAMED = re.compile(rf"{surname_pattern()}某{{1,2}}(?![种些个项地市县区镇村省街社年月日时])")
SURNAME_SIGN = AnyOf(lambda: "某")
QUOTED = re.compile(rf"“(?P<hole>{BLANK})”")
NUMBER = re.compile(rf"{BLANK}(?=[个名万元项次条户%％件类家亿人]|多[个名])")
ANY = re.compile(rf"(?<![A-Za-z0-9]){BLANK}(?![A-Za-z0-9])")


def find(passage: Passage) -> Iterator[Proposal]:
    """A redacted proposal for every hole. Holes of a scored type carry that type, the rest the type Redacted."""
    text = passage.text
    found = passage.found
    starts = hole_starts(found)
    if not starts:
        return  # as most texts
    for match in matches_at(DATE, text, date_starts(text, starts)):
        yield _hole(*match.span(), "Date", "date", 9)
    kinds = (
        (PLACE, "Place", "place", 8),
        (BODY, "Organization", "organization", 9),
        (PERSON, "Person", "person", 7),
        (NUMBER, "Redacted", "number", 6),
        (ANY, "Redacted", "name", 4),
    )
    for pattern, type_, hole, rank in kinds:
        for match in matches_at(pattern, text, starts):
            yield _hole(*match.span(), type_, hole, rank)
    for match in found.near(SURNAMED, SURNAME_SIGN, 2):
        if match.start() in passage.boundaries:
            yield _hole(*match.span(), "Person", "person", 9, 0.9)
    for match in QUOTED.finditer(text):
        yield _hole(*match.span("hole"), "Program", "name", 9, 0.9)


def hole_starts(found: Found) -> list[int]:
    """Where a hole may begin."""
    starts = [start for start, _ in found.all(SIGN)]
    return [at for at in starts if found.text[at] not in LETTERS or not _IN_WORD.match(found.text[at - 1 : at])]


def date_starts(text: str, holes: Iterable[int]) -> list[int]:
    """Where a date with a hole may begin: with it, or with the month before it (8月x日, 10月x日)."""
    months = (at - back for at in holes if text[at - 1 : at] == "月" for back in (2, 3) if back <= at)
    return sorted({*holes, *months})


def _hole(start: int, end: int, type_: str, hole: str, rank: int, score: float = 0.95) -> Proposal:
    return Proposal(start, end, type_, "pattern", score, rank=rank, redacted=True, props={"hole": hole})
