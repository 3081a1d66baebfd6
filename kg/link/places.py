"""Which place a name means: by the gazetteer, in the county or prefecture that the speech is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.data.places import (
    AdminPlace,
    admin_places,
    parents_of,
    place_of,
    places_named,
    places_short,
    short_name,
    villages_of,
)
from kg.link.target import Target
from kg.model import Mention, Speech


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
            found = _divisions(mention.surface)
            if len(found) == 1 and len(found[0].code) in (4, 6):
                prefectures.setdefault(mention.document, set()).add(found[0].code[:4])
                if len(found[0].code) == 6:
                    counties.setdefault(mention.speech, Counter())[found[0].code] += 1
    result = {}
    for speech in speeches.values():
        near = frozenset(prefectures.get(speech.document, ()))
        head = _divisions(speech.place) if speech.place else ()
        code = head[0].code if head else _only(counties.get(speech.id, Counter()))
        result[speech.id] = Home(code, near | ({code[:4]} if len(code) >= 4 else frozenset()))
    return result


def _only(counts: Counter[str]) -> str:
    """The county named at least twice and three times as often as any other; '' where there is none."""
    ranked = counts.most_common(2)
    if ranked and ranked[0][1] >= 2 and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]):
        return ranked[0][0]
    return ""


def resolve(form: str, home: Home, speech: Speech) -> Target:
    """The place a name means. Names outside the gazetteer are told apart by the county they are spoken of in."""
    found = _nearest(_divisions(form), home)
    if found is None:
        found = _nearest(_towns(home.prefectures).get(form, ()), home) or _nearest(
            _villages(home.prefectures).get(form, ()), home
        )
    if found is None:
        scope = home.code or speech.family
        return Target(form, scope=scope, score=0.6)
    parents = parents_of(found.code)
    reason = "official name" if found.name == form else "short name"
    same_prefecture = found.code[:4] in home.prefectures
    return Target(
        found.name,
        scope=found.code,
        within=home.code or speech.family,
        score=0.95 if same_prefecture else 0.8,
        reasons=(reason, "same prefecture") if same_prefecture else (reason,),
        code=found.code,
        level=found.level,
        parents=tuple(parent.name for parent in parents),
    )


def _divisions(name: str) -> tuple[AdminPlace, ...]:
    return places_named(name) or places_short(name)


def _nearest(candidates: Sequence[AdminPlace], home: Home) -> AdminPlace | None:
    """The candidate in the home county, else in its prefecture, else in a prefecture named in the document, else the
    highest; a town or village that is nowhere near is taken only if no other has its name."""
    for prefix in filter(None, (home.code, home.code[:4])):
        inside = [place for place in candidates if place.code.startswith(prefix)]
        if inside:
            return inside[0]
    near = [place for place in candidates if place.code[:4] in home.prefectures]
    if near:
        return near[0]
    high = [place for place in candidates if len(place.code) <= 6]
    if high:
        return min(high, key=lambda place: (len(place.code), place.code))
    return candidates[0] if len(candidates) == 1 else None


@cache
def _towns(prefectures: frozenset[str]) -> dict[str, tuple[AdminPlace, ...]]:
    """Towns of the prefectures by short name and by short name with the plain suffix: 潘家湾乡 for 潘家湾土家族乡."""
    towns: dict[str, list[AdminPlace]] = {}
    for place in admin_places():
        if place.level == "town" and place.code[:4] in prefectures:
            short = short_name(place.name)
            for name in {short, short + place.name[-1]} - {place.name}:
                towns.setdefault(name, []).append(place)
    return {name: tuple(rows) for name, rows in towns.items()}


@cache
def _villages(prefectures: frozenset[str]) -> dict[str, tuple[AdminPlace, ...]]:
    """Villages and communities of the prefectures by name and by short name of two characters or more."""
    villages: dict[str, list[AdminPlace]] = {}
    for prefecture in sorted(prefectures):
        for place in villages_of(prefecture):
            for name in {place.name, short_name(place.name)}:
                if len(name) > 1:
                    villages.setdefault(name, []).append(place)
    return {name: tuple(rows) for name, rows in villages.items()}


def name_of(code: str, length: int) -> str:
    """The official name of the division of a code's first `length` digits, or ''."""
    place = place_of(code[:length]) if len(code) >= length else None
    return place.name if place else ""
