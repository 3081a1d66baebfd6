"""Parameters as typed on the command line, checked and turned into values."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from kg.errors import KgError
from kg.meant import meant
from kg.query.shipped import TYPES, Shipped

Bound = dict[str, str | int | float | bool]

_OPTION = re.compile(r"(?P<name>\w+)(?::(?P<type>\w+))?=(?P<value>.*)", re.DOTALL)
_TRUE = ("true", "yes", "1", "是")
_FALSE = ("false", "no", "0", "否")
_LARGEST = 2**63 - 1


def bind(shipped: Shipped, options: Sequence[str]) -> Bound:
    """The parameters of a shipped query: `name=value` each, of the type its header gives, defaults filled in.

    KgError for a name it does not take, a value of another type, or one that is required and not given.
    """
    known = {parameter.name: parameter for parameter in shipped.parameters}
    bound: Bound = {p.name: p.default for p in shipped.parameters if p.default is not None}
    for name, _, value in map(_split, options):
        if name not in known:
            raise _unknown(shipped, name)
        bound[name] = _typed(name, known[name].type, value)
    return _whole(shipped, bound)


def check(shipped: Shipped, values: Mapping[str, object]) -> Bound:
    """The parameters of a shipped query given as values of Python, defaults filled in; KgError as of `bind`.

    A whole number will do for a float, and nothing else for another type.
    """
    known = {parameter.name: parameter for parameter in shipped.parameters}
    bound: Bound = {p.name: p.default for p in shipped.parameters if p.default is not None}
    for name, value in values.items():
        if name not in known:
            raise _unknown(shipped, name)
        kind = known[name].type
        if kind == "float" and type(value) is int:
            value = float(value)
        if not isinstance(value, (str, int, float, bool)) or type(value) is not TYPES[kind]:
            raise _mistyped(name, kind, repr(value))
        bound[name] = value
    return _whole(shipped, bound)


def _whole(shipped: Shipped, bound: Bound) -> Bound:
    missing = [parameter for parameter in shipped.parameters if parameter.name not in bound]
    if missing:
        zh = "；".join(f"-p {parameter.name}=…（{parameter.zh}）" for parameter in missing)
        en = "; ".join(f"-p {parameter.name}=… ({parameter.en})" for parameter in missing)
        raise KgError(f"查询 {shipped.name} 还需要参数：{zh}", f"the query {shipped.name} also needs: {en}")
    return bound


def free(options: Sequence[str]) -> Bound:
    """The parameters of any Cypher: `name=value` is text, `name:int=3` (or float, bool, string) is of that type."""
    return {name: _typed(name, kind or "string", value) for name, kind, value in map(_split, options)}


def _split(option: str) -> tuple[str, str | None, str]:
    found = _OPTION.fullmatch(option)
    if found is None:
        raise KgError(f"参数应写成 名称=值，而不是“{option}”", f"a parameter is written name=value, not {option!r}")
    return found["name"], found["type"], found["value"]


def _typed(name: str, kind: str, text: str) -> str | int | float | bool:
    if kind not in TYPES:
        known = ", ".join(TYPES)
        raise KgError(
            f"参数 {name} 的类型 {kind} 不存在，可用：{known}", f"parameter {name}: {kind} is none of {known}"
        )
    if kind == "string":
        return text
    try:
        if kind == "int" and abs(int(text)) <= _LARGEST:
            return int(text)
        if kind == "float" and math.isfinite(float(text)):
            return float(text)
    except ValueError:
        pass
    if kind == "bool" and text.lower() in _TRUE + _FALSE:
        return text.lower() in _TRUE
    raise _mistyped(name, kind, repr(text))


def _mistyped(name: str, kind: str, shown: str) -> KgError:
    zh = {"string": "文字", "int": "整数", "float": "数字", "bool": "true 或 false"}[kind]
    en = {"string": "text", "int": "a whole number", "float": "a number", "bool": "true or false"}[kind]
    return KgError(f"参数 {name} 应为{zh}，而不是 {shown}", f"parameter {name} takes {en}, not {shown}")


def _unknown(shipped: Shipped, name: str) -> KgError:
    known = [parameter.name for parameter in shipped.parameters]
    if not known:
        return KgError(f"查询 {shipped.name} 没有参数", f"the query {shipped.name} takes no parameters")
    zh, en = meant(name, known)
    return KgError(f"查询 {shipped.name} 没有参数 {name}{zh}", f"the query {shipped.name} has no parameter {name}{en}")
