"""The state of a page, which its address holds whole: query string ↔ dataclass.

Every page has a state; every link is made of one (kg.explorer.links). A field's type says how it is read: str, int,
bool (0 or 1), Literal, any of these or None, and a tuple for a parameter that may be repeated. A parameter that no
field is named for is left alone; a value that does not fit its field is told in one sentence (BadValue).
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from urllib.parse import urlencode

from kg.errors import KgError

LONGEST = 1000  # characters of a value, where its field allows no more
LARGEST = 10**9
MANY = 500  # values of a parameter that may be repeated

S = TypeVar("S")


class BadValue(KgError):
    """A parameter of an address with a value that it cannot have; a page answers with 400."""


def read(kind: type[S], given: Iterable[tuple[str, str]]) -> S:
    """The state that a query string or a form gives; what it does not say is as the class has it. BadValue as said."""
    several: dict[str, list[str]] = {}
    of: Any = kind
    for name, value in given:
        several.setdefault(name, []).append(value)
    found = {}
    for field in fields(of):
        name = parameter(field.name)
        if name in several:
            longest = field.metadata.get("longest", LONGEST)
            values = [_checked(name, value, longest) for value in several[name]]
            found[field.name] = _value(name, hints(of)[field.name], values, field)
    return kind(**found)


def query(state: Any) -> str:
    """The query string of a state: what differs from the class's own, in the order of its fields."""
    return urlencode(pairs(state))


def pairs(state: Any, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The same as pairs, for the hidden fields of a form that has fields of its own for the parameters in `without`."""
    left = set(without)
    found: list[tuple[str, str]] = []
    for field in fields(state):
        value, name = getattr(state, field.name), parameter(field.name)
        if name in left or value == default(field):
            continue
        found += [(name, _text(item)) for item in (value if isinstance(value, tuple) else (value,))]
    return found


def parameter(field: str) -> str:
    """The parameter that a field stands for: `type_` for type, `from_` for from."""
    return field.removesuffix("_")


def default(field: Any) -> Any:
    """What a field holds where the address does not say."""
    return field.default if field.default is not MISSING else field.default_factory()


@cache
def hints(kind: type) -> Mapping[str, Any]:
    """The types of the fields of a dataclass, evaluated."""
    return get_type_hints(kind)


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _checked(name: str, value: str, longest: int) -> str:
    if len(value) > longest:
        raise BadValue(f"参数 {name} 过长（最多 {longest} 字）", f"{name} is too long: {longest} characters at most")
    return value


def _value(name: str, kind: Any, values: list[str], field: Any) -> Any:
    if get_origin(kind) is tuple:
        if len(values) > MANY:
            raise BadValue(f"参数 {name} 太多（最多 {MANY} 个）", f"{name} is given too often: {MANY} times at most")
        return tuple(dict.fromkeys(_one(name, get_args(kind)[0], value, field) for value in values if value))
    return _one(name, kind, values[-1], field)


def _one(name: str, kind: Any, value: str, field: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):  # X | None
        kind = next(part for part in get_args(kind) if part is not type(None))
        if not value:
            return None
    if not value and kind is not str:  # a field of a form that was left empty
        return default(field)
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            among = get_args(kind)
            raise BadValue(f"参数 {name} 应为 {'、'.join(among)} 之一", f"{name} must be one of {', '.join(among)}")
        return value
    if kind is bool:
        if value not in ("0", "1"):
            raise BadValue(f"参数 {name} 应为 0 或 1", f"{name} must be 0 or 1")
        return value == "1"
    if kind is int:
        return _number(name, value, field.metadata.get("least", 0), field.metadata.get("most", LARGEST))
    return value


def _number(name: str, value: str, least: int, most: int) -> int:
    # int() takes more than digits, and is slow on very many of them
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 12 else -1
    if not least <= number <= most:
        raise BadValue(
            f"参数 {name} 应为 {least} 到 {most} 的整数", f"{name} must be a whole number from {least} to {most}"
        )
    return number
