"""The files of an output folder, from the tables: the same bytes that kg.sinks.files writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.graph.assemble import CO_OCCURRING, MOST_TOGETHER, file_node, filled, speech_nodes, structure
from kg.graph.rows import dumps, edge_row, node_row
from kg.model import Speech
from kg.run.patch import patched
from kg.run.seam import Tables
from kg.run.tables import DuckTables, queries
from kg.versions.known import Known

# Rows of evidence from which edges are made at a time: their quotations are all held.
AT_A_TIME = 200_000
# The files, and which query of sql/lines.sql tells the keys of their lines that are not what they were.
STALE = {
    "mentions": "stale_paths",
    "relations": "stale_paths",
    "texts": "stale_paths",
    "entities": "stale_nodes",
    "edges": "stale_edges",
}


def write_tables(
    folder: Path, tables: DuckTables, speeches: Sequence[Speech], known: Known, last: Path | None = None
) -> None:
    """mentions, relations, texts, entities and edges. `last` is the output of the build that the tables were kept of:
    what was not touched since is copied from there."""
    _given(tables, speeches, known)
    tables.step("edges", together=sorted(CO_OCCURRING), most=MOST_TOGETHER)
    tables.step("told")
    asked = queries("lines")
    for name, stale in STALE.items():
        ranges: list[dict[str, Any] | None] = [None]
        if name == "edges":
            ranges = [{"low": low, "high": high} for low, high in list(tables.rows(asked["ranges"], [AT_A_TIME]))]
        path = folder / f"{name}.jsonl"
        if last is None:
            path.touch()
            for values in ranges:
                tables.write(asked[name], path, values)
        else:
            lines = (line.encode() for values in ranges for (line,) in tables.rows(asked[name], values))
            tables.wrote(path.name, patched(last / path.name, path, tables.rows(asked[stale]), lines))


def _given(tables: DuckTables, speeches: Sequence[Speech], known: Known) -> None:
    """The lines that are not made by SQL: of touched documents nodes that are talks and files, and edges of structure;
    all edges of what copies tell (their d is -1)."""
    query = "SELECT id, d, quote, quote_start FROM speech_read SEMI JOIN touched USING (d)"
    of, titles = {}, {}
    for id_, d, quote, start in tables.rows(query):
        of[id_], titles[id_] = d, (quote, start)
    touched = [speech for speech in speeches if speech.id in of]
    nodes = [(of[node.id], node.id, _line(node_row(node))) for node in speech_nodes(touched)]
    spoken = {speech.file for speech in touched}
    for d, path, *told in tables.rows(
        "SELECT d, path, encoding, characters, sha256, pages FROM doc SEMI JOIN touched USING (d)"
    ):
        if path in spoken:
            node = file_node(path, *told)
            nodes.append((d, node.id, _line(node_row(node))))
    tables.add("given_node", {"d": "int", "id": "string", "line": "string"}, nodes)
    edges = [(of[speech.id], edge) for speech in touched for edge in structure([speech], titles)]
    edges += [(-1, edge) for edge in filled(known.fills)]
    rows = ((d, edge.source, edge.target, edge.type, _line(edge_row(edge))) for d, edge in edges)
    tables.add("given_edge", {"d": "int", **dict.fromkeys(("source", "target", "relation", "line"), "string")}, rows)


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
