"""Words of the pages that are not in a template: names of types, relations, methods, kinds, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.lang import choose, language
from kg.schema import node_types, relation_types

_WORDS = {
    # how a mention was found
    "gazetteer": ("地名库", "gazetteer"),
    "list": ("全国性词表", "national lists"),
    "user": ("自备词库", "your lexicon"),
    "pattern": ("构词", "its form"),
    "context": ("上下文", "context"),
    "head": ("题头", "heading"),
    "plug-in": ("插件", "plug-in"),
    # how a name matched
    "name": ("名称", "name"),
    "alias": ("别名", "alias"),
    "pinyin": ("拼音", "pinyin"),
    "initials": ("拼音首字母", "initials"),
    # what a judgement says
    "same": ("相同", "same"),
    "different": ("不同", "different"),
    "unsure": ("存疑", "unsure"),
    "not_a_name": ("不是名称", "not a name"),
    # how a version, or a passage, differs
    "added": ("增加", "added"),
    "removed": ("删去", "removed"),
    "changed": ("改动", "changed"),
    "filled": ("补出", "filled"),
    "blanked": ("隐去", "blanked"),
    "edited": ("改编本", "edited"),
    "redacted": ("隐名本", "redacted"),
    "hole": ("空缺", "hole"),
    "general": ("泛称", "general word"),
    "reworded": ("改称", "reworded"),
    # what a hole hides
    "place": ("地点", "place"),
    "person": ("人名", "person"),
    "organization": ("组织", "organization"),
    "number": ("数字", "number"),
    "date": ("日期", "date"),
    # levels of places
    "province": ("省级", "province"),
    "city": ("地级", "city"),
    "county": ("县级", "county"),
    "town": ("乡级", "town"),
    "village": ("村级", "village"),
    # why a talk cannot have been held at its date
    "forward": ("尚未召开的会议", "a meeting still to come"),
    "under_way": ("正在开展的活动", "a campaign going on"),
    "dated": ("同年某日的会议", "a meeting at a day of the same year"),
    "named": ("日期之后才有的事物", "something that came later"),
    "post": ("前后另有任职者", "somebody else holds the post before and after"),
    # certainty
    "all": ("全部", "all"),
    "stated": ("原文直述", "stated"),
    "inferred": ("推断", "inferred"),
    # properties of a node
    "code": ("区划代码", "division code"),
    "level": ("级别", "level"),
    "parents": ("上级", "within"),
    "first": ("最早", "first"),
    "last": ("最晚", "last"),
    "path": ("文件", "file"),
    "encoding": ("编码", "encoding"),
    "characters": ("字数", "characters"),
    "pages": ("页数", "pages"),
    "sha256": ("SHA-256", "SHA-256"),
    "as": ("应为", "stands for"),
    "title": ("职务", "title"),
    "org": ("单位", "organization"),
    "kind": ("关系", "kind"),
    "similarity": ("相同比例", "share that is the same"),
    # facets
    "types": ("类型", "Types"),
    "relations": ("关系", "Relations"),
    "speeches": ("讲话", "Speeches"),
    "years": ("年份", "Years"),
    "certainty": ("确定程度", "Certainty"),
}  # fmt: skip


def word(key: str) -> str:
    """A key of the data in the language in force; one that is not known stays as it is."""
    return choose(*_WORDS[key]) if key in _WORDS else key


def props(found: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What an edge carries beside its counts, each property with its value in words; `inferred` is said elsewhere."""
    return tuple((name, _value(name, value)) for name, value in found.items() if value and name != "inferred")


def _value(name: str, value: object) -> str:
    if name == "similarity" and isinstance(value, float):
        return f"{value:.1%}"
    return (
        choose("、", ", ").join(map(word, value.split(", ")))
        if name == "kind" and isinstance(value, str)
        else str(value)
    )


def type_name(name: str) -> str:
    """What a node type is called."""
    kind = node_types().get(name)
    return choose(kind.zh, kind.en) if kind else name


def relation_name(name: str) -> str:
    """What a relation is called, read from source to target."""
    kind = relation_types().get(name)
    return choose(kind.zh, kind.en) if kind else name


def has_direction(relation: str) -> bool:
    """Whether a relation reads otherwise from its target to its source."""
    return relation != "CO_OCCURS"


def number(value: int) -> str:
    """A count with its thousands set apart."""
    return f"{value:,}"


def date(iso: str | None) -> str:
    """A date, as exact as it is: 2024年8月24日, 24 August 2024. What is not a date stays as it is."""
    if not iso:
        return choose("日期不详", "no date")
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", iso)
    if not found or language() == "en":
        return iso
    year, month, day = found.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
