"""The grammar of body names: committees by level, departments, national bodies, endings, and generic words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.data.tables import name_map, read_yaml, words

DEPARTMENT_LEVELS = ("national", "province", "city", "county", "town")


@dataclass(frozen=True, slots=True)
class CommitteeForm:
    """A suffix that makes a body of a place: 宜都市+委. `full` holds {place}; `bare` forms mean the local one (市委)."""

    suffix: str
    levels: tuple[str, ...]
    full: str
    kind: str
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Department:
    """A department by its full name; `of` is committee, government, congress, cppcc or mass."""

    name: str
    shorts: tuple[str, ...]
    of: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A national or central body. `past`: merged, renamed or done away with."""

    name: str
    shorts: tuple[str, ...]
    kind: str
    past: bool


@dataclass(frozen=True, slots=True)
class BodySuffix:
    """The ending of bodies that have a name of their own. `named`: what stands before it must be a name or a place."""

    suffix: str
    kind: str
    named: bool


@cache
def committee_forms() -> tuple[CommitteeForm, ...]:
    """All committee suffixes, longest first."""
    found = [
        CommitteeForm(suffix, tuple(row["levels"]), row["full"], row["kind"], words(row["bare"]))
        for suffix, row in _table("committees").items()
    ]
    return tuple(sorted(found, key=lambda form: (-len(form.suffix), form.suffix)))


@cache
def departments() -> tuple[Department, ...]:
    """All departments, by name."""
    found = [
        Department(name, words(row.get("shorts")), of, _levels(row["levels"]))
        for of, rows in _table("departments").items()
        for name, row in rows.items()
    ]
    return tuple(sorted(found, key=lambda department: department.name))


@cache
def department_names() -> Mapping[str, str]:
    """Full and short names of departments → the full name: 经信局 → 经济和信息化局."""
    return name_map((department.name, department.shorts) for department in departments())


@cache
def national_bodies() -> tuple[NamedBody, ...]:
    """All national and central bodies, by name."""
    found = [_named(name, row, kind) for kind, rows in _table("national").items() for name, row in rows.items()]
    return tuple(sorted(found, key=lambda body: body.name))


@cache
def national_names() -> Mapping[str, str]:
    """Full and short names of national bodies → the full name: 中组部 → 中共中央组织部."""
    return name_map((body.name, body.shorts) for body in national_bodies())


@cache
def body_suffixes() -> tuple[BodySuffix, ...]:
    """All endings of named bodies, longest first."""
    found = [
        # A committee's or office's ending is a body with an ordinary word before it too: 精准扶贫指挥部.
        BodySuffix(suffix, kind, kind not in ("party", "office"))
        for kind, suffixes in _table("suffixes").items()
        for suffix in words(suffixes)
    ]
    return tuple(sorted(found, key=lambda suffix: (-len(suffix.suffix), suffix.suffix)))


@cache
def generic_bodies() -> frozenset[str]:
    """Words that alone never name a particular body."""
    return frozenset(_table("generic").split())


def _named(name: str, row: str | dict[str, Any], kind: str) -> NamedBody:
    if isinstance(row, str):
        return NamedBody(name, words(row), kind, False)
    return NamedBody(name, words(row["shorts"]), kind, bool(row["past"]))


def _levels(value: str | list[str]) -> tuple[str, ...]:
    return DEPARTMENT_LEVELS if value == "all" else tuple(value)


@cache
def _file() -> Any:
    return read_yaml("organizations.yaml")


def _table(key: str) -> Any:
    return _file()[key]
