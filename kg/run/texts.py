"""Documents by id, fetched when they are asked for: of most, nothing is wanted once they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Document
from kg.run.seam import Texts
from kg.run.tables import DuckTables

# Held at a time, and fetched at a time: a query for one document takes hardly less than one for many.
HELD, FETCHED = 600, 200


class DuckTexts(Texts):
    """The documents of a build."""

    def __init__(self, tables: DuckTables) -> None:
        self._tables = tables
        self._held: dict[str, Document] = {}
        self._places: dict[str, int] = dict(tables.rows("SELECT id, d FROM doc"))
        self._next: dict[str, list[str]] = {}

    def expect(self, documents: Iterable[str]) -> None:
        """Tell which documents will be asked for, about in this order: those that follow one are fetched with it."""
        order = list(dict.fromkeys(documents))
        blocks = [order[at : at + FETCHED] for at in range(0, len(order), FETCHED)]
        self._next = {id_: block for block in blocks for id_ in block}

    def __getitem__(self, id_: str) -> Document:
        if id_ not in self._held:
            wanted = [one for one in self._next.get(id_, [id_]) if one not in self._held]
            query = "SELECT id, path, text, encoding, sha256 FROM doc WHERE d IN (SELECT unnest(?))"
            rows = list(self._tables.rows(query, [[self._places[one] for one in wanted]]))
            for old in list(self._held)[: max(0, len(self._held) + len(rows) - HELD)]:
                del self._held[old]
            self._held |= {row[0]: Document(*row) for row in rows}
        return self._held[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
