"""Which place a name means: by the gazetteer, in the county or prefecture that the speech is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.data.places import (
    AdminPlace,
    parents_of,
    place_of,
    places_named,
    places_short,
    short_name,
    towns_of,
    villages_of,
)
from kg.link.target import Target
from kg.model import Mention, Speech

Names = Mapping[str, tuple[AdminPlace, ...]]
"""Places by name, those of one name by code."""

# A name that more places bear than this (城关镇) asks nothing that a person could answer.
MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Home:
    """What a speech is about: the code of its county (or city, province; '' where unknown) and of the prefectures
    that its document names."""

    code: str
    prefectures: frozenset[str]


def homes(mentions: Sequence[Mention], speeches: Mapping[str, Speech]) -> dict[str, Home]:
    """The home of every speech: the place of its head, else the one county that its text speaks of."""
    prefectures: dict[str, set[str]] = {}
    counties: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.type == "Place" and not mention.redacted:
            found = _divisions(mention.clear)
            if len(found) == 1 and len(found[0].code) in (4, 6):
                prefectures.setdefault(mention.document, set()).add(found[0].code[:4])
                if len(found[0].code) == 6:
                    counties.setdefault(mention.speech, Counter())[found[0].code] += 1
    result = {}
    for speech in speeches.values():
        near = frozenset(prefectures.get(speech.document, ()))
        head = _nearest(_divisions(speech.place), (), near) if speech.place else ()
        code = head[0].code if len(head) == 1 else _only(counties.get(speech.id, Counter()))
        result[speech.id] = Home(code, near | ({code[:4]} if len(code) >= 4 else frozenset()))
    return result


def _only(counts: Counter[str]) -> str:
    """The county named at least twice and three times as often as any other; '' where there is none."""
    ranked = counts.most_common(2)
    if ranked and ranked[0][1] >= 2 and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]):
        return ranked[0][0]
    return ""


def resolve(form: str, home: Home, talk: str, above: Target | None = None) -> Target:
    """The place a name means, in the talk with scope `talk` (kg.link.scopes); `above` is the place that the text names
    just before it, as in 北京市朝阳区. A name that several places bear equally well is taken for none of them, and names
    outside the gazetteer are told apart by the county they are spoken of in."""
    prefixes = [prefix for prefix in (above.code if above else None, home.code, home.code[:4]) if prefix]
    found = _nearest(_divisions(form), prefixes, home.prefectures)
    if not found or _may_be_nearer(found[0], form, prefixes):
        places = (_nearby(form, home.prefectures, index) for index in (_towns, _villages))
        nearer = (_nearest(named, prefixes, home.prefectures) for named in places)
        found = next((near for near in nearer if near and (not found or _within(near[0], prefixes))), found)
    within = home.code or talk
    if len(found) == 1:
        return _known(found[0], form, within, home, alone=len(_divisions(form)) == 1)
    reason = "one of several places of this name"
    doubts = tuple(known_place(place.code, score=0.5, reasons=(reason,)) for place in found)
    shown = doubts if len(doubts) <= MOST_PLACES else ()
    return Target(form, scope=within, score=0.6, within=within if shown else "", doubts=shown)


def _known(place: AdminPlace, form: str, within: str, home: Home, *, alone: bool) -> Target:
    reason = "official name" if place.name == form else "short name"
    if _within(place, (home.code[:4],)):
        return known_place(place.code, within, 0.95, (reason, "same prefecture"))
    if len(place.code) > 6:
        return known_place(place.code, within, 0.95, (reason, "in a prefecture that the document names"))
    if alone:
        return known_place(place.code, within, 0.9, (reason, "the only division of this name"))
    return known_place(place.code, within, 0.8, (reason,))


def _may_be_nearer(place: AdminPlace, form: str, prefixes: Sequence[str]) -> bool:
    """Whether a short name that is some far county's may be a village's: 锦江 in a talk of 宜都 is not 锦江区 in 成都."""
    return len(place.code) > 4 and place.name != form and not _within(place, prefixes)


def _within(place: AdminPlace, prefixes: Iterable[str]) -> bool:
    return any(prefix and place.code.startswith(prefix) for prefix in prefixes)


def known_place(code: str, within: str = "", score: float = 1.0, reasons: tuple[str, ...] = ()) -> Target:
    """The target of a place of the gazetteer. ValueError where it has no such code."""
    place = place_of(code)
    if place is None:
        raise ValueError(f"no place has the code {code!r}")
    return Target(
        place.name,
        scope=code,
        score=score,
        reasons=reasons,
        within=within,
        code=code,
        level=place.level,
        parents=tuple(parent.name for parent in parents_of(code)),
    )


def begins_with_place(name: str) -> bool:
    """Whether a place of the gazetteer stands at the beginning of a longer name: 徐州读书节."""
    return any(_divisions(name[:length]) for length in range(2, min(len(name), 9)))


def _divisions(name: str) -> tuple[AdminPlace, ...]:
    return places_named(name) or places_short(name)


def _nearest(
    candidates: Sequence[AdminPlace], prefixes: Sequence[str], prefectures: frozenset[str]
) -> tuple[AdminPlace, ...]:
    """The candidates within the first of the divisions `prefixes` that has any, else in a prefecture named in the
    document, else anywhere: of those the ones of the highest level. One of them is the place, several leave it open."""
    for prefix in prefixes:
        inside = [place for place in candidates if place.code.startswith(prefix)]
        if inside:
            return _highest(inside)
    return _highest([place for place in candidates if place.code[:4] in prefectures] or candidates)


def _highest(candidates: Sequence[AdminPlace]) -> tuple[AdminPlace, ...]:
    least = min((len(place.code) for place in candidates), default=0)
    return tuple(place for place in candidates if len(place.code) == least)


def _nearby(form: str, prefectures: frozenset[str], index: Callable[[str], Names]) -> tuple[AdminPlace, ...]:
    """The places of a name in all prefectures together, by code."""
    return tuple(place for prefecture in sorted(prefectures) for place in index(prefecture).get(form, ()))


@cache
def _towns(prefecture: str) -> Names:
    """Towns of a prefecture by short name and by short name with the plain suffix: 潘家湾乡 for 潘家湾土家族乡."""
    towns: dict[str, tuple[AdminPlace, ...]] = {}
    for place in towns_of(prefecture):
        short = short_name(place.name)
        for name in sorted({short, short + place.name[-1]} - {place.name}):
            towns[name] = (*towns.get(name, ()), place)
    return towns


@cache
def _villages(prefecture: str) -> Names:
    """Villages and communities of a prefecture by name and by short name of two characters or more."""
    villages: dict[str, tuple[AdminPlace, ...]] = {}
    for place in villages_of(prefecture):
        for name in {place.name, short_name(place.name)}:
            if len(name) > 1:
                villages[name] = (*villages.get(name, ()), place)
    return villages


def name_of(code: str, length: int) -> str:
    """The official name of the division of a code's first `length` digits, or ''."""
    place = place_of(code[:length]) if len(code) >= length else None
    return place.name if place else ""
