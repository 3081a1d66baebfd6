"""What is compared, and what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """The head or a sentence of a talk, text == the file's text[start:end]."""

    file: str
    start: int
    end: int
    text: str

    @property
    def said(self) -> str:
        """The text without white space: a line that is broken elsewhere says the same."""
        return "".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Item:
    """A link, a statement, or what a talk says of itself. Two are the same where `what` and `key` are equal: offsets
    and ids that hang on offsets are no part of it. `shown` is what there is to tell of it."""

    what: str
    key: tuple[str, ...]
    shown: Row

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two items the same."""
        return (self.what, *self.key)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something differs: `kind` is one of kg.diff.causes.KINDS, `of` the file or the setting."""

    kind: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One passage on the two sides, None where one side lacks it, and what it lost and gained. A file that one side
    lacks is one difference, with its first passage. Nothing lost and nothing gained: the quotation alone changed."""

    old: Passage | None
    new: Passage | None
    lost: tuple[Item, ...]
    gained: tuple[Item, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An entity that only one side has."""

    id: str
    type: str
    name: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file whose bytes or name differ: added, removed, changed, renamed, or renamed and changed (`moved`)."""

    change: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that two builds differ in; `settings` are (name, old, new) of the manifests."""

    settings: tuple[tuple[str, Any, Any], ...]
    files: tuple[FileChange, ...]
    differences: tuple[Difference, ...]
    lost: tuple[EntityChange, ...]
    gained: tuple[EntityChange, ...]
