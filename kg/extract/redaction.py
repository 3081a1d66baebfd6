"""Redactions: XX镇, x月xx日, X个, 第一书记x. A hole is marked as what was blanked; it is never a name.

The kind of hole follows from what stands around it; DESIGN's kinds are place, person, organization, number, date
and name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.passage import Passage, Proposal
from kg.grammar import surname_pattern

BLANK = (
    "(?:(?<![A-Za-z0-9])[xX×ＸｘΧ]+(?![A-Za-z0-9]|光|射线|线片|轴|染色体)|[○＊*]{2,}|某{1,2}(?=[镇乡村市县区省街社]))"
)
SIGN = re.compile("[xX×ＸｘΧ○＊*某]")  # every BLANK has one of these
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
QUOTED = re.compile(rf"“(?P<hole>{BLANK})”")
NUMBER = re.compile(rf"{BLANK}(?=[个名万元项次条户%％件类家亿人]|多[个名])")
ANY = re.compile(rf"(?<![A-Za-z0-9]){BLANK}(?![A-Za-z0-9])")


def _lines_with_a_sign(text: str) -> list[tuple[int, int]]:
    """The lines in which something may be blanked; most texts have none, and the patterns are slow."""
    lines: list[tuple[int, int]] = []
    for match in SIGN.finditer(text):
        if not lines or match.start() >= lines[-1][1]:
            end = text.find("\n", match.end())
            lines.append((text.rfind("\n", 0, match.start()) + 1, len(text) if end < 0 else end + 1))
    return lines


def find(passage: Passage) -> Iterator[Proposal]:
    """A redacted proposal for every hole. Holes of a scored type carry that type, the rest the type Redacted."""
    kinds = (
        (DATE, "Date", "date", 9),
        (PLACE, "Place", "place", 8),
        (BODY, "Organization", "organization", 9),
        (PERSON, "Person", "person", 7),
        (NUMBER, "Redacted", "number", 6),
        (ANY, "Redacted", "name", 4),
    )
    lines = _lines_with_a_sign(passage.text)
    for pattern, type_, hole, rank in kinds:
        for match in (match for line in lines for match in pattern.finditer(passage.text, *line)):
            yield Proposal(
                match.start(), match.end(), type_, "pattern", 0.95, rank=rank, redacted=True, props={"hole": hole}
            )
    for match in (match for line in lines for match in SURNAMED.finditer(passage.text, *line)):
        if match.start() in passage.boundaries:
            props = {"hole": "person"}
            yield Proposal(match.start(), match.end(), "Person", "pattern", 0.9, rank=9, redacted=True, props=props)
    for match in (match for line in lines for match in QUOTED.finditer(passage.text, *line)):
        start, end = match.span("hole")
        yield Proposal(start, end, "Program", "pattern", 0.9, rank=9, redacted=True, props={"hole": "name"})
