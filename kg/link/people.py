"""Which person a short reference means: 罗书记, 青松同志, 新华部长, within the speech, its document and its occasion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.data.names import compound_surnames, holder_of
from kg.grammar import is_name, title_pattern
from kg.link.places import Home
from kg.link.target import Target
from kg.model import Mention, Speech

_TITLED = re.compile(rf"^(?P<stem>.{{1,2}}?)(?P<title>{title_pattern()}|同志)$")

# A name and its post are at most this many characters apart, a second post between them.
BESIDE = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A full name, where it stands, the text just before it, where its post is, and the scope that tells this person
    from another of the same name ('' where there is no other)."""

    name: str
    speech: str
    before: str
    scope: str


@dataclass(frozen=True, slots=True)
class Names:
    """Full names by document and by speech, in order of place; of each speech the others of its occasion, by id."""

    by_document: Mapping[str, Sequence[Name]]
    by_speech: Mapping[str, Sequence[Name]]
    occasions: Mapping[str, frozenset[str]]


def full_names(mentions: Iterable[Mention], scopes: Mapping[tuple[str, str], str], occasions: Occasions) -> Names:
    """The full names among mentions that are sorted by place. `scopes`: by name and speech (kg.link.namesakes)."""
    by_document: dict[str, list[Name]] = {}
    by_speech: dict[str, list[Name]] = {}
    posts: list[Mention] = []  # those last seen: a post stands just before its holder
    for mention in mentions:
        if mention.type == "Position":
            posts = [*posts[-3:], mention]
        elif mention.type == "Person" and not mention.redacted and is_name(mention.surface):
            beside = [p for p in posts if p.speech == mention.speech and 0 <= mention.start - p.end <= BESIDE]
            before = "".join(post.surface for post in beside)
            scope = scopes.get((mention.surface, mention.speech), "")
            found = Name(mention.surface, mention.speech, before, scope)
            by_document.setdefault(mention.document, []).append(found)
            by_speech.setdefault(mention.speech, []).append(found)
    return Names(by_document, by_speech, occasions)


Occasions = Mapping[str, frozenset[str]]
"""Of each speech, by id: the versions of it, and the other speeches of the same day in the same place."""


def occasions(speeches: Iterable[Speech], homes: Mapping[str, Home]) -> Occasions:
    """The occasions of speeches. A day without a place, or a place without a day, makes none."""
    groups: dict[tuple[str, str], set[str]] = {}
    keys: dict[str, list[tuple[str, str]]] = {}
    for speech in speeches:
        keys[speech.id] = [("family", speech.family)]
        if speech.date and speech.date.precision == "day" and homes[speech.id].code:
            keys[speech.id].append((speech.date.iso, homes[speech.id].code))
        for key in keys[speech.id]:
            groups.setdefault(key, set()).add(speech.id)
    return {speech: frozenset().union(*(groups[key] for key in of)) - {speech} for speech, of in keys.items()}


def resolve(form: str, speech: Speech, talk: str, names: Names, scope: str) -> Target:
    """A full name is itself, in the scope of its bearer (`scope`). A short one is the only full name that fits of the
    speech, else of its document, else of its occasion; `talk` is where it may be read so (kg.link.scopes)."""
    if is_name(form) and not _TITLED.match(form):
        return Target(form, scope=scope)
    if form.endswith("总书记"):
        holder = holder_of("总书记", speech.date.iso if speech.date else None)
        if holder:
            return Target(holder, score=0.95, reasons=("holder of the title",), within=talk)
    match = _TITLED.match(form)
    if not match:
        return Target(form, scope=talk, score=0.5)
    stem, title = match["stem"], match["title"]
    for place, score, candidates in (
        ("the speech", 0.9, names.by_speech.get(speech.id, ())),
        ("the document", 0.9, names.by_document.get(speech.document, ())),
        ("another speech of the occasion", 0.75, _said_on(speech, names)),
    ):
        fitting = {(name.name, name.scope) for name in candidates if _fits(stem, title, name)}
        if len(fitting) == 1:
            name, scope = fitting.pop()
            reason = f"the only fitting full name in {place}"
            return Target(name, scope=scope, score=score, reasons=(reason,), within=talk)
        if fitting:
            break  # two who fit nearby are not told apart by what was said farther off
    name = stem if len(stem) > 1 else form
    return Target(name, scope=talk, score=0.6, reasons=("unresolved short form",), within=talk)


def _said_on(speech: Speech, names: Names) -> list[Name]:
    others = sorted(names.occasions.get(speech.id, ()))
    return [name for other in others for name in names.by_speech.get(other, ())]


def _fits(stem: str, title: str, name: Name) -> bool:
    surname = name.name[:2] if name.name[:2] in compound_surnames() else name.name[0]
    if stem == surname:
        return title == "同志" or not name.before or title in name.before
    return stem == name.name[len(surname) :]
