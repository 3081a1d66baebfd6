"""A comparison as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kg.diff.causes import KINDS, SETTINGS
from kg.diff.model import Cause, Comparison, Difference, EntityChange, Item, Passage
from kg.lang import choose, language
from kg.schema import node_types, relation_types
from kg.spans import FileSpan
from kg.text import printable

CHANGES = {
    "added": ("增加", "added"),
    "removed": ("去掉", "removed"),
    "changed": ("有改动", "changed"),
    "renamed": ("改名", "renamed"),
    "moved": ("改名并有改动", "renamed and changed"),
}
WHAT = {"link": ("链接", "link"), "statement": ("陈述", "statement"), "speech": ("讲话", "talk")}
ITEMS = 12  # of one difference


def as_text(found: Comparison, most: int) -> str:
    """What changed, at most `most` passages and entities; what is left out is said."""
    return "\n".join(printable(line) for line in _lines(found, most)) + "\n"


def as_json(found: Comparison) -> str:
    """All of it; texts as they are."""
    value = {
        "settings": [{"name": name, "old": old, "new": new} for name, old, new in found.settings],
        "files": [{"change": one.change, "old": one.old, "new": one.new} for one in found.files],
        "differences": [_difference(one) for one in found.differences],
        "entities": {"lost": [_entity(one) for one in found.lost], "gained": [_entity(one) for one in found.gained]},
        "counts": _counts(found),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _lines(found: Comparison, most: int) -> Iterator[str]:
    if not (found.settings or found.files or found.differences or found.lost or found.gained):
        yield choose("两次构建没有差别", "the two builds do not differ")
        return
    for name, old, new in found.settings:
        yield f"{choose(*SETTINGS[name])}{choose('：', ': ')}{_value(old)} → {_value(new)}"
    for file in found.files:
        names = " → ".join(dict.fromkeys(name for name in (file.old, file.new) if name))
        yield f"{choose('文件', 'file')} {names}{choose('：', ': ')}{choose(*CHANGES[file.change])}"
    counts = _counts(found)
    yield choose(
        "差别 {differences} 处；链接 −{links_lost} +{links_gained}，陈述 −{statements_lost} +{statements_gained}，"
        "实体 −{entities_lost} +{entities_gained}",
        "{differences} differences; links −{links_lost} +{links_gained}, statements −{statements_lost} "
        "+{statements_gained}, entities −{entities_lost} +{entities_gained}",
    ).format(**counts)
    for number, difference in enumerate(found.differences[:most], 1):
        yield ""
        yield from _told(number, difference)
    if len(found.differences) > most:
        left = len(found.differences) - most
        yield choose(f"……另有 {left} 处（--limit）", f"… {left} more (--limit)")
    for sign, changes in (("−", found.lost), ("+", found.gained)):
        if changes:
            yield ""
            yield f"{sign} {choose('实体', 'entities')}{choose('：', ': ')}{_entities(changes, most)}"


def _told(number: int, one: Difference) -> Iterator[str]:
    places = " → ".join(dict.fromkeys(_place(side) for side in (one.old, one.new) if side))
    yield f"{number}. {places}  [{choose('；', '; ').join(map(_cause, one.causes))}]"
    if (
        one.causes
        and one.causes[0].kind in ("added", "removed")
        and (one.old is None or one.new is None)
        and (len(one.lost) + len(one.gained) > ITEMS)
    ):
        counts = Counter(item.what for item in (*one.lost, *one.gained) if item.what != "speech")
        yield "   " + choose("，", ", ").join(f"{choose(*WHAT[what])} {counts[what]}" for what in sorted(counts))
        return
    same = one.old and one.new and one.old.said == one.new.said
    for sign, side in (("−", one.old), ("+", one.new)):
        if side and not (same and sign == "+"):
            yield f"   {' ' if same else sign} {side.text}"
    if not one.lost and not one.gained:
        yield f"     {choose('只有原文变了', 'only the quotation changed')}"
    listed = [("−", item) for item in one.lost] + [("+", item) for item in one.gained]
    for sign, item in listed[:ITEMS]:
        yield f"     {sign} {choose(*WHAT[item.what])} {_item(item)}"
    if len(listed) > ITEMS:
        yield choose(f"     ……另有 {len(listed) - ITEMS} 项", f"     … {len(listed) - ITEMS} more")


def _item(item: Item) -> str:
    shown = item.shown
    if item.what == "link":
        kind = node_types()[shown["type"]]
        entity = "" if shown["entity"] == shown["text"] else f" → {shown['entity']}"
        return f"{getattr(kind, language())} {shown['text']}{entity}"
    if item.what == "statement":
        relation = relation_types()[shown["rel"]]
        inferred = choose("（推断）", " (inferred)") if shown["inferred"] else ""
        return f"{shown['head']} —{getattr(relation, language())}→ {shown['tail']}{inferred}"
    return f"{shown['title']} {shown['field']} = {shown['value']}"


def _entities(changes: Sequence[EntityChange], most: int) -> str:
    shown = [f"{getattr(node_types()[one.type], language())} {one.name}" for one in changes[:most]]
    left = len(changes) - len(shown)
    return choose("，", ", ").join(shown) + (choose(f"，另有 {left} 个", f", {left} more") if left else "")


def _cause(cause: Cause) -> str:
    of = choose(*SETTINGS[cause.of]) if cause.kind == "setting" else cause.of
    return choose(*KINDS[cause.kind]).format(of=of)


def _place(one: Passage) -> str:
    return str(FileSpan(one.file, one.start, one.end))


def _value(value: Any) -> str:
    if isinstance(value, str) and len(value) == 64:
        return value[:8]  # a hash
    return choose("无", "none") if value in (None, [], {}) else json.dumps(value, ensure_ascii=False)


def _counts(found: Comparison) -> dict[str, int]:
    lost, gained = (
        Counter(item.what for one in found.differences for item in getattr(one, side)) for side in ("lost", "gained")
    )
    return {
        "differences": len(found.differences),
        "links_lost": lost["link"],
        "links_gained": gained["link"],
        "statements_lost": lost["statement"],
        "statements_gained": gained["statement"],
        "entities_lost": len(found.lost),
        "entities_gained": len(found.gained),
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "old": _passage(one.old),
        "new": _passage(one.new),
        "lost": [{"what": item.what, **item.shown} for item in one.lost],
        "gained": [{"what": item.what, **item.shown} for item in one.gained],
        "causes": _causes(one.causes),
    }


def _passage(one: Passage | None) -> dict[str, Any] | None:
    return {"file": one.file, "start": one.start, "end": one.end, "text": one.text} if one else None


def _entity(one: EntityChange) -> dict[str, Any]:
    return {"id": one.id, "type": one.type, "name": one.name, "causes": _causes(one.causes)}


def _causes(causes: Sequence[Cause]) -> list[dict[str, str]]:
    return [{"kind": cause.kind, "of": cause.of} for cause in causes]
