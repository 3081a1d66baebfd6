"""What a user's lexicon says a place, body or program belongs to: it tells apart places of one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.data.places import AdminPlace, parents_of, places_named, places_short, short_name, villages_of
from kg.link.forms import normal
from kg.link.target import Target
from kg.model import Mention

REASON = "parent from the user's lexicon"


def stated(mentions: Iterable[Mention], targets: Mapping[str, Target]) -> dict[str, Target]:
    """The targets of those mentions for which a lexicon names a parent, by mention id."""
    found = {}
    for mention in mentions:
        parent = mention.props.get("parent")
        if isinstance(parent, str) and mention.id in targets:
            target = targets[mention.id]
            name = normal(str(mention.props.get("canonical") or mention.surface))
            found[mention.id] = (
                _place(target, name, parent) if mention.type == "Place" else replace(target, parents=(parent,))
            )
    return found


def under(other: Target | None, stated: Target) -> Target | None:
    """What a name may mean as well, with the same parents."""
    return replace(other, parents=stated.parents) if other else None


def _place(target: Target, name: str, parent: str) -> Target:
    """The place of the gazetteer that bears the name and lies in the parent; else one of its own within the parent."""
    above = places_named(parent) or places_short(parent)
    reasons = (*target.reasons, REASON)
    for place in above:
        inside = next(_inside(place, name), None)
        if inside is not None:
            parents = tuple(higher.name for higher in parents_of(inside.code))
            return Target(
                inside.name,
                scope=inside.code,
                score=0.95,
                reasons=reasons,
                within=target.within,
                code=inside.code,
                level=inside.level,
                parents=parents,
            )
    higher = (place.name for place in parents_of(above[0].code)) if len(above) == 1 else ()
    scope = above[0].code if len(above) == 1 else normal(parent)
    return Target(name, scope=scope, reasons=reasons, within=target.within, parents=(parent, *higher))


def _inside(above: AdminPlace, name: str) -> Iterator[AdminPlace]:
    for place in (*places_named(name), *places_short(name)):
        if place.code.startswith(above.code) and place.code != above.code:
            yield place
    if len(above.code) >= 4:
        yield from (village for village in villages_of(above.code) if name in (village.name, short_name(village.name)))
