"""Which person a short reference means: 罗书记, 青松同志, 新华部长, within the speech, its document and its occasion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.data.names import compound_surnames, holder_of
from kg.grammar import is_name, title_pattern
from kg.link.meant import BEARER, TALK, Meant
from kg.link.target import Target
from kg.model import Mention, Speech

_TITLED = re.compile(rf"^(?P<stem>.{{1,2}}?)(?P<title>{title_pattern()}|同志)$")

# A name and its post are at most this many characters apart, a second post between them.
BESIDE = 12
# How sure a short reference is where the full name stands in the same document, and in another talk of the occasion.
IN_DOCUMENT, ON_OCCASION = 0.9, 0.75


@dataclass(frozen=True, slots=True)
class Name:
    """A full name, where it stands, and the posts just before it."""

    name: str
    document: str
    speech: str
    before: str


def full_names(mentions: Iterable[Mention]) -> list[Name]:
    """The full names among the mentions of a document, which are sorted by place."""
    names: list[Name] = []
    posts: list[Mention] = []  # those last seen: a post stands just before its holder
    for mention in mentions:
        if mention.type == "Position":
            posts = [*posts[-3:], mention]
        elif mention.type == "Person" and not mention.redacted and is_name(mention.surface):
            beside = [p for p in posts if p.speech == mention.speech and 0 <= mention.start - p.end <= BESIDE]
            before = "".join(post.surface for post in beside)
            names.append(Name(mention.surface, mention.document, mention.speech, before))
    return names


def resolve(surface: str, form: str, speech: Speech, names: Sequence[Name]) -> Meant:
    """A full name is itself, one of those who bear it. A short one is the only full name that fits of the speech, else
    of its document (`names`), else perhaps of its occasion (`among`)."""
    if is_name(form) and not _TITLED.match(form):
        return Meant(Target(form, scope=BEARER + surface))
    if form.endswith("总书记"):
        holder = holder_of("总书记", speech.date.iso if speech.date else None)
        if holder:
            return Meant(Target(holder, score=0.95, reasons=("holder of the title",), within=TALK))
    match = _TITLED.match(form)
    if not match:
        return Meant(Target(form, scope=TALK, score=0.5))
    stem, title = match["stem"], match["title"]
    fitting = [name for name in names if fits(stem, title, name)]
    here = {name.name for name in fitting if name.speech == speech.id}
    for place, found in (("the speech", here), ("the document", {name.name for name in fitting})):
        if len(found) == 1:
            (name,) = found
            reasons = (f"the only fitting full name in {place}",)
            return Meant(Target(name, scope=BEARER + name, score=IN_DOCUMENT, reasons=reasons, within=TALK))
        if found:
            break  # two who fit nearby are not told apart by what was said farther off
    unresolved = Target(
        stem if len(stem) > 1 else form, scope=TALK, score=0.6, reasons=("unresolved short form",), within=TALK
    )
    return Meant(unresolved, short=None if fitting else (stem, title))


def among(fitting: set[tuple[str, str]], unresolved: Target) -> Target:
    """Whom a short reference means that the other talks of its occasion name in full: the only one, by name and scope,
    else nobody."""
    if len(fitting) != 1:
        return unresolved
    ((name, scope),) = fitting
    reasons = ("the only fitting full name in another speech of the occasion",)
    return Target(name, scope=scope, score=ON_OCCASION, reasons=reasons, within=unresolved.within)


def stems(name: str) -> tuple[str, str]:
    """What a short reference to a name begins with: the surname, or what follows it."""
    surname = name[:2] if name[:2] in compound_surnames() else name[0]
    return surname, name[len(surname) :]


def fits(stem: str, title: str, name: Name) -> bool:
    """Whether a short reference may mean a full name: 罗书记 one of that surname who is no 部长."""
    surname, given = stems(name.name)
    if stem == surname:
        return title == "同志" or not name.before or title in name.before
    return stem == given
