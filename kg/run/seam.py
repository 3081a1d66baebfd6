"""What linking, versions and reports ask of a build's tables and texts, whoever holds them: DuckDB (kg.run.tables,
kg.run.texts) or Spark (kg.run.spark). Queries are in the SQL that both read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from kg.model import Document
from kg.run.columns import Fields


class Tables(Protocol):
    """Tables of a build, gone with it."""

    def step(self, name: str, **values: Any) -> None:
        """Run sql/NAME.sql."""

    def add(self, name: str, fields: Fields, rows: Iterable[Sequence[Any]]) -> None:
        """Make a table of rows."""

    def rows(self, query: str, values: Sequence[Any] | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, some at a time."""


class Texts(Mapping[str, Document], ABC):
    """The documents of a build by id, fetched when they are asked for."""

    @abstractmethod
    def expect(self, documents: Iterable[str]) -> None:
        """Tell which documents will be asked for, about in this order."""
