"""Whoever bears a full name in one document, and what is said beside it: by this namesakes are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.data.names import person_names
from kg.data.places import place_of
from kg.grammar import is_name
from kg.link.people import BESIDE
from kg.link.places import Home
from kg.link.target import Target
from kg.model import Mention, Speech

Token = tuple[str, str]
_OWNER = re.compile(r"^.{2,}?[省市县区州]")


@dataclass(frozen=True, slots=True)
class Bearer:
    """`occasions`: day and place of the talks that name the bearer; `said`: posts, bodies and places beside the name;
    `around`: places that the talks are about. All sorted."""

    name: str
    document: str
    file: str
    speeches: tuple[str, ...]
    occasions: tuple[Token, ...] = ()
    said: tuple[Token, ...] = ()
    around: tuple[Token, ...] = ()
    years: tuple[str, ...] = ()


@dataclass
class _Gathered:
    """What has been gathered of a bearer so far."""

    document: str
    file: str
    speeches: set[str] = field(default_factory=set)
    occasions: set[Token] = field(default_factory=set)
    said: set[Token] = field(default_factory=set)
    around: set[Token] = field(default_factory=set)
    years: set[str] = field(default_factory=set)


def bearers(
    mentions: Sequence[Mention],
    speeches: Mapping[str, Speech],
    homes: Mapping[str, Home],
    targets: Mapping[str, Target],
) -> tuple[Bearer, ...]:
    """Whoever bears a full name in one document, sorted by name. `mentions` are sorted by place, `targets` those of all
    but people. People known to all are one each and left out."""
    known = person_names()
    found: dict[str, _Gathered] = {}
    recent: list[Mention] = []
    for mention in mentions:
        if mention.type in ("Position", "Organization", "Place") and not mention.redacted:
            recent = [*recent[-7:], mention]
        name = mention.surface
        if mention.type != "Person" or mention.redacted or "canonical" in mention.props:
            continue
        if name in known or not is_name(name):
            continue
        speech = speeches[mention.speech]
        home = place_of(homes[speech.id].code) if homes[speech.id].code else None
        bearer = found.setdefault(name, _Gathered(mention.document, mention.file))
        bearer.speeches.add(speech.id)
        bearer.said.update(_beside(mention, recent, targets))
        if speech.speaker == name and speech.place:
            bearer.said.add(("place", speech.place))
        if home:
            bearer.around.add(("place", home.name))
        if speech.date:
            bearer.years.add(speech.date.iso[:4])
            if home and speech.date.precision == "day":
                bearer.occasions.add((speech.date.iso, home.code))
    return tuple(
        Bearer(
            name,
            one.document,
            one.file,
            tuple(sorted(one.speeches)),
            tuple(sorted(one.occasions)),
            tuple(sorted(one.said)),
            tuple(sorted(one.around)),
            tuple(sorted(one.years)),
        )
        for name, one in sorted(found.items())
    )


def _beside(name: Mention, recent: Iterable[Mention], targets: Mapping[str, Target]) -> Iterator[Token]:
    """The posts just before a name that are somebody's, their owners, and the bodies and places that touch them."""
    near = [m for m in recent if m.speech == name.speech and 0 <= name.start - m.end <= BESIDE]
    posts = [mention for mention in near if mention.type == "Position"]
    starts = {name.start, *(post.start for post in posts)}
    for mention in near:
        target = targets[mention.id]
        if mention.type == "Place" and mention.end in starts:
            yield "place", target.name
        elif target.scope == "" and (mention.type == "Position" or mention.end in starts):
            yield mention.type.lower(), target.name
            owner = _OWNER.match(target.name)
            if owner:
                yield "place", owner.group()
