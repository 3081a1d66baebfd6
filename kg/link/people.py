"""Which person a short reference means: 罗书记, 青松同志, 新华部长, within the speech and its document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.data.names import compound_surnames, holder_of
from kg.grammar import is_name, title_pattern
from kg.link.target import Target
from kg.model import Mention, Speech

_TITLED = re.compile(rf"^(?P<stem>.{{1,2}}?)(?P<title>{title_pattern()}|同志)$")

# A name and its post are at most this many characters apart, a second post between them.
BESIDE = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A full name, the speech it stands in, and the text just before it, where its post is."""

    name: str
    speech: str
    before: str


def full_names(mentions: Iterable[Mention]) -> dict[str, tuple[Name, ...]]:
    """Full names by document, in order of place."""
    found: dict[str, list[Name]] = {}
    posts: list[Mention] = []  # those last seen: a post stands just before its holder
    for mention in sorted(mentions, key=lambda mention: (mention.file, mention.start, mention.end)):
        if mention.type == "Position":
            posts = [*posts[-3:], mention]
        elif mention.type == "Person" and not mention.redacted and is_name(mention.surface):
            beside = [p for p in posts if p.speech == mention.speech and 0 <= mention.start - p.end <= BESIDE]
            before = "".join(post.surface for post in beside)
            found.setdefault(mention.document, []).append(Name(mention.surface, mention.speech, before))
    return {document: tuple(names) for document, names in found.items()}


def resolve(form: str, speech: Speech, names: Mapping[str, tuple[Name, ...]]) -> Target:
    """A full name is itself. A short one is the only full name of the speech, else of the document, that fits."""
    if is_name(form) and not _TITLED.match(form):
        return Target(form)
    if form.endswith("总书记"):
        holder = holder_of("总书记", speech.date.iso if speech.date else None)
        if holder:
            return Target(holder, score=0.95, reasons=("holder of the title",), within=speech.family)
    match = _TITLED.match(form)
    if not match:
        return Target(form, scope=speech.family, score=0.5)
    stem, title = match["stem"], match["title"]
    here = names.get(speech.document, ())
    for scope, candidates in (
        ("speech", [name for name in here if name.speech == speech.id]),
        ("document", list(here)),
    ):
        fitting = {name.name for name in candidates if _fits(stem, title, name)}
        if len(fitting) == 1:
            reason = f"the only fitting full name in the {scope}"
            return Target(fitting.pop(), score=0.9, reasons=(reason,), within=speech.family)
    return Target(stem if len(stem) > 1 else form, scope=speech.family, score=0.6, reasons=("unresolved short form",))


def _fits(stem: str, title: str, name: Name) -> bool:
    surname = name.name[:2] if name.name[:2] in compound_surnames() else name.name[0]
    if stem == surname:
        return title == "同志" or not name.before or title in name.before
    return stem == name.name[len(surname) :]
