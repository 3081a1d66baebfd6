"""The queries that kg ships: one Cypher file each, whose header says what it asks, takes and returns.

A header is made of comment lines in this form; a parameter without a default must be given. Its type is one of TYPES,
or `name`: a text that names a node.

    // title.zh: 题目
    // title.en: Title
    // param name:type="" | 含义 | meaning
    // column name | 列名 | Caption
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import KgError
from kg.lang import choose
from kg.meant import meant

TYPES: dict[str, type] = {"string": str, "int": int, "float": float, "bool": bool}

_TITLE = re.compile(r"// title\.(zh|en): (\S.*)")
_PARAM = re.compile(r"// param (\w+):(\w+)(?:=(\S+))? \| ([^|]+) \| ([^|]+)")
_COLUMN = re.compile(r"// column (\w+) \| ([^|]+) \| ([^|]+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `default` counts only where it is not `required`. `names` says that its text names a node."""

    name: str
    type: str
    required: bool
    default: str | int | float | bool | None
    zh: str
    en: str
    names: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column and what to call it."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """A shipped query: `text` is the Cypher without its header."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    @property
    def title(self) -> str:
        """The title in the language in force."""
        return choose(self.zh, self.en)


@cache
def queries() -> dict[str, Shipped]:
    """All shipped queries by name, in order of name."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder().glob("*.cypher"))}
    return {name: parse(name, text) for name, text in texts.items()}


def plain(name: str) -> str:
    """The name of a query however it was typed."""
    return name.lower().replace("_", "-")


def find(name: str) -> Shipped:
    """The shipped query of that name (case, and _ for -, do not matter). KgError with a suggestion if there is none."""
    wanted, known = plain(name), queries()
    if wanted in known:
        return known[wanted]
    zh, en = meant(wanted, known)
    raise KgError(f"没有名为 {name} 的查询{zh}", f"there is no query named {name}{en}")


def folder() -> Path:
    """The folder of the shipped queries: inside the package when installed, beside it in a checkout."""
    package = Path(str(files("kg")))
    inside = package / "cypher"
    return inside if inside.is_dir() else package.parent / "cypher"


def parse(name: str, text: str) -> Shipped:
    """A shipped query from its file. ValueError where the header is not in the form above."""
    lines = text.splitlines()
    size = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    titles: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for line in lines[:size]:
        if found := _TITLE.fullmatch(line):
            titles[found[1]] = found[2].strip()
        elif found := _PARAM.fullmatch(line):
            parameters.append(_parameter(name, found))
        elif found := _COLUMN.fullmatch(line):
            columns.append(Column(found[1], found[2].strip(), found[3].strip()))
        else:
            raise ValueError(f"{name}: not a header line: {line}")
    body = "\n".join(lines[size:]).strip()
    if set(titles) != {"zh", "en"} or not columns or not body:
        raise ValueError(f"{name}: needs both titles, columns and a query")
    return Shipped(name, titles["zh"], titles["en"], tuple(parameters), tuple(columns), body)


def _parameter(query: str, found: re.Match[str]) -> Parameter:
    name, written, default, zh, en = found.groups()
    kind = "string" if written == "name" else written
    value = None if default is None else json.loads(default)
    if kind not in TYPES or (default is not None and type(value) is not TYPES[kind]):
        raise ValueError(f"{query}: parameter {name} is not of a known type, or its default is of another")
    return Parameter(name, kind, default is None, value, zh.strip(), en.strip(), names=written == "name")
