"""nodes.parquet and edges.parquet: typed columns, lists as lists; for DuckDB, pandas, Polars and Spark."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import KgError
from kg.export.columns import EDGE_KEYS, NODE_KEYS, Row, columns, edge_rows, node_rows
from kg.model import Graph


def write_parquet(graph: Graph, folder: Path) -> None:
    """Write both tables; null is what is not known. KgError where pyarrow is not installed."""
    _write(node_rows(graph), NODE_KEYS, folder / "nodes.parquet")
    _write(edge_rows(graph), EDGE_KEYS, folder / "edges.parquet")


def _write(rows: Sequence[Row], keys: Sequence[str], path: Path) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as fault:
        raise KgError(
            "导出 Parquet 需要 pyarrow：pip install 'kg-speeches[parquet]'",
            "Parquet needs pyarrow: pip install 'kg-speeches[parquet]'",
        ) from fault
    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    fields = [
        (column.name, pa.list_(kinds[column.kind]) if column.many else kinds[column.kind])
        for column in columns(rows, keys)
    ]
    pq.write_table(pa.Table.from_pylist(list(rows), schema=pa.schema(fields)), path, compression="zstd")
