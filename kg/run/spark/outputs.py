"""The results: four tables as Parquet, which stay where Spark wrote them; and the same rows as files of an output
folder, written by the driver line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.graph.assemble import CO_OCCURRING, MOST_TOGETHER, file_node, filled, speech_nodes, structure
from kg.graph.rows import dumps, edge_row, node_row
from kg.model import Speech
from kg.run.spark.neo4j_admin import write_import
from kg.run.spark.tables import SparkTables, stored_rows
from kg.sinks.files import write_lines
from kg.versions.known import Known

RESULTS = ("mentions", "statements", "entities", "edges")
"""Below the store: the tables of a build."""

_NODE = dict.fromkeys(("id", "name", "type", "title", "props"), "string")
_EDGE = {
    "source": "string",
    "target": "string",
    "type": "string",
    "count": "bigint",
    "families": "bigint",
    "speeches": "array<string>",
    "quotes": "array<string>",
    "spans": "array<string>",
    "inferred": "boolean",
    "statements": "array<string>",
    "props": "string",
}


def make_results(tables: SparkTables, speeches: Sequence[Speech], known: Known) -> None:
    """Write RESULTS, each sorted as the file of an output folder, and the files for neo4j-admin."""
    tables.add("node_told", _NODE, _nodes(tables, speeches))
    titles = {
        id_: (quote, start) for id_, quote, start in tables.rows("SELECT id, quote, quote_start FROM speech_read")
    }
    told = (edge_row(edge) for edges in (structure(speeches, titles), filled(known.fills)) for edge in edges)
    rows = ({**row, "props": dumps(row["props"])} for row in told)
    tables.add("told_edge", _EDGE, (tuple(row[name] for name in _EDGE) for row in rows))
    tables.step("edges", together=sorted(CO_OCCURRING), most=MOST_TOGETHER)
    tables.step("results")
    write_import(tables)


def _nodes(tables: SparkTables, speeches: Sequence[Speech]) -> Iterator[tuple[Any, ...]]:
    """The nodes that are no entities."""
    nodes = list(speech_nodes(speeches))
    spoken = {speech.file for speech in speeches}
    for path, *known in tables.rows("SELECT path, encoding, characters, sha256, pages FROM doc"):
        if path in spoken:
            nodes.append(file_node(path, *known))
    for row in map(node_row, nodes):
        yield tuple(dumps(row[name]) if name == "props" else row[name] for name in _NODE)


def write_tables(folder: Path, tables: SparkTables) -> None:
    """mentions, relations, texts, entities and edges of an output folder: the bytes that kg.sinks.files writes."""
    spark, store = tables.spark, tables.store
    write_lines(folder / "mentions.jsonl", map(_without_n, stored_rows(spark, store, "mentions", ("file", "n"))))
    write_lines(folder / "relations.jsonl", map(_without_n, stored_rows(spark, store, "statements", ("file", "n"))))
    write_lines(folder / "texts.jsonl", _texts(tables))
    write_lines(folder / "entities.jsonl", map(_row, stored_rows(spark, store, "entities", ("id",))))
    write_lines(folder / "edges.jsonl", map(_row, stored_rows(spark, store, "edges", ("source", "target", "type"))))


def _row(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {**stored, "props": json.loads(stored["props"])}


def _without_n(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in _row(stored).items() if name != "n"}


def _texts(tables: SparkTables) -> Iterator[dict[str, Any]]:
    query = """SELECT path AS file, r.start, r."end", r.body, r.id AS speech,
                      substring(text, r.start + 1, r."end" - r.start)
               FROM speech_read r JOIN doc ON doc.d = r.d ORDER BY r.s"""
    names = ("file", "start", "end", "body", "speech", "text")
    return (dict(zip(names, row, strict=True)) for row in tables.rows(query))
