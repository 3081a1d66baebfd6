"""Programs: named campaigns, projects, mechanisms, brands and activities.

Three kinds of evidence: a known national campaign; a quoted string whose surroundings say that it is carried out
(“双五星”创评, 实施“双指数”管理); an unquoted nominal before a head word that names practices (软弱涣散党组织整顿).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.passage import Passage, Proposal
from kg.extract.programs import headed, quoted
from kg.extract.scan import AnyOf, pairs

WHOLE = re.compile(r"整[省市区县乡镇村](?:推进|提升|创建)|[一二两双三四五六七八九十]{1,2}类支部")
WHOLE_SIGN = AnyOf(lambda: ["类支部", *pairs("整", "省市区县乡镇村")()])
WHOLE_FIRST = "整一二两双三四五六七八九十"
# A campaign by its kind alone, where one stands in for its name: 扎实推动主题教育深入开展.
BARE = re.compile(
    r"(?<![\u4e00-\u9fff”])(?:主题教育|大讨论活动)|(?<=开展|推动|推进|以来|结合)(?:主题教育|大讨论活动)|(?<=[在对把将])(?:主题教育|大讨论活动)"
)
BARE_SIGN = AnyOf("主题教育 大讨论活动".split)


def find(passage: Passage) -> Iterator[Proposal]:
    """Program proposals."""
    for hit in passage.hits_of("term"):
        if hit.entry.type == "Program":
            inside = _unquoted(passage.text, hit.start, hit.end)
            yield Proposal(*inside, "Program", "list", 0.9, rank=1, canonical=hit.entry.canonical)
    yield from quoted.find(passage)
    yield from headed.find(passage)
    for match in passage.found.near(BARE, BARE_SIGN):
        if match.start() in passage.boundaries and match.end() in passage.boundaries:
            yield Proposal(match.start(), match.end(), "Program", "context", 0.55)
    for match in passage.found.near(WHOLE, WHOLE_SIGN, 2, WHOLE_FIRST):
        yield Proposal(match.start(), match.end(), "Program", "pattern", 0.8)


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a name without the quotation marks around it."""
    whole = text[start] == "“" and text.find("”", start) == end - 1
    return (start + 1, end - 1) if whole else (start, end)
