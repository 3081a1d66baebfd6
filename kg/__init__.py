"""kg: a knowledge graph from Chinese speeches and official documents, offline, each fact with its quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from kg.opened import Opened

__version__ = "0.2.0"


def open(out: str | PathLike[str] = "out") -> Opened:
    """The output folder of a build, for Python and notebooks (kg.opened). KgError where it is none."""
    from kg.opened import Opened

    return Opened(out)
