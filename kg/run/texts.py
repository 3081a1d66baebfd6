"""Documents by id, fetched when they are asked for: of most, nothing is wanted once they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.model import Document
from kg.run.tables import Tables

# Held at a time, so that those which are compared with each other are not fetched each time.
HELD = 300


class Texts(Mapping[str, Document]):
    """The documents of a build."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._held: dict[str, Document] = {}
        self._places = dict(tables.rows("SELECT id, d FROM doc"))

    def __getitem__(self, id_: str) -> Document:
        if id_ not in self._held:
            if len(self._held) >= HELD:
                self._held.pop(next(iter(self._held)))
            (row,) = self._tables.rows(
                "SELECT id, path, text, encoding, sha256 FROM doc WHERE d = ?", [self._places[id_]]
            )
            self._held[id_] = Document(*row)
        return self._held[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
