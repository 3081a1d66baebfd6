"""What a running server holds, given to every page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.explorer.console import Console
from kg.explorer.opened import Opened
from kg.explorer.rebuild import Rebuilder


@dataclass(frozen=True, slots=True)
class Served:
    """One output folder on one address.

    `token` is known only to pages of this process, and every POST must bring it. `hosts` are the addresses, host and
    port, that a request may name. `decisions` is the file that a person's decisions are written to, `by` the person;
    None for the user whose process this is.
    """

    opened: Opened
    console: Console
    rebuilder: Rebuilder
    decisions: Path
    token: str
    hosts: frozenset[str]
    language: str = "zh"
    read_only: bool = False
    by: str | None = None

    @property
    def out(self) -> Path:
        """The output folder."""
        return self.opened.out


def hosts(port: int) -> frozenset[str]:
    """The names by which this machine reaches itself; without the port too where that is the one of HTTP."""
    names = ("127.0.0.1", "localhost", "[::1]")
    return frozenset([f"{name}:{port}" for name in names] + (list(names) if port == 80 else []))
