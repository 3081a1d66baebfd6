"""nodes.csv and edges.csv: for a spreadsheet, and for any program that reads CSV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg import cells
from kg.export.columns import EDGE_KEYS, NODE_KEYS, Row, columns, edge_rows, node_rows
from kg.model import Graph

NAMED_KEYS = ("source", "source_name", "type", "target", "target_name")


def write_csv(graph: Graph, folder: Path, raw: bool = False) -> None:
    """Write both tables. A list is JSON, an empty cell what is not known (kg.cells).

    `raw` leaves out the byte order mark and the apostrophes that keep a spreadsheet from taking a text for a formula;
    an empty text is then "" in quotes, which some readers take for nothing.
    """
    (folder / "nodes.csv").write_bytes(_table(node_rows(graph), NODE_KEYS, raw))
    edges, keys = (edge_rows(graph), EDGE_KEYS) if raw else (_named(graph), NAMED_KEYS)
    (folder / "edges.csv").write_bytes(_table(edges, keys, raw))


def _named(graph: Graph) -> list[dict[str, Any]]:
    """Relations with the names of their ends, which a person at a spreadsheet can read."""
    names = {node.id: node.name for node in graph.nodes}
    rows = edge_rows(graph)
    return [{**row, "source_name": names[row["source"]], "target_name": names[row["target"]]} for row in rows]


def _table(rows: Sequence[Row], keys: Sequence[str], raw: bool) -> bytes:
    names = [column.name for column in columns(rows, keys)]
    lines = [cells.line(names, False), *(cells.line(map(row.get, names), not raw) for row in rows)]
    return (("" if raw else cells.BOM) + "".join(lines)).encode()
