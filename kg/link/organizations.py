"""Which body a name means: 市委 in a speech of 宜都 is 宜都市委, 省委 the committee of its province."""

from __future__ import annotations

import re

from kg.link.places import Home, name_of
from kg.link.target import Target

_BARE = re.compile(
    r"^(?P<level>[省市县区州])(?P<rest>(?:委|政府|纪委|人大|政协|直|整|[^省市县区州镇乡]{2,12}(?:局|办|中心|领导小组|办公室|院|校)).*)$"
)
_TOWN = re.compile(r"^(?P<level>[镇乡]|街道)(?P<rest>(?:党委|政府|党工委).*)$")
_LONG = re.compile(
    r"^(?:中共|中国共产党)?(?P<higher>.+?[省市州])(?P<rest>.{1,8}?[市县区](?:委|政府|纪委).*|.{1,8}?[市县区].{2,12}局)$"
)
_DEPARTMENT = re.compile(r"^(?:组织部|宣传部|统战部|政法委|纪委|秘书长|办公室)")
_NATIONAL = frozenset(("总书记", "国家主席", "国务院总理"))
OWNED = ("owner from the place of the speech",)
_BUREAU = re.compile(r"^(?!国家|中央)[^省市县区州]{1,8}局$")


def resolve(form: str, home: Home, talk: str, town: Target | None) -> Target:
    """The full name of a body, with its owner where the speech's place or the town last named tells it. `talk` is the
    scope of its talk (kg.link.scopes)."""
    form = re.sub(r"^中共(?=.{2,}[省市县区]委)", "", form)
    long = _LONG.match(form)
    if long and not form.startswith("市"):
        return Target(long["rest"], score=0.95, reasons=("higher level dropped",))
    bare = _BARE.match(form)
    if bare:
        owner = owner_of(bare["level"], home)
        if owner:
            return Target(owner + bare["rest"], score=0.85, reasons=OWNED, within=home.code)
        return Target(form, scope=talk, score=0.7)
    if _BUREAU.match(form):
        owner = name_of(home.code, 6)
        if owner:
            return Target(owner + form, score=0.7, reasons=OWNED, within=home.code)
    at_town = _TOWN.match(form)
    if at_town and town and town.name.endswith(at_town["level"]):
        return Target(town.name + at_town["rest"], score=0.8, reasons=("the town last named",), within=talk)
    return Target(form, scope=talk if at_town else "")


def resolve_position(form: str, home: Home, talk: str, before: str | None) -> Target:
    """A post with its owner: 省委书记 in a speech of a county in 湖北 is 湖北省委书记. `before` is the name of the post
    that the text joins to this one by a mark: in 宜都市委常委、组织部长 both are of one committee. A post without owner
    is nobody else's: it is told apart by the talk."""
    long = re.match(r"^.+?[省市州](?P<rest>.{1,8}?[市县区](?:委|政府|长).*)$", form)
    if long:
        return Target(long["rest"], score=0.95, reasons=("higher level dropped",))
    bare = re.match(r"^(?P<level>[省市县区州])(?P<rest>(?:委|长|政府|纪委|人大|政协).*)$", form)
    if bare:
        owner = owner_of(bare["level"], home)
        if owner:
            return Target(owner + bare["rest"], score=0.85, reasons=OWNED, within=home.code)
    committee = re.match(r"^.+?[省市县区州]委", before or "")
    if committee and _DEPARTMENT.match(form):
        reasons = ("owner of the post before it",)
        return Target(committee.group() + form, score=0.85, reasons=reasons, within=talk)
    owned = bare is None and re.search(r"[省市县区州镇乡]", form)
    return Target(form, scope="" if owned or form in _NATIONAL else talk, score=0.7)


def owner_of(level: str, home: Home) -> str:
    """The name of the division of a level that the speech belongs to: for 市 the county-level city itself, where the
    home is one, else its prefecture; '' where the home is of another kind or unknown."""
    if level == "省":
        return name_of(home.code, 2)
    for length in (6, 4):
        name = name_of(home.code, length) if len(home.code) >= length else ""
        if name.endswith(level):
            return name
    return ""
