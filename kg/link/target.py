"""What a mention is resolved to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """The name that a mention stands for. Two targets of one type are one entity if name and scope are equal; scope is
    '' where the name alone tells the entity, else the scope (kg.link.scopes) within which it does.

    `within` is where the short name may be read so; it is the scope of the judgement that joins the two. `doubts` are
    targets that the name may mean as well, so that it was taken for none of them.
    For places of the gazetteer: code, level and parents (names, nearest first)."""

    name: str
    scope: str = ""
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    within: str = ""
    code: str | None = None
    level: str | None = None
    parents: tuple[str, ...] = ()
    doubts: tuple[Target, ...] = ()
