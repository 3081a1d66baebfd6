"""What a name means as far as its own document tells, with marks where the other documents have a say.

A document is read by itself (kg.link.local), so that it need not be read again when another one changes; what all
together tell is put in afterwards (kg.link.setting).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.link.target import Target

# Stand in a target for a scope that only all documents together tell: the talk (all its versions have one), the
# speech, and the bearer of a name. No text and no path holds U+001F.
TALK, SPEECH, BEARER = "\x1ftalk", "\x1fspeech", "\x1fbearer "


@dataclass(frozen=True, slots=True)
class Meant:
    """`target` may hold marks. `stem`: if a text anywhere vouches for a program of this form, `known` is meant instead.
    `short`: stem and title of a person whom another talk of the occasion may name in full."""

    target: Target
    stem: str = ""
    known: Target | None = None
    short: tuple[str, str] | None = None

    @property
    def contextual(self) -> bool:
        """Whether it means one thing in one talk and another in another."""
        return self.short is not None or self.target.scope[:1] == "\x1f" or self.target.within[:1] == "\x1f"


def meant_row(meant: Meant) -> dict[str, Any]:
    """As plain JSON, without what is as it mostly is."""
    row = _target_row(meant.target)
    if meant.known:
        row |= {"stem": meant.stem, "known": _target_row(meant.known)}
    if meant.short:
        row["short"] = list(meant.short)
    return row


def meant_from(row: Mapping[str, Any]) -> Meant:
    """The other way."""
    known = _target_from(row["known"]) if "known" in row else None
    short = (row["short"][0], row["short"][1]) if "short" in row else None
    return Meant(_target_from(row), row.get("stem", ""), known, short)


def _target_row(target: Target) -> dict[str, Any]:
    row: dict[str, Any] = {"name": target.name}
    for name in ("scope", "within", "code", "level"):
        if value := getattr(target, name):
            row[name] = value
    if target.score != 1.0:
        row["score"] = target.score
    for name in ("reasons", "parents"):
        if value := getattr(target, name):
            row[name] = list(value)
    if target.doubts:
        row["doubts"] = [_target_row(doubt) for doubt in target.doubts]
    return row


def _target_from(row: Mapping[str, Any]) -> Target:
    return Target(
        name=row["name"],
        scope=row.get("scope", ""),
        score=row.get("score", 1.0),
        reasons=tuple(row.get("reasons", ())),
        within=row.get("within", ""),
        code=row.get("code"),
        level=row.get("level"),
        parents=tuple(row.get("parents", ())),
        doubts=tuple(_target_from(doubt) for doubt in row.get("doubts", ())),
    )
