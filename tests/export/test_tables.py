"""CSV and Parquet, read back by others."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kg import cells
from kg.errors import KgError
from kg.export.columns import columns
from kg.export.csv import write_csv
from kg.export.parquet import write_parquet
from kg.model import Graph
from tests.export.awkward import TEXTS, awkward_graph
from tests.export.held import Rows, edges_of, nodes_of, types_of
from tests.graphs import small_graph


def as_typed(rows: Sequence[dict[str, str | None]], kinds: dict[str, type], keys: Sequence[str]) -> Rows:
    """Rows of text as the manual says they are read: apostrophe off, JSON in all that is not text."""
    found: Rows = {}
    for row in rows:
        typed: dict[str, Any] = {}
        for name, cell in row.items():
            text = cells.unguarded(cell or "")
            if text is not None:
                typed[name] = text if kinds.get(name, str) is str else json.loads(text)
        place = tuple(typed.pop(name) for name in keys) if len(keys) > 1 else typed[keys[0]]
        found[place] = typed
    return found


def test_csv_reads_back_equal(graph: Graph, tmp_path: Path) -> None:
    """A relation has the names of its ends besides."""
    write_csv(graph, tmp_path)
    names = {node.id: node.name for node in graph.nodes}
    edges = {
        place: {**row, "source_name": names[place[0]], "target_name": names[place[2]]}
        for place, row in edges_of(graph).items()
    }
    for name, wanted, keys in (
        ("nodes", nodes_of(graph), ("id",)),
        ("edges", edges, ("source", "type", "target")),
    ):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert as_typed(rows, types_of(wanted), keys) == wanted
        frame = pd.read_csv(tmp_path / f"{name}.csv", dtype=str, keep_default_na=False)
        assert as_typed(frame.to_dict("records"), types_of(wanted), keys) == wanted


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    write_csv(awkward_graph(), tmp_path)
    for path in tmp_path.glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        assert not [
            c for row in csv.reader(io.StringIO(text, newline="")) for c in row if c and c[0] in "=+-@\t\r\n＝＋－＠"
        ]
    assert sum(text != cells.guarded(text) for text in TEXTS) == 10


@pytest.mark.parametrize("text", [*TEXTS, "", "'", "''x"])
def test_the_apostrophe_comes_off_again(text: str) -> None:
    assert cells.unguarded(cells.guarded(text)) == text


def test_nothing_and_an_empty_text_stay_apart() -> None:
    assert cells.line([None, "", 0, False, [], 0.5]) == ",',0,false,[],0.5\n"
    assert cells.line(["", "a b", "a;b", 'a"b', "=1"], guard=False) == '"","a b","a;b","a""b",=1\n'


def test_raw_csv_is_what_it_is(tmp_path: Path) -> None:
    write_csv(awkward_graph(), tmp_path, raw=True)
    data = (tmp_path / "nodes.csv").read_bytes()
    assert not data.startswith(cells.BOM.encode())
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert {row["name"] for row in rows} >= set(TEXTS)


def parquet(path: Path) -> list[dict[str, Any]]:
    """The rows as DuckDB reads them."""
    import duckdb

    with duckdb.connect() as database:
        asked = database.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in asked.description or ()]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


def test_parquet_reads_back_equal_in_duckdb(graph: Graph, tmp_path: Path) -> None:
    write_parquet(graph, tmp_path)
    known = [{k: v for k, v in row.items() if v is not None} for row in parquet(tmp_path / "nodes.parquet")]
    assert known == list(nodes_of(graph).values())
    found = {}
    for row in parquet(tmp_path / "edges.parquet"):
        place = tuple(row.pop(name) for name in ("source", "type", "target"))
        found[place] = {k: v for k, v in row.items() if v is not None}
    assert found == edges_of(graph)


def test_parquet_columns_have_types(tmp_path: Path) -> None:
    import duckdb

    write_parquet(small_graph(), tmp_path)
    with duckdb.connect() as database:
        asked = database.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(tmp_path / "edges.parquet")])
        types = {row[0]: row[1] for row in asked.fetchall()}
    assert types | {"source": "VARCHAR", "count": "BIGINT", "quotes": "VARCHAR[]"} == types
    assert types | {"inferred": "BOOLEAN", "similarity": "DOUBLE"} == types


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(KgError, match=r"kg-speeches\[parquet\]"):
        write_parquet(small_graph(), tmp_path)


def test_values_that_do_not_go_together_are_a_bug() -> None:
    assert [c.kind for c in columns([{"id": "a", "x": 1}, {"id": "b", "x": 0.5}], ("id",))] == [str, float]
    with pytest.raises(TypeError, match="x"):
        columns([{"x": 1}, {"x": "one"}], ())
    with pytest.raises(TypeError, match="x"):
        columns([{"x": "one"}, {"x": ["one"]}], ())
