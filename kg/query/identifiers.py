"""Names in a query that are not ASCII (AS 项目), which the embedded engine cannot read and Neo4j can.

Each is written as an ASCII one for the engine, and as itself in what comes back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Text in quotes and comments stays, what is not closed to the end; a name in backticks may be one; else any word.
_TOKEN = re.compile(
    r"""'(?:\\.|[^'\\])*+'?|"(?:\\.|[^"\\])*+"?|//[^\n]*+|/\*(?:(?!\*/).)*+(?:\*/)?"""
    r"""|`(?P<quoted>[^\W\d]\w*+)`|`[^`]*+`?"""
    r"""|(?P<bare>[^\W\d]\w*)""",
    re.DOTALL,
)
_WRITTEN = re.compile(r"\bkg_[0-9a-f]+\b")


@dataclass(frozen=True, slots=True)
class Plain:
    """A query in ASCII names. `own` tells what each of them stands for; `moved` has, for each name that was replaced,
    where it ends in this text and where in the query."""

    text: str
    own: Mapping[str, str]
    moved: tuple[tuple[int, int], ...]

    def offset(self, there: int) -> int:
        """Where in the query a place of this text is."""
        before = [pair for pair in self.moved if pair[0] <= there]
        return there + before[-1][1] - before[-1][0] if before else there

    def back(self, text: str) -> str:
        """A text that may hold names of this one, with those of the query."""
        return _WRITTEN.sub(lambda found: self.own.get(found[0], found[0]), text) if self.own else text

    def given(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Parameters by the names that this text has for them."""
        written = {name: key for key, name in self.own.items()}
        return {written.get(name, name): value for name, value in parameters.items()}


def plain_names(query: str) -> Plain:
    """A query with its names in ASCII; the same where they all are."""
    own: dict[str, str] = {}
    moved: list[tuple[int, int]] = []
    parts: list[str] = []
    at = length = 0
    for found in _TOKEN.finditer(query):
        name = found["quoted"] or found["bare"]
        if not name or name.isascii():
            continue
        written = f"kg_{name.encode().hex()}"
        own[written] = name
        parts += [query[at : found.start()], written]
        length += found.start() - at + len(written)
        at = found.end()
        moved.append((length, at))
    return Plain("".join([*parts, query[at:]]), own, tuple(moved))
