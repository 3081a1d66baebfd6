"""The documents that are compared with each other, fetched from the cluster once and kept on the driver's disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model import Document
from kg.run.seam import Texts
from kg.run.spark.tables import SparkTables


class SparkTexts(Texts):
    """Documents by id. The first that is asked for brings all that are like others; any other comes alone."""

    def __init__(self, tables: SparkTables, folder: Path) -> None:
        self._tables = tables
        self._kept = sqlite3.connect(folder / "texts.sqlite")
        self._kept.execute("CREATE TABLE kept (id TEXT PRIMARY KEY, path TEXT, text TEXT, encoding TEXT, sha256 TEXT)")
        self._fetched = False

    def expect(self, documents: Iterable[str]) -> None:
        """Nothing to do: whatever is compared comes at once."""

    def __getitem__(self, id_: str) -> Document:
        if not self._fetched:
            self._keep("SELECT id, path, text, encoding, sha256 FROM compared")
            self._fetched = True
        found = self._one(id_)
        if found is None:
            self._keep("SELECT id, path, text, encoding, sha256 FROM doc WHERE id = ?", id_)
            found = self._one(id_)
        if found is None:
            raise KeyError(id_)
        return found

    def _keep(self, query: str, *values: str) -> None:
        with self._kept:
            self._kept.executemany(
                "INSERT OR IGNORE INTO kept VALUES (?, ?, ?, ?, ?)", self._tables.rows(query, values)
            )

    def _one(self, id_: str) -> Document | None:
        row = self._kept.execute("SELECT * FROM kept WHERE id = ?", [id_]).fetchone()
        return Document(*row) if row else None

    def __iter__(self) -> Iterator[str]:
        return (id_ for (id_,) in self._tables.rows("SELECT id FROM doc ORDER BY d"))

    def __len__(self) -> int:
        ((count,),) = self._tables.rows("SELECT count(*) FROM doc")
        return int(count)

    def close(self) -> None:
        """Leave the file, which is removed with its folder."""
        self._kept.close()
