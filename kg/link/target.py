"""What a mention is resolved to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """The name that a mention stands for. Two targets of one type are one entity if name and scope are equal; scope is
    '' where the name alone tells the entity, else the place, family or speech within which it does.

    For places of the gazetteer: code, level and parents (names, nearest first)."""

    name: str
    scope: str = ""
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    code: str | None = None
    level: str | None = None
    parents: tuple[str, ...] = ()
