"""The index of an output folder: what is in it, when it is made, and what happens when it cannot be."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.explorer import index as index_
from kg.explorer.index import Index, holds, make_index, open_index
from kg.explorer.index.folder import source_of
from kg.explorer.index.source import Source
from kg.graph.folder import read_graph, read_rows
from kg.model import Edge, Node
from kg.sinks.files import INDEX
from kg.sinks.staging import staged
from tests.graphs import small_graph, write_folder


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    """A copy of the built corpus, with no index yet."""
    copy = tmp_path / "out"
    shutil.copytree(built, copy, ignore=shutil.ignore_patterns(INDEX))
    return copy


def rows(index: Index, query: str) -> list[tuple[Any, ...]]:
    with index.reading() as db:
        return [tuple(row) for row in db.execute(query)]


def _stated(props: Mapping[str, object]) -> object:
    """Properties as every source of an index has them: what is not known is left out."""
    return json.loads(json.dumps({name: value for name, value in props.items() if value is not None}))


def test_it_holds_the_whole_graph(out: Path) -> None:
    graph, index = read_graph(out), open_index(out)
    nodes = rows(index, "SELECT id, name, title, type, props FROM node ORDER BY n")
    assert [(*row[:4], json.loads(row[4])) for row in nodes] == [
        (node.id, node.name, node.title, node.type, _stated(node.props)) for node in graph.nodes
    ]
    ends = "FROM edge JOIN node AS a ON a.n = source JOIN node AS b ON b.n = target"
    edges = rows(
        index, f"SELECT a.id, b.id, edge.type, count, edge.families, inferred, edge.props {ends} ORDER BY edge.n"
    )
    assert [(*row[:6], json.loads(row[6])) for row in edges] == [
        (edge.source, edge.target, edge.type, edge.count, edge.families, edge.inferred, _stated(edge.props))
        for edge in graph.edges
    ]
    quoted = 'SELECT edge, file, start, "end", text FROM quotation JOIN quoted ON n = sentence ORDER BY edge, place'
    assert [(edge, f"{file}:{start}-{end}", text) for edge, file, start, end, text in rows(index, quoted)] == [
        (number, span, quote)
        for number, edge in enumerate(graph.edges)
        for span, quote in zip(edge.spans, edge.quotes, strict=True)
    ]
    speeches = "SELECT edge, id FROM edge_speech JOIN speech ON speech.n = speech ORDER BY edge, id"
    assert rows(index, speeches) == [(n, id) for n, edge in enumerate(graph.edges) for id in sorted(edge.speeches)]


def test_it_holds_what_belongs_to_the_graph(out: Path) -> None:
    index = open_index(out)
    for name, table in (
        ("mentions", "mention"), ("fills", "fill"), ("alignments", "segment"), ("judgements", "judgement"),
        ("inconsistencies", "doubt"), ("speeches", "speech"),
    ):  # fmt: skip
        assert rows(index, f"SELECT count(*) FROM {table}") == [(len(list(read_rows(out, name))),)]
    texts = "SELECT id, body, text FROM speech ORDER BY id"
    assert rows(index, texts) == sorted((row["speech"], row["body"], row["text"]) for row in read_rows(out, "texts"))
    mentions = """
        SELECT file.path, start, "end", surface, node.id, method FROM mention
        JOIN file ON file.n = file JOIN node ON node.n = node ORDER BY mention.n
    """
    fields = ("file", "start", "end", "text", "entity_id", "method")
    assert rows(index, mentions) == [tuple(row[field] for field in fields) for row in read_rows(out, "mentions")]
    other = "SELECT speech, other_speech FROM segment GROUP BY 1, 2"
    assert len(rows(index, other)) == len(
        {(row["speech"], row["other_speech"]) for row in read_rows(out, "alignments")}
    )


def test_a_sentence_belongs_to_a_speech_that_says_it(out: Path) -> None:
    index = open_index(out)
    astray = """
        SELECT 1 FROM quotation JOIN sentence ON sentence.n = sentence
        WHERE NOT EXISTS (SELECT 1 FROM edge_speech AS said
            WHERE said.edge = quotation.edge AND said.speech = sentence.speech)
    """
    assert rows(index, astray) == []
    where = 'SELECT n FROM sentence GROUP BY file, start, "end", text HAVING count(*) > 1'
    assert rows(index, where) == [], "each is there once"
    assert rows(index, "SELECT count(*) FROM told") == rows(index, "SELECT count(*) FROM sentence")


def test_neighbours_are_counted(out: Path) -> None:
    graph, index = read_graph(out), open_index(out)
    types = {node.id: node.type for node in graph.nodes}
    expected = Counter((edge.source, edge.type, 1, types[edge.target]) for edge in graph.edges)
    expected.update((edge.target, edge.type, 0, types[edge.source]) for edge in graph.edges)
    counted = "SELECT id, relation, outward, degree.type, degree.n FROM degree JOIN node ON node.n = node"
    assert {row[:4]: row[4] for row in rows(index, counted)} == expected


def test_it_is_made_once_and_again_when_the_graph_has_changed(out: Path) -> None:
    said: list[str] = []
    index = open_index(out, said.append)
    assert said
    made = index.path.stat().st_mtime_ns
    assert open_index(out).path.stat().st_mtime_ns == made
    assert not index.stale()

    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"]["graph.html"] = "0"
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert not index.stale(), "another page is no other graph"
    manifest["outputs"]["edges.jsonl"] = "0"
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert index.stale()
    again = open_index(out)
    assert not again.stale()
    assert again.path.stat().st_mtime_ns > made


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00 and then nothing", b"x" * 5000])
def test_a_damaged_index_is_made_anew(out: Path, damage: bytes) -> None:
    (out / INDEX).write_bytes(damage)
    assert rows(open_index(out), "SELECT count(*) FROM speech") == [(14,)]


def test_an_index_made_otherwise_is_made_anew(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index(out)
    assert holds(index.path, index.key)
    monkeypatch.setattr(index_, "VERSION", index_.VERSION + 1)
    index_._made.cache_clear()
    assert not holds(index.path, index.key)
    index_._made.cache_clear()


def test_the_same_graph_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_index(tmp_path / name, source_of(out), "key")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_who_reads_goes_on_reading_and_cannot_write(out: Path) -> None:
    index = open_index(out)
    with index.reading() as db:
        make_index(index.path, Source((), ()), index.key)
        assert db.execute("SELECT count(*) FROM speech").fetchone()[0] == 14
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("DELETE FROM node")
    assert rows(index, "SELECT count(*) FROM speech") == [(0,)]


def test_an_index_that_is_gone_is_told_in_one_sentence(out: Path) -> None:
    index = open_index(out)
    index.path.unlink()
    with pytest.raises(KgError, match="重新载入"), index.reading():
        pass


def test_a_fault_on_the_way_leaves_the_former_index(out: Path) -> None:
    index = open_index(out)
    before = index.path.read_bytes()

    def edges() -> Iterator[Edge]:
        yield from read_graph(out).edges[:3]
        raise KgError("断了", "broken off")

    with pytest.raises(KgError, match="断了"):
        make_index(index.path, Source(read_graph(out).nodes, edges()), "other")
    assert index.path.read_bytes() == before
    assert not list(out.glob(f".{INDEX}*"))


@pytest.mark.parametrize("fault", [errno.EROFS, errno.EACCES])
def test_a_folder_that_takes_no_file_leaves_it_in_a_temporary_one(
    out: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    def refused(**where: Any) -> None:
        raise OSError(fault, "no")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refused)
    index = open_index(out)
    assert index.folder
    assert index.path.parent == Path(index.folder.name)
    assert rows(index, "SELECT count(*) FROM speech") == [(14,)]
    assert not (out / INDEX).exists()
    index.folder.cleanup()
    assert not index.path.exists()


def test_a_build_may_replace_a_folder_with_an_index(out: Path) -> None:
    open_index(out)
    with staged(out) as folder:
        (folder / "new").write_text("", encoding="utf-8")
    assert [path.name for path in out.iterdir()] == ["new"]


def test_a_folder_with_the_graph_alone_is_enough(tmp_path: Path) -> None:
    index = open_index(write_folder(small_graph(), tmp_path / "out"))
    assert rows(index, "SELECT count(*) FROM speech WHERE text IS NULL") == [(4,)]
    assert rows(index, "SELECT count(*) FROM mention") == [(0,)]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("entities", {"name": 7}), ("entities", {"type": "Nothing"}), ("entities", {"props": None}),
        ("edges", {"spans": ["here"]}), ("edges", {"quotes": []}), ("edges", {"source": "nobody"}),
        ("edges", {"source": ["a"]}), ("edges", {"count": "many"}), ("edges", {"speeches": ["nobody"]}),
        ("edges", {"quotes": ["\ud800"], "spans": ["f:0-1"]}), ("mentions", {"start": None}),
        ("mentions", {"entity_id": "nobody"}), ("mentions", {"start": 1 << 70}), ("texts", {"text": 1}),
        ("fills", {"similarity": "high"}), ("alignments", {"other_speech": "nobody"}), ("judgements", {"reasons": 1}),
        ("inconsistencies", {"speech": []}),
    ],
)  # fmt: skip
def test_a_damaged_row_is_told_in_one_sentence(out: Path, name: str, change: dict[str, Any]) -> None:
    path = out / f"{name}.jsonl"
    first, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(json.dumps({**json.loads(first), **change}) + "\n" + "".join(others), encoding="utf-8")
    with pytest.raises(KgError, match="kg build"):
        open_index(out)
    assert not list(out.glob("*.sqlite*"))


@pytest.mark.parametrize("name", ["entities", "edges", "mentions", "texts"])
def test_a_file_that_lacks_is_told_in_one_sentence(out: Path, name: str) -> None:
    (out / f"{name}.jsonl").unlink()
    with pytest.raises(KgError, match=f"{name}.jsonl"):
        open_index(out)


def test_no_output_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="kg build"):
        open_index(tmp_path / "nothing")


def test_without_full_text_search_one_sentence_says_so(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Without(sqlite3.Connection):
        def execute(self, sql: str, /, *rest: Any) -> sqlite3.Cursor:
            if "fts5" in sql:
                raise sqlite3.OperationalError("no such module: fts5")
            return super().execute(sql, *rest)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *names, **options: connect(*names, factory=Without, **options))
    with pytest.raises(KgError, match="FTS5"):
        open_index(out)


def test_a_disk_that_is_full_is_told_in_one_sentence(tmp_path: Path) -> None:
    def nodes() -> Iterator[Node]:
        yield from small_graph().nodes
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise full

    with pytest.raises(KgError, match="disk is full"):
        make_index(tmp_path / INDEX, Source(nodes(), ()), "key")
    assert list(tmp_path.iterdir()) == []


def test_names_that_hurt_are_held_as_they_are(tmp_path: Path) -> None:
    graph = small_graph()
    nodes = [replace(node, name=f"{node.name}\x00\u202e'\"--") for node in graph.nodes]
    make_index(tmp_path / INDEX, Source(nodes, graph.edges), "key")
    held = rows(Index(tmp_path / INDEX, "key", str), "SELECT name FROM node ORDER BY n")
    assert held == [(node.name,) for node in nodes]
