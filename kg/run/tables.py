"""The tables of a build, in two DuckDB databases: one that is thrown away with it, and one with what the next build
takes up (kg.run.kept). The steps are in sql/, one file a step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.run.columns import Fields, arrow_type
from kg.schema import node_types

# What DuckDB may hold in memory; beyond that it writes to disk.
MEMORY = "500MB"
KEPT = "kept.duckdb"


class DuckTables:
    """Two databases in a folder, which is removed by who made it. What was kept is taken up where it is there already;
    its tables are `kept.NAME`, and NAME where they are only read."""

    def __init__(self, folder: Path, threads: int) -> None:
        import duckdb

        self._folder = folder
        self._cursors: list[Any] = []
        self._digests: dict[str, Any] = {}
        self._hashes: dict[str, str] = {}
        config: dict[str, Any] = {
            "memory_limit": MEMORY,
            "threads": threads,
            "temp_directory": str(folder / "spill"),
            "preserve_insertion_order": False,
            "checkpoint_threshold": "1TB",  # only `pack` packs
        }
        self.connection = duckdb.connect(str(folder / "tables.duckdb"), config=config)
        self.connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        self.connection.execute(f"ATTACH '{_quoted(folder / KEPT)}' AS kept")
        for macro in _macros():
            self.connection.execute(f"CREATE MACRO {macro}")
        self.step("kept")

    def pack(self) -> None:
        """Bring all that is kept into its file."""
        self.connection.execute("CHECKPOINT kept")

    def close(self) -> None:
        """Leave the databases."""
        for left in (*self._cursors, self.connection):
            left.close()

    def interrupt(self) -> None:
        """End what runs, from another thread: who asked for it gets an exception."""
        import duckdb

        for asked in (self.connection, *self._cursors):
            with suppress(duckdb.Error):  # closed meanwhile
                asked.interrupt()

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        cursor = self.connection.cursor()
        self._cursors.append(cursor)
        try:
            yield cursor
        finally:
            self._cursors.remove(cursor)
            cursor.close()

    def step(self, name: str, **values: Any) -> None:
        """Run sql/NAME.sql."""
        for statement in _bare(_text(name)).split(";"):
            if statement.strip():
                used = {key: value for key, value in values.items() if f"${key}" in statement}
                self.connection.execute(statement, used or None)

    def add(self, name: str, fields: Fields, rows: Iterable[Sequence[Any]]) -> None:
        """Make a table of rows."""
        import pyarrow as pa

        columns = list(zip(*rows, strict=True)) or [()] * len(fields)
        arrays = [pa.array(column, arrow_type(type_)) for column, type_ in zip(columns, fields.values(), strict=True)]
        self.connection.register("given", pa.table(arrays, names=list(fields)))
        self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        self.connection.unregister("given")

    def read_parts(self, parts: Sequence[Path]) -> None:
        """Make the view `part` of the rows of some parts, with the part of each and where in it (`item`) it stands."""
        import pyarrow.parquet as pq

        if not parts:
            from kg.run.columns import schema

            parts = [self._folder / "none.parquet"]
            pq.write_table(schema().empty_table(), parts[0])
        listed = ", ".join(f"'{_quoted(part)}'" for part in parts)
        self.connection.execute(
            "CREATE VIEW part AS SELECT * EXCLUDE (filename, file_row_number), parse_filename(filename) AS part, "
            f"file_row_number AS item FROM read_parquet([{listed}], filename = true, file_row_number = true)"
        )

    def rows(self, query: str, values: Sequence[Any] | Mapping[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, some thousands at a time."""
        with self._cursor() as cursor:
            cursor.execute(query, values)
            while found := cursor.fetchmany(10_000):
                yield from found

    def write(self, query: str, path: Path, values: Mapping[str, Any] | None = None) -> None:
        """Write the only column of a query, lines with their ends, to the end of a file.

        The bytes are written as Arrow holds them: not one is looked at in Python. Their hash is kept (`written`).
        """
        digest = self._digests.setdefault(path.name, sha256())
        with path.open("ab") as target, self._cursor() as cursor:
            for batch in cursor.sql(query, params=values).to_arrow_reader(50_000):
                lines = _bytes(batch.column(0))
                target.write(lines)
                digest.update(lines)

    def wrote(self, name: str, sha256: str) -> None:
        """Tell the hash of a file that was written in another way."""
        self._hashes[name] = sha256

    def written(self) -> dict[str, str]:
        """The SHA-256 of each file that was written, by its name."""
        return self._hashes | {name: digest.hexdigest() for name, digest in self._digests.items()}


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _macros() -> list[str]:
    """Functions that the steps use. A node is a number k, its kind (of all in order) and the 48 bits of its id: so
    nodes sort by k as by their ids."""
    kinds = sorted({"file", *(name.lower() for name in node_types())})
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return [
        f"js(text) AS {_json_of('text')}",
        "place(d, n) AS (d::BIGINT << 32) | n::BIGINT",
        f"k_of(id) AS (list_position([{listed}], left(id, -13))::BIGINT << 48) | ('0x' || right(id, 12))::BIGINT",
        f"id_of(k) AS list_extract([{listed}], k >> 48) || '-' || format('{{:012x}}', k & 281474976710655)",
    ]


def _bytes(array: Any) -> Any:
    """All strings of an array, one after another, as one buffer."""
    import pyarrow as pa

    if not len(array):
        return b""
    array = array.cast(pa.large_string()) if array.type != pa.large_string() else array
    _, offsets, data = array.buffers()
    first, last = (memoryview(offsets).cast("q")[array.offset + at] for at in (0, len(array)))
    return memoryview(data)[first:last]


def queries(name: str) -> dict[str, str]:
    """The queries of sql/NAME.sql that holds several, each by the comment before it."""
    found: dict[str, str] = {}
    for text in _text(name).split(";"):
        comments = [line[3:] for line in text.strip().splitlines() if line.startswith("-- ")]
        titles = [comment for comment in comments if comment.replace("_", "").isalpha() and comment.islower()]
        if titles:
            found[titles[0]] = _bare(text)
    return found


def _text(name: str) -> str:
    return files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _bare(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))


def _json_of(text: str) -> str:
    """An expression for what json.dumps(text, ensure_ascii=False) gives. DuckDB's own gives the same but for the case
    of the letters with which it tells control characters, which hardly any text has."""
    inner = text
    for mark in ["\\", '"', *map(chr, range(0x20))]:
        inner = f"replace({inner}, chr({ord(mark)}), '{json.dumps(mark)[1:-1]}')"
    odd = f"regexp_matches({text}, '[\\x00-\\x07\\x0b\\x0e-\\x1f]')"
    return f"CASE WHEN {odd} THEN '\"' || {inner} || '\"' ELSE to_json({text})::VARCHAR END"
