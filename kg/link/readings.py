"""Readings: what each distinct name was taken for, found again by its form, its name and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.link.decisions import Decision, Side
from kg.link.forms import normal
from kg.link.target import Target

Key = tuple[str, str, str]
"""Type, name and scope of an entity: what its id is made of."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name that is no hole: its form, what it was taken for, its speech, the scope of that talk and all scopes that
    cover it. Where the talk does not matter, the last three are empty."""

    type: str
    form: str
    target: Target
    speech: str
    talk: str
    scopes: frozenset[str]

    @property
    def key(self) -> Key:
        """The entity that it means."""
        return (self.type, self.target.name, self.target.scope)


class Readings:
    """Readings in a fixed order, of which single ones may be given another target."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._all = list(readings)
        self._by_form: dict[tuple[str, str], list[int]] = {}
        self._by_name: dict[tuple[str, str], set[int]] = {}
        for number, reading in enumerate(self._all):
            self._by_form.setdefault((reading.type, reading.form), []).append(number)
            self._by_name.setdefault(_named(reading), set()).add(number)

    def __iter__(self) -> Iterator[Reading]:
        return iter(self._all)

    def formed(self, decision: Decision, side: Side) -> dict[int, Reading]:
        """By number, those within the decision's scope whose form is the name on a side of it."""
        return self._fitting(self._by_form.get((decision.type, side.name), ()), decision.scope, side)

    def named(self, decision: Decision, side: Side, *, anywhere: bool = False) -> dict[int, Reading]:
        """By number, those within the decision's scope, or `anywhere`, that are taken for the name on a side of it."""
        found = sorted(self._by_name.get((decision.type, side.name), ()))
        return self._fitting(found, "" if anywhere else decision.scope, side)

    def either(self, decision: Decision, side: Side) -> dict[int, Reading]:
        """Both together."""
        return {**self.named(decision, side), **self.formed(decision, side)}

    def take_for(self, number: int, target: Target) -> None:
        """Give a reading another target."""
        self._by_name[_named(self._all[number])].discard(number)
        self._all[number] = replace(self._all[number], target=target)
        self._by_name.setdefault(_named(self._all[number]), set()).add(number)

    def _fitting(self, numbers: Iterable[int], scope: str, side: Side) -> dict[int, Reading]:
        found = {number: self._all[number] for number in numbers}
        return {n: r for n, r in found.items() if scope in r.scopes and _used_in(r, side.where)}


def _used_in(reading: Reading, where: str) -> bool:
    return not where or where in reading.scopes or where == reading.target.scope


def _named(reading: Reading) -> tuple[str, str]:
    return reading.type, normal(reading.target.name)


def keys(readings: dict[int, Reading]) -> frozenset[Key]:
    """The entities that readings mean."""
    return frozenset(reading.key for reading in readings.values())
