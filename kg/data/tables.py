"""Reading the data files beside this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.resources import files
from typing import Any

import yaml

# The C parser is some ten times faster and gives the same values; not every build of PyYAML has it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_withheld: ContextVar[frozenset[str]] = ContextVar("withheld", default=frozenset())


def read_text(name: str) -> str:
    """The text of one data file."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def read_yaml(name: str) -> Any:
    """The value of one YAML file. A bare year in it is a number and a bare day a date: callers take str() of them."""
    return yaml.load(read_text(name), Loader=_Loader)  # noqa: S506 a SafeLoader either way


def words(value: str | None) -> tuple[str, ...]:
    """The words of a list written with spaces between them, sorted and each once."""
    return tuple(sorted(set((value or "").split())))


@contextmanager
def withheld(forms: Iterable[str]) -> Iterator[None]:
    """Within it the tables of names know none of these forms: it shows what kg makes of texts without them.

    What was taken from a table before, such as a lexicon, still has them.
    """
    token = _withheld.set(_withheld.get().union(forms))
    try:
        yield
    finally:
        _withheld.reset(token)


def is_withheld(form: str) -> bool:
    """Whether the tables may not know this form at present."""
    return form in _withheld.get()


class Names(Mapping[str, str]):
    """Forms of names → the name, without those that are withheld."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __getitem__(self, form: str) -> str:
        if is_withheld(form):
            raise KeyError(form)
        return self._names[form]

    def __iter__(self) -> Iterator[str]:
        return (form for form in self._names if not is_withheld(form))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def name_map(rows: Iterable[tuple[str, tuple[str, ...]]]) -> Names:
    """Every name and every other form of it → the name. Raises ValueError if one form stands for two names."""
    found: dict[str, str] = {}
    for name, forms in rows:
        for form in (name, *forms):
            if found.setdefault(form, name) != name:
                raise ValueError(f"{form} stands for both {found[form]} and {name}")
    return Names(found)


def interval(value: object) -> tuple[str | None, str | None]:
    """The two ends of "since/until", each None where it is not written; a value without "/" is the first end alone.

    YAML reads a bare year as a number and a bare day as a date: both become ISO text here.
    """
    since, _, until = ("" if value is None else str(value)).partition("/")
    return since or None, until or None
