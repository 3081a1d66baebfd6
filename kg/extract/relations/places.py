"""LOCATED_IN: what a text puts side by side (王家畈镇横冲村、老屋棚村), and bodies named after their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.data.places import places_named, short_name, towns_of, villages_of
from kg.extract.relations.context import Context
from kg.model import Mention, Statement

# bodies that belong to the county whose speech names them without an owner
LOCAL_BODY = re.compile(r"^(?:市|县|区)?[^省市县区国]{2,8}(?:局|小学|中学|公司|合作社|医院|机械|工具|集团|厂)$")


def find(context: Context) -> Iterator[Statement]:
    """LOCATED_IN statements."""
    places = [place for place in context.of("Place") if not place.redacted]
    adjacent = list(_adjacent(context, places))
    yield from adjacent
    for body in context.of("Organization"):
        for place in context.inside(body, "Place")[:1]:
            if place.start == body.start and level(place.surface) >= 3:  # 市委 of a city says nothing new
                yield context.statement(body, "LOCATED_IN", place, (body.start, body.end))
    yield from _followed(context)
    subjects = {statement.subject for statement in adjacent}
    yield from _home(context, places, {place.surface for place in places if place.id in subjects})


def level(name: str) -> int:
    """0 for a province, 1 a city, 2 a county or district, 3 a town, 4 a village; 5 where the name does not say."""
    for suffixes, rank in (("省", 0), ("市州盟", 1), ("县区旗", 2), ("镇乡", 3), ("村", 4)):
        if name[-1] in suffixes:
            return rank
    return 3 if name.endswith("街道") else 4 if name.endswith("社区") else 5


def _full(place: Mention) -> str:
    """The name with its level, where the extractor knew it: 红花套 is 红花套镇."""
    return str(place.props.get("canonical") or place.surface)


def _adjacent(context: Context, places: list[Mention]) -> Iterator[Statement]:
    """Each place that directly follows a higher one, and the items of a list after the first."""
    container: Mention | None = None
    for left, right in pairwise(places):
        gap = context.between(left, right)
        if gap == "" and level(_full(left)) < level(_full(right)):
            container = left
        elif gap != "、" or container is None or level(_full(right)) <= level(_full(container)):
            container = None
        if container is not None:
            yield context.statement(right, "LOCATED_IN", container, (container.start, right.end))


def _followed(context: Context) -> Iterator[Statement]:
    """A body in the same sentence as the one town before it: 聂家河镇…组建优利可柠檬专业合作社党支部."""
    for body in context.of("Organization"):
        if not body.surface.endswith(("合作社", "公司", "合作社党支部", "小学", "中学", "医院", "联村党委")):
            continue
        before = context.in_span(context.sentence(body)[0], body.start, "Place")
        towns = [place for place in before if level(place.surface) == 3 and not place.redacted]
        if len(towns) == 1:
            yield context.statement(body, "LOCATED_IN", towns[0], (towns[0].start, body.end), confidence=0.7)


def _home(context: Context, places: list[Mention], stated: set[str]) -> Iterator[Statement]:
    """Towns, villages and local bodies that the speech of a county speaks of as its own: inferred, once for each name.
    A place counts only if the gazetteer has one of that name in the county, and nothing is said where the text itself
    puts the name elsewhere."""
    home = next((place for place in places if context.speech.place and _names_home(context, place)), None)
    if home is None:
        return
    within = _names_within(str(context.speech.place))
    seen = set(stated)
    for mention in (*context.of("Place"), *context.of("Organization")):
        own = mention.surface in within if mention.type == "Place" else LOCAL_BODY.search(mention.surface)
        if not own or mention.redacted or mention.surface in seen or mention.start < context.speech.body:
            continue
        seen.add(mention.surface)
        yield context.statement(
            mention,
            "LOCATED_IN",
            home,
            context.sentence(mention),
            method="context",
            confidence=0.6,
            inferred=True,
        )


@cache
def _names_within(county: str) -> frozenset[str]:
    """Towns and villages of a county by official name and by short name with the plain suffix."""
    names: set[str] = set()
    for home in places_named(county):
        for place in (*(villages_of(home.code) if len(home.code) >= 4 else ()), *towns_of(home.code)):
            short = short_name(place.name)
            names |= {place.name, short + place.name[-1]} | ({short} if len(short) > 2 else set())
    return frozenset(names)


def _names_home(context: Context, place: Mention) -> bool:
    short = place.surface.rstrip("市县区")
    return len(short) > 1 and str(context.speech.place).startswith(short)
