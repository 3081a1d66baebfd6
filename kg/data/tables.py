"""Reading the data files beside this module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

# The C parser is some ten times faster and gives the same values; not every build of PyYAML has it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(name: str) -> str:
    """The text of one data file."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def read_yaml(name: str) -> Any:
    """The value of one YAML file. A bare year in it is a number and a bare day a date: callers take str() of them."""
    return yaml.load(read_text(name), Loader=_Loader)


def words(value: str | None) -> tuple[str, ...]:
    """The words of a list written with spaces between them, sorted and each once."""
    return tuple(sorted(set((value or "").split())))


def name_map(rows: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, str]:
    """Every name and every other form of it → the name. Raises ValueError if one form stands for two names."""
    found: dict[str, str] = {}
    for name, forms in rows:
        for form in (name, *forms):
            if found.setdefault(form, name) != name:
                raise ValueError(f"{form} stands for both {found[form]} and {name}")
    return MappingProxyType(found)


def interval(value: object) -> tuple[str | None, str | None]:
    """The two ends of "since/until", each None where it is not written; a value without "/" is the first end alone.

    YAML reads a bare year as a number and a bare day as a date: both become ISO text here.
    """
    since, _, until = ("" if value is None else str(value)).partition("/")
    return since or None, until or None
