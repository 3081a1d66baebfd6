"""What the rows of a file say, in terms that hold on both sides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from kg.diff.model import Item, Passage, Row
from kg.diff.side import Side

# What a talk says of itself; ids are read as the talk that they stand for.
_OF_SPEECH = ("title", "date", "speaker", "position", "place", "kind", "version_of")


class Terms:
    """The names of both sides. `speeches` gives for a speech of the new side the same talk on the old one."""

    def __init__(self, old: Side, new: Side, speeches: Mapping[str, str]) -> None:
        self._both = old.entities.keys() & new.entities.keys()
        self._speeches = speeches

    def speech(self, id_: str) -> str:
        """One id for a talk on both sides."""
        return self._speeches.get(id_, id_)

    def entity(self, id_: str, name: str, redacted: bool) -> str:
        """One key for an entity on both sides: its id where both have it, else its name; of a hole what is there."""
        if redacted:
            return f"□{name}"
        return id_ if id_ in self._both else name


def items_of(side: Side, file: str, terms: Terms) -> list[tuple[int, Item]]:
    """Everything that a file says, each with its offset."""
    found = [(row["start"], _link(row, terms)) for row in side.mentions.get(file, ())]
    found += [(row["start"], _statement(row, side, terms)) for row in side.statements.get(file, ())]
    found += [(row["start"], _fill(row, terms)) for row in side.fills.get(file, ())]
    for row in side.speeches.get(file, ()):
        found += [(row["start"], item) for item in _speech(row, terms)]
    return found


def placed(found: Iterable[tuple[int, Item]], passages: Iterable[Passage]) -> dict[Passage, list[Item]]:
    """Items by the passage that they lie in, or that comes before."""
    ordered = sorted(passages, key=lambda one: one.start)
    starts = [one.start for one in ordered]
    groups: dict[Passage, list[Item]] = {}
    for offset, item in found:
        groups.setdefault(ordered[max(bisect_right(starts, offset) - 1, 0)], []).append(item)
    return groups


def _link(row: Row, terms: Terms) -> Item:
    key = (row["type"], row["text"], terms.entity(row["entity_id"], row["entity"], row["redacted"]))
    names = ("type", "text", "entity", "entity_id", "redacted", "method")
    return Item("link", key, {name: row[name] for name in names})


def _statement(row: Row, side: Side, terms: Terms) -> Item:
    props = row["props"]
    told = tuple(f"{name}={props[name]}" for name in ("org", "title") if props.get(name))
    ends = [_end(row, end, side, terms) for end in ("head", "tail")]
    key = (ends[0], row["rel"], ends[1], str(row["inferred"]), *told)
    shown: dict[str, Any] = {name: row[name] for name in ("head", "rel", "tail", "inferred", "props")}
    shown |= {end: _title(side, row[f"{end}_id"], shown[end]) for end in ("head", "tail")}
    return Item("statement", key, shown)


def _fill(row: Row, terms: Terms) -> Item:
    """What another copy knows of a hole, as the inferred statement that it is."""
    known = row["entity"] or row["other_text"]
    key = (row["field"] or row["text"], "FILLED_BY", terms.entity(row["entity_id"] or "", known, False))
    shown = {"head": row["text"] or row["field"], "rel": "FILLED_BY", "tail": known, "inferred": True, "props": {}}
    return Item("statement", key, shown)


def _end(row: Row, end: str, side: Side, terms: Terms) -> str:
    id_ = row[f"{end}_id"]
    node = side.entities.get(id_)
    if node and node["type"] == "Speech":
        return terms.speech(id_)
    return terms.entity(id_, row[end], bool(node and node["redacted"]))


def _title(side: Side, id_: str, name: str) -> str:
    node = side.entities.get(id_)
    return node["title"] if node and node["type"] == "Speech" else name


def _speech(row: Row, terms: Terms) -> list[Item]:
    talk = terms.speech(row["speech"])
    items = []
    for field in _OF_SPEECH:
        value = row[field]
        if value is not None:
            key = terms.speech(value) if field == "version_of" else str(value)
            items.append(Item("speech", (talk, field, key), {"title": row["title"], "field": field, "value": value}))
    return items
