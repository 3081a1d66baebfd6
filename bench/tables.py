"""Figures of people, places and organizations as Markdown and as plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from kg.evaluate.tally import Figures, Tally, figures

TYPES = ("Person", "Place", "Organization")
HEAD = (
    "| | type | right | wrong | missed | P | R | F1 | F1, overlap |",
    "|---|---|---|---|---|---|---|---|---|",
)
"""The head of the table that `lines` fills."""


def lines(name: str, strict: Tally, relaxed: Tally, types: Sequence[str] = TYPES) -> list[str]:
    """The lines of the table for one program: each type, then all together."""
    found = []
    for label, group in [*((type_, (type_,)) for type_ in types), ("together", tuple(types))]:
        exact, near = figures(strict, group), figures(relaxed, group)
        counts = f"{exact.hits} | {exact.alarms} | {exact.misses}"
        found.append(
            f"| {name} | {label} | {counts} | {_rate(exact.precision)} | {_rate(exact.recall)} "
            f"| **{_rate(exact.f1)}** | {_rate(near.f1)} |"
        )
    return found


def as_json(strict: Tally, relaxed: Tally, types: Sequence[str] = TYPES) -> dict[str, object]:
    """The same figures as plain data."""

    def plain(found: Figures) -> dict[str, object]:
        return {**asdict(found), "precision": found.precision, "recall": found.recall, "f1": found.f1}

    return {
        type_: {"strict": plain(figures(strict, [type_])), "relaxed": plain(figures(relaxed, [type_]))}
        for type_ in types
    }


def _rate(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.3f}"


def write(out: Path | None, name: str, page: str, figures_: Mapping[str, object]) -> None:
    """Print a page and, where there is a folder for it, write it there beside its figures."""
    print(page, end="")
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{name}.md").write_text(page, encoding="utf-8")
        (out / f"{name}.json").write_text(json.dumps(figures_, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
