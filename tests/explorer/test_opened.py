"""The graph that is shown is exchanged for the next one while requests are answered, and never mixed with it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.explorer import opened as module
from kg.explorer.index import Index, open_index
from kg.explorer.opened import Opened, Reloading
from kg.graph.rows import dumps, node_row
from tests.graphs import small_graph, write_folder


@pytest.fixture(autouse=True)
def _always_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK", 0.0)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write(tmp_path / "out", "甲")


def write(out: Path, mark: str) -> Path:
    """The small graph, of which one node is called `mark`, with a manifest that tells."""
    graph = small_graph()
    write_folder(graph, out)
    rows = [node_row(node) for node in graph.nodes]
    rows[0]["name"] = mark
    (out / "entities.jsonl").write_text("".join(dumps(row) + "\n" for row in rows), encoding="utf-8")
    manifest = {"schema": 1, "kg": "0", "outputs": {"entities.jsonl": mark}}
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return out


def replace(out: Path, mark: str) -> None:
    """Another build takes the place of the folder, as kg build does it."""
    write(out.with_name("next"), mark)
    out.rename(out.with_name("former"))
    out.with_name("next").rename(out)
    shutil.rmtree(out.with_name("former"))


def mark(db: sqlite3.Connection) -> str:
    return str(db.execute("SELECT name FROM node WHERE n = 0").fetchone()["name"])


def shown(opened: Opened) -> str:
    with opened.reading() as db:
        return mark(db)


def soon(what: Callable[[], bool]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + 30
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_another_build_is_seen_and_what_has_begun_ends_on_the_former(small: Path) -> None:
    opened = Opened(small, lambda: open_index(small))
    build = opened.build
    with opened.reading() as db:
        assert mark(db) == "甲"
        replace(small, "乙")
        soon(lambda: _shows(opened, "乙"))
        assert mark(db) == "甲"
        assert db.execute("SELECT count(*) FROM node").fetchone()[0] == len(small_graph().nodes)
    assert opened.build != build


def _shows(opened: Opened, wanted: str) -> bool:
    try:
        return shown(opened) == wanted
    except Reloading:
        return False


def test_while_the_next_is_made_ready_the_former_is_shown_or_it_is_said_that_it_is_gone(small: Path) -> None:
    go = threading.Event()
    calls: list[int] = []

    def slow() -> Index:
        calls.append(1)
        if len(calls) > 1:
            assert go.wait(30)
        return open_index(small)

    opened = Opened(small, slow)
    write(small, "乙")  # in place: the former index is still there
    assert shown(opened) == "甲"
    soon(lambda: opened.loading)
    (small / "explorer.sqlite").unlink()
    with pytest.raises(Reloading), opened.reading():
        pass
    go.set()
    soon(lambda: _shows(opened, "乙"))
    assert len(calls) == 2, "it was opened once, however many requests there were"


def test_a_build_that_cannot_be_opened_leaves_the_former_and_is_told(small: Path) -> None:
    opened = Opened(small, lambda: open_index(small))
    (small / "entities.jsonl").write_text("{}\n", encoding="utf-8")
    (small / "manifest.json").write_text(json.dumps({"schema": 1, "outputs": {"entities.jsonl": "x"}}))
    assert shown(opened) == "甲"
    soon(lambda: opened.fault is not None)
    assert shown(opened) == "甲"
    with pytest.raises(KgError):
        opened.reload()


def test_a_manifest_written_anew_for_the_same_graph_opens_nothing(small: Path) -> None:
    calls: list[int] = []

    def counted() -> Index:
        calls.append(1)
        return open_index(small)

    opened = Opened(small, counted)
    text = json.loads((small / "manifest.json").read_text())
    (small / "manifest.json").write_text(json.dumps({**text, "outputs": {**text["outputs"], "graph.html": "1"}}))
    for _ in range(3):
        assert shown(opened) == "甲"
        soon(lambda: not opened.loading)
    assert len(calls) == 1
    opened.reload(anyway=True)
    assert len(calls) == 2


def test_an_index_that_was_deleted_is_made_again(small: Path) -> None:
    opened = Opened(small, lambda: open_index(small))
    (small / "explorer.sqlite").unlink()
    with pytest.raises(Reloading), opened.reading():
        pass
    soon(lambda: _shows(opened, "甲"))


def test_the_database_is_that_of_the_graph_that_is_shown(small: Path) -> None:
    opened = Opened(small, lambda: open_index(small))
    first = opened.database()
    assert opened.database() is first
    replace(small, "乙")
    opened.reload()
    query = "MATCH (n:KG) WHERE n.name = '乙' RETURN count(n) AS n"
    assert [row["n"] for row in opened.database().cypher(query).to_list()] == [1]
    assert [row["n"] for row in first.cypher(query).to_list()] == [0]
