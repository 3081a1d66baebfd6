"""What a look at one thing found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

# sound: as it should be. lacking: not there, and only what is named needs it. note: it works, but is worth knowing.
# broken: kg itself does not work without it, or an output folder is not what was built.
State = Literal["sound", "lacking", "note", "broken"]
Words = tuple[str, str]  # Chinese, English
NOTHING: Words = ("", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """`part` and `name` say of what, and stay the same; `told` is what was found, `mend` what to do about it; `facts`
    are for programs."""

    part: str
    name: str
    state: State
    told: Words
    mend: Words = NOTHING
    facts: Mapping[str, Any] = field(default_factory=dict)


def broken(findings: list[Finding]) -> bool:
    """Whether one of them stops kg, or a folder is not what was built."""
    return any(found.state == "broken" for found in findings)


def size(count: int) -> str:
    """A number of bytes for people."""
    amount = float(count)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"
