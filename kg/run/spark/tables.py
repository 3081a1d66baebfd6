"""The tables of a build in Spark SQL: the same names and columns that kg.run.tables has in DuckDB, as far as
kg.run.linking and the others ask for them, so that what Python does of linking and versions is one and the same.

The steps are in sql/, one file a step: CREATE VIEW for what is worked out when it is asked for, CREATE TABLE for what
is worked out once and kept as Parquet, CREATE RESULT for the tables that stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from kg.run.columns import Fields, arrow_type

WORK = "work"
"""Below the store: what is removed once a build is done. `part` stays: what was read of the files (kg.run.columns)."""


class SparkTables:
    """Tables below a folder that all of a cluster can write to: a URL of whatever file system."""

    def __init__(self, spark: Any, store: str) -> None:
        self.spark = spark
        self.store = store.rstrip("/")

    def step(self, name: str, **values: Any) -> None:
        """Run sql/NAME.sql."""
        for statement in _statements(name):
            kind, table, query = _parts(statement)
            used = {key: value for key, value in values.items() if re.search(rf":{key}\b", query)}
            frame = self.spark.sql(query, args=used)
            if kind == "VIEW":
                frame.createOrReplaceTempView(table)
            else:
                self.keep(table, frame, WORK + "/" if kind == "TABLE" else "")

    def keep(self, table: str, frame: Any, below: str = "") -> None:
        """Write a table and read it from there from now on."""
        place = f"{self.store}/{below}{table}"
        frame.write.mode("overwrite").parquet(place)
        self.spark.read.parquet(place).createOrReplaceTempView(table)

    def add(self, name: str, fields: Fields, rows: Iterable[Sequence[Any]]) -> None:
        """Make a table of rows that Python has."""
        import pyarrow as pa

        columns = list(zip(*rows, strict=True)) or [()] * len(fields)
        arrays = [pa.array(column, arrow_type(type_)) for column, type_ in zip(columns, fields.values(), strict=True)]
        table = pa.table(arrays, names=list(fields))
        schema = ", ".join(f"`{column}` {type_}" for column, type_ in fields.items())
        self.spark.createDataFrame(table, schema=schema).createOrReplaceTempView(name)

    def take(self, name: str, batch: Any, columns: Sequence[str], below: str) -> None:
        """Make a table of columns of an Arrow batch that Python has."""
        import pyarrow as pa

        table = pa.Table.from_batches([batch]).select(list(columns))
        self.keep(name, self.spark.createDataFrame(table), below)

    def clear(self) -> None:
        """Remove what only the build needed."""
        self.remove(f"{self.store}/{WORK}")

    def remove(self, place: str) -> None:
        """Remove a file or folder of the store, if it is there."""
        files, path = self._file(place)
        files.delete(path, True)

    def rename(self, place: str, to: str) -> None:
        """Move a folder of the store."""
        files, path = self._file(place)
        if not files.rename(path, self._file(to)[1]):
            raise OSError(f"cannot rename {place} to {to}")

    def put(self, place: str, text: str) -> None:
        """Write a small file."""
        files, path = self._file(place)
        target = files.create(path, True)
        try:
            target.write(bytearray(text.encode()))
        finally:
            target.close()

    def _file(self, place: str) -> tuple[Any, Any]:
        path = self.spark._jvm.org.apache.hadoop.fs.Path(place)
        return path.getFileSystem(self.spark._jsc.hadoopConfiguration()), path

    def rows(self, query: str, values: Sequence[Any] | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one partition of its result at a time."""
        # what DuckDB writes in another way
        query = re.sub(r"\b(\w+)->>'(\$[^']*)'", r"get_json_object(\1, '\2')", query)
        query = query.replace("list_contains(", "array_contains(").replace("::VARCHAR", "::STRING")
        frame = self.spark.sql(query, args=list(values) if values else None)
        for row in frame.toLocalIterator():
            yield tuple(row)


def _statements(name: str) -> list[str]:
    text = files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    bare = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    return [part.strip() for part in bare.split(";") if part.strip()]


def _parts(statement: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"CREATE (VIEW|TABLE|RESULT) (\w+) AS\s+(.*)", statement, re.DOTALL)
    assert match, statement
    query = re.sub(r"\bjs\(([\w.]+)\)", lambda found: f"({_json_of(found[1])})", match[3])
    return match[1], match[2], query


def _json_of(text: str) -> str:
    """An expression for what json.dumps(text, ensure_ascii=False) gives."""
    inner = text
    for mark in ("\\", '"', *map(chr, range(0x20))):
        inner = f"replace({inner}, chr({ord(mark)}), r'{json.dumps(mark)[1:-1]}')"
    plain = rf"""{text} NOT RLIKE r'[\x00-\x1f"\\]'"""
    return f"""'"' || CASE WHEN {plain} THEN {text} ELSE {inner} END || '"'"""


def stored_rows(spark: Any, store: str, table: str, order: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """The rows of a table that a build left, in order."""
    frame = spark.read.parquet(f"{store}/{table}").orderBy(*order)
    for row in frame.toLocalIterator():
        yield row.asDict()
