"""Which program a name means. Names join only on evidence: 整市推进 and 整县推进 stay two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.data.vocabulary import term_names
from kg.link.forms import normal
from kg.link.target import Target
from kg.model import Mention

# 双五星创评, 双五星创建: the name and a word for what is done with it
ACTIVITY = re.compile(r"(?:创评|创建|评选|管理|建设|活动|工作|机制|制度|试点|体系|行动|计划)$")


def established(mentions: Iterable[Mention]) -> frozenset[str]:
    """Normal forms of all programs that a quotation or the vocabulary vouches for."""
    return frozenset(
        normal(mention.surface, "Program")
        for mention in mentions
        if mention.type == "Program" and not mention.redacted and mention.method != "pattern"
    )


def resolve(mention: Mention, form: str, known: frozenset[str]) -> Target:
    """A national campaign by its official name; a name with an activity word by the name, where that is established."""
    canonical = mention.props.get("canonical") or term_names("Program").get(form)
    if isinstance(canonical, str):
        return Target(canonical, score=0.95, reasons=("known name",))
    stem = ACTIVITY.sub("", form)
    if stem != form and len(stem) > 2 and stem in known:
        national = term_names("Program").get(stem, stem)
        return Target(national, score=0.85, reasons=("the same name without its activity word",))
    return Target(form)
