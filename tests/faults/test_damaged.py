"""Files of an output that something else has damaged, or taken."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.explorer.index import open_index
from kg.explorer.opened import Opened, Reloading
from kg.run.parts import sound
from kg.sinks.embedded import FILE, open_embedded
from kg.sinks.files import INDEX
from tests.faults.conftest import Build, rights_count
from tests.graphs import small_graph, write_folder


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garbage(path: Path) -> None:
    path.write_bytes(b"\x93" * path.stat().st_size)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def shut(path: Path) -> None:
    path.chmod(0)


def middle(path: Path) -> None:
    """What a bad block does: the ends are sound."""
    size = path.stat().st_size
    with path.open("r+b") as target:
        target.seek(size // 4)
        target.write(b"\x93" * (size // 2))


DAMAGES = (half, garbage, empty, folder, shut, middle)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write_folder(small_graph(), tmp_path / "out")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_database_is_made_anew(out: Path, damage: object) -> None:
    count = open_embedded(out).node_count()
    assert callable(damage)
    damage(out / FILE)
    with rights_count():
        assert open_embedded(out).node_count() == count


@pytest.mark.parametrize("damage", [half, garbage, empty, shut])
def test_an_index_is_made_anew(kg_build: Build, texts: Path, tmp_path: Path, damage: object) -> None:
    kg_build(texts, tmp_path / "out")
    open_index(tmp_path / "out")
    assert callable(damage)
    damage(tmp_path / "out" / INDEX)
    with rights_count(), open_index(tmp_path / "out").reading() as db:
        assert db.execute("SELECT count(*) FROM speech").fetchone()[0] == 2


def test_an_index_that_turns_out_damaged_is_made_anew_meanwhile(kg_build: Build, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg_build(texts, out)
    opened = Opened(out, lambda: open_index(out))
    middle(out / INDEX)
    with pytest.raises(Reloading), opened.reading() as db:
        db.execute("SELECT count(*), max(title) FROM speech, judgement").fetchall()
    opened.reload(anyway=True)
    with opened.reading() as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_fault_of_a_query_is_no_damage(kg_build: Build, texts: Path, tmp_path: Path) -> None:
    kg_build(texts, tmp_path / "out")
    opened = Opened(tmp_path / "out", lambda: open_index(tmp_path / "out"))
    with pytest.raises(sqlite3.OperationalError), opened.reading() as db:
        db.execute("SELECT nothing FROM nowhere")
    assert (tmp_path / "out" / INDEX).exists()


@pytest.mark.parametrize("damage", [half, empty])
def test_kept_parts_are_read_anew(kg_build: Build, texts: Path, tmp_path: Path, damage: object) -> None:
    former = kg_build(texts, tmp_path / "out", 1)
    assert callable(damage)
    for kept in [file for file in (tmp_path / "out.parts").rglob("*") if file.suffix in (".parquet", ".duckdb")]:
        damage(kept)
    assert kg_build(texts, tmp_path / "out", 1) == former


def test_a_part_that_turns_out_damaged_is_removed(tmp_path: Path) -> None:
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

    numbers = pa.table({"file": ["甲"] * 50_000, "number": [n * 7919 % 50_021 for n in range(50_000)]})
    for name in ("a", "b"):
        pq.write_table(numbers, tmp_path / f"{name}.parquet", use_dictionary=False, compression="zstd")
    middle(tmp_path / "a.parquet")
    assert pq.ParquetFile(tmp_path / "a.parquet").metadata.num_rows == 50_000, "its end is sound"
    with pytest.raises(KgError, match="已移除"), sound(tmp_path):
        duckdb.execute(f"SELECT sum(number) FROM '{tmp_path}/*.parquet'").fetchall()
    assert [path.name for path in tmp_path.iterdir()] == ["b.parquet"]
    with pytest.raises(duckdb.CatalogException), sound(tmp_path):
        duckdb.execute("SELECT nothing FROM nowhere")
