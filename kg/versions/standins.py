"""Words that stand in for a name: 我市 for 宜都, 市委 for 宜昌市委, 整体推进 for 整市推进. Told from ordinary phrases by the
place: only where the other copy has the name there, and never where both have the phrase."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Mention
from kg.versions.fills import GENERAL, REWORDED, Copies, Fill, by_span
from kg.versions.sides import Sides

_OURS = re.compile(r"(?:我|本|该)(省|市|县|区|州|镇|乡|村|街道|社区|公司|校|院|局|厂)")
NAMED = frozenset(("Place", "Organization", "Program", "Document", "Event"))
OTHERWISE_KNOWN = frozenset(("gazetteer", "list", "user"))  # methods: the phrase is a name in its own right
LEAST, OFTEN = 3, 2  # signs of a reworded name; places where it must have been reworded alike


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A name of the other copy, and the span of other words in its place."""

    name: Mention
    span: tuple[int, int]
    words: str


def stand_ins(copies: Copies, sides: Sides) -> Iterator[Fill]:
    """The words of a copy that stand where the other has a name, each once, for the longest name."""
    own = by_span(copies.copy_mentions)
    found = [
        (kind, replaced)
        for replaced in _replaced(copies, sides)
        if (kind := _general(replaced, copies) or _reworded(replaced, own))
    ]
    phrases = Counter(replaced.words for kind, replaced in found if kind == REWORDED)
    taken: list[tuple[int, int]] = []
    for kind, replaced in sorted(found, key=lambda row: (row[1].span[0] - row[1].span[1], row[1].span, row[1].name.id)):
        start, end = replaced.span
        if kind == REWORDED and phrases[replaced.words] < OFTEN:
            continue
        if all(end <= first or last <= start for first, last in taken):
            taken.append(replaced.span)
            name = replaced.name
            yield copies.fill(kind, copies.copy.id, replaced.span, (name.start, name.end), name)


def retold(copies: Copies, sides: Sides) -> bool:
    """Whether a copy tells of another place: another place's name, or two other people's, stand in the same places.
    What it hides then is not what the other copy says."""
    own = by_span(copies.copy_mentions)
    others: dict[str, set[tuple[str, str]]] = {"Place": set(), "Person": set()}
    for replaced in _replaced(copies, sides, frozenset(others)):
        for mention in own.get(replaced.span, ()):
            one, two = copies.links[mention.id], copies.links[replaced.name.id]
            if mention.type == replaced.name.type and not mention.redacted and _unlike(one.name, two.name):
                others[mention.type].add((one.id, two.id))
    return bool(others["Place"]) or len(others["Person"]) > 1


def _replaced(copies: Copies, sides: Sides, types: frozenset[str] = NAMED) -> Iterator[_Replaced]:
    for name in copies.other_mentions:
        if name.type in types and not name.redacted:
            span = sides.back(name.start, name.end)
            if span:
                yield _Replaced(name, span, copies.copy_document.text[slice(*span)])


def _unlike(one: str, two: str) -> bool:
    """Whether neither name is part of the other, as 市 is of 宜都市."""
    return one not in two and two not in one


def _general(replaced: _Replaced, copies: Copies) -> str:
    """general where only the kind of thing is left of a name."""
    name, words = replaced.name, replaced.words
    ours = _OURS.fullmatch(words)
    if ours and name.type in ("Place", "Organization"):
        return GENERAL if copies.links[name.id].name.endswith(ours[1]) else ""
    cut = name.surface.removesuffix(words)
    if cut == name.surface or len(cut) < 2 or any(_holds(other, name) for other in copies.other_mentions):
        return ""
    return GENERAL if any(_begins(place, name, cut) for place in copies.other_mentions) else ""


def _holds(other: Mention, name: Mention) -> bool:
    """Whether a name is but the beginning of a longer one: 宜昌市 of 宜昌市委."""
    return other.type in NAMED and other.start == name.start and other.end > name.end


def _begins(place: Mention, name: Mention, cut: str) -> bool:
    """Whether what was cut off a name is a place's name: 宜昌 of 宜昌市委."""
    return place.type == "Place" and place.start == name.start and place.surface.startswith(cut)


def _reworded(replaced: _Replaced, own: dict[tuple[int, int], list[Mention]]) -> str:
    """reworded where some signs of a name were changed for others: as long, and half of it as it was."""
    name, words = replaced.name.surface, replaced.words
    if replaced.name.type == "Place" or not LEAST <= len(words) == len(name):
        return ""
    kept: Sequence[bool] = [one == two for one, two in zip(words, name, strict=True)]
    if 2 * sum(kept) < len(name) or not (kept[0] or kept[-1]):
        return ""
    known = any(mention.method in OTHERWISE_KNOWN for mention in own.get(replaced.span, ()))
    return "" if known else REWORDED
