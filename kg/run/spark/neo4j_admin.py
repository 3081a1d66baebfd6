"""Files for `neo4j-admin database import`, written by Spark's tasks: the same lines as kg.export.neo4j_admin, of a
graph that is held nowhere whole.

Each node type and each relation type is a file with the header and a folder with the lines. First it is gathered what
columns there are, then everything is written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import cells
from kg.export.columns import Column, Row, columns, edge_row, node_row
from kg.export.neo4j_admin import (
    AFTER,
    COMMAND,
    PARTING,
    ImportCommand,
    cell_value,
    column_header,
    empty_lists,
    texts_of,
)
from kg.graph.rows import edge_from, node_from
from kg.run.spark.tables import SparkTables
from kg.sinks.neo4j_ddl import statements as definitions

FOLDER = "neo4j-admin"
"""Below the store."""

_KEYS = {"nodes": ("id",), "edges": ("source", "target")}


@dataclass
class Survey:
    """What there is in one group of rows: one row for each kind of value that a column has, how often each column has a
    value and how often an empty list, the marks that its texts have, and whether one goes over several lines."""

    examples: list[Row] = field(default_factory=list)
    rows: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    empty: Counter[str] = field(default_factory=Counter)
    marks: set[str] = field(default_factory=set)
    lines: bool = False
    _kinds: set[tuple[str, str]] = field(default_factory=set)

    def see(self, row: Row) -> None:
        """Take a row into account."""
        self.rows += 1
        kinds = {(name, type(part).__name__) for name, value in row.items() for part in _parts(value)}
        if kinds - self._kinds:
            self._kinds |= kinds
            self.examples.append(row)
        for name, value in row.items():
            self.filled[name] += value is not None
            self.empty[name] += value == []
        for text in texts_of(row):
            self.marks.update(mark for mark in PARTING if mark in text)
            self.lines = self.lines or "\n" in text or "\r" in text

    def add(self, other: Mapping[str, Any]) -> None:
        """Take into account what another one told."""
        self.examples += other["examples"]
        self.rows += other["rows"]
        self.filled.update(other["filled"])
        self.empty.update(other["empty"])
        self.marks.update(other["marks"])
        self.lines = self.lines or other["lines"]

    def told(self) -> dict[str, Any]:
        """As plain JSON."""
        rest = {"rows": self.rows, "filled": self.filled, "empty": self.empty, "marks": sorted(self.marks)}
        return {"examples": self.examples, "lines": self.lines, **rest}


def _parts(value: Any) -> list[Any]:
    return [*value, None] if isinstance(value, list) else [value]


def write_import(tables: SparkTables) -> None:
    """Write the files below the store from its tables `entities` and `edges`."""
    place = f"{tables.store}/{FOLDER}"
    frames = {"nodes": tables.spark.table("entities"), "edges": tables.spark.table("edges")}
    surveys = {what: _surveyed(frame, what) for what, frame in frames.items()}
    every = [survey for found in surveys.values() for survey in found.values()]
    parting = next(mark for mark in PARTING if not any(mark in survey.marks for survey in every))
    options = ["--input-encoding=UTF-8", f"--array-delimiter=U+{ord(parting):04X}"]
    options += ["--multiline-fields=true"] if any(survey.lines for survey in every) else []
    sources, after = [], [*definitions()]
    tables.remove(place)
    for what, frame in frames.items():
        found = {kind: _columns(survey, what) for kind, survey in sorted(surveys[what].items())}
        _write(tables, frame, what, found, parting, place)
        for kind in found:
            group = f"{what}-{kind}"
            label = f"--nodes=KG:{kind}" if what == "nodes" else f"--relationships={kind}"
            sources.append((label, f"{group}.csv,{group}/part-.*"))
            after += _after(frame, what, kind, surveys[what][kind])
    command = ImportCommand(Path(), tuple(options), tuple(sources), tuple(after))
    tables.put(f"{place}/{AFTER}", "".join(f"{statement};\n" for statement in after))
    script = f'#!/bin/sh\n# The server is stopped, its database empty.\ncd "$(dirname "$0")" && {command.shell()}\n'
    tables.put(f"{place}/{COMMAND}", script)


def _columns(survey: Survey, what: str) -> tuple[Column, ...]:
    return tuple(c for c in columns(survey.examples, _KEYS[what]) if not (what == "edges" and c.name == "type"))


def _surveyed(frame: Any, what: str) -> dict[str, Survey]:
    """A survey of each type of nodes or relations."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        found: dict[str, Survey] = {}
        for row in _rows(batches, what):
            found.setdefault(row["type"], Survey()).see(row)
        told = json.dumps({kind: survey.told() for kind, survey in found.items()})
        yield pa.RecordBatch.from_pydict({"told": [told]})

    whole: dict[str, Survey] = {}
    for row in frame.mapInArrow(work, "told string").toLocalIterator():
        for kind, told in json.loads(row.told).items():
            whole.setdefault(kind, Survey()).add(told)
    return whole


def _rows(batches: Iterable[Any], what: str) -> Iterator[dict[str, Any]]:
    for batch in batches:
        for stored in batch.to_pylist():
            row = {**stored, "props": json.loads(stored["props"])}
            yield node_row(node_from(row)) if what == "nodes" else edge_row(edge_from(row))


def _write(
    tables: SparkTables, frame: Any, what: str, found: Mapping[str, Sequence[Column]], parting: str, place: str
) -> None:
    """The lines of all types in one go, a folder each; the headers beside them."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            kinds, lines = [], []
            for row in _rows([batch], what):
                values = (cell_value(row.get(column.name), parting) for column in found[row["type"]])
                kinds.append(f"{what}-{row['type']}")
                lines.append(cells.line(values, guard=False).removesuffix("\n"))
            yield pa.RecordBatch.from_pydict({"kind": kinds, "value": lines})

    written = f"{place}/{what}"
    frame.mapInArrow(work, "kind string, value string").write.partitionBy("kind").text(written)
    for kind in found:
        group = f"{what}-{kind}"
        tables.rename(f"{written}/kind={group}", f"{place}/{group}")
        tables.put(f"{place}/{group}.csv", ",".join(map(column_header, found[kind])) + "\n")
    tables.remove(written)


def _after(frame: Any, what: str, kind: str, survey: Survey) -> Iterator[str]:
    """Statements that give back lists that are there and hold nothing."""
    for name in sorted(name for name, number in survey.empty.items() if number):
        lacking = survey.filled[name] < survey.rows
        ids = _with_empty(frame, kind, name) if lacking else [""]
        rows: list[Row] = [{"id": id_, name: []} for id_ in ids]
        yield from empty_lists(f"{what}-{kind}", [*rows, {"id": ""}] if lacking else rows)


def _with_empty(frame: Any, kind: str, name: str) -> list[str]:
    """The nodes of a type with an empty list of that name, where others have none at all."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        ids = [row["id"] for row in _rows(batches, "nodes") if row["type"] == kind and row.get(name) == []]
        yield pa.RecordBatch.from_pydict({"id": pa.array(ids, pa.string())})

    return sorted(row.id for row in frame.mapInArrow(work, "id string").toLocalIterator())
