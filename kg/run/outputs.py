"""The files of an output folder, from the tables: the same bytes that kg.sinks.files writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.graph.assemble import CO_OCCURRING, MOST_TOGETHER, file_node, filled, speech_nodes, structure
from kg.graph.rows import dumps, edge_row, node_row
from kg.model import Speech
from kg.run.seam import Tables
from kg.run.tables import DuckTables, queries
from kg.schema import relation_types
from kg.versions.known import Known

# Rows of evidence from which edges are made at a time: their quotations are all held.
AT_A_TIME = 200_000


def write_tables(folder: Path, tables: DuckTables, speeches: Sequence[Speech], known: Known) -> None:
    """mentions, relations, texts, entities and edges."""
    lines = queries("lines")
    for name in ("mentions", "relations", "texts"):
        tables.write(lines[name], folder / f"{name}.jsonl")
    spoken = {speech.file for speech in speeches}
    nodes = [(node.id, _line(node_row(node))) for node in speech_nodes(speeches)]
    for path, encoding, characters, sha256 in tables.rows("SELECT path, encoding, characters, sha256 FROM doc"):
        if path in spoken:
            node = file_node(path, encoding, characters, sha256)
            nodes.append((node.id, _line(node_row(node))))
    tables.add("node_told", {"id": "string", "line": "string"}, nodes)
    tables.write(lines["entities"], folder / "entities.jsonl")
    _write_edges(folder / "edges.jsonl", tables, speeches, known)


def _write_edges(path: Path, tables: DuckTables, speeches: Sequence[Speech], known: Known) -> None:
    titles = {
        id_: (quote, start) for id_, quote, start in tables.rows("SELECT id, quote, quote_start FROM speech_read")
    }
    told = [
        (edge.source, edge.target, edge.type, _line(edge_row(edge)))
        for edges in (structure(speeches, titles), filled(known.fills))
        for edge in edges
    ]
    names = "', '".join(sorted(relation_types()))
    tables.connection.execute(f"CREATE TYPE relation AS ENUM ('{names}')")
    tables.add("told_edge", dict.fromkeys(("source", "target", "relation", "line"), "string"), told)
    tables.step("edges", together=sorted(CO_OCCURRING), most=MOST_TOGETHER)
    path.touch()
    for low, high in list(tables.rows(queries("lines")["ranges"], [AT_A_TIME])):
        tables.write(queries("lines")["edges"], path, {"low": low, "high": high})


def _line(row: Mapping[str, Any]) -> str:
    return dumps(row) + "\n"


def counts(tables: Tables, query: str) -> dict[str, int]:
    """Names with their counts, by name."""
    return {name: count for name, count in sorted(tables.rows(query)) if name is not None}


def report(tables: Tables, speeches: Sequence[Speech], known: Known, problems: int) -> dict[str, Any]:
    """report.json, but for edges, which are counted as they are written."""
    ((files, characters),) = tables.rows("SELECT count(*), coalesce(sum(characters), 0)::BIGINT FROM doc")
    named = counts(tables, "SELECT method, count(*) FROM mention WHERE NOT redacted GROUP BY method")
    total = sum(named.values())
    fills: dict[str, int] = {}
    for fill in known.fills:
        fills[fill.kind] = fills.get(fill.kind, 0) + 1
    return {
        "files": files,
        "characters": characters,
        "speeches": len(speeches),
        "families": len({speech.family for speech in speeches}),
        "mentions": counts(tables, "SELECT type, count(*) FROM mention WHERE NOT redacted GROUP BY type"),
        "redactions": counts(tables, "SELECT props->>'$.hole', count(*) FROM mention WHERE redacted GROUP BY ALL"),
        "methods": counts(tables, "SELECT method, count(*) FROM mention GROUP BY method"),
        "method_shares": {name: round(count / total, 4) for name, count in named.items()},
        "entities": counts(tables, "SELECT type, count(*) FROM node GROUP BY type"),
        "statements": counts(tables, "SELECT relation, count(*) FROM statement GROUP BY relation"),
        "edges": counts(tables, queries("lines")["edge_counts"]),
        "fills": dict(sorted(fills.items())),
        "leaks": len(known.leaks),
        "problems": problems,
    }
