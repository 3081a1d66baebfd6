from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import kglite
import pytest

from kg.errors import KgError
from kg.model import Graph
from kg.sinks import embedded
from kg.sinks import replace as replacing
from kg.sinks.base import node_properties
from kg.sinks.embedded import FILE, open_embedded, write_embedded
from tests.graphs import HOSTILE, small_graph, write_folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write_folder(small_graph(), tmp_path / "out")


def test_every_node_and_edge_arrives_with_all_it_holds(out: Path) -> None:
    graph = small_graph()
    summary = write_embedded(graph, out / FILE)
    database = open_embedded(out)
    assert (summary.nodes, summary.relations) == (len(graph.nodes), len(graph.edges))
    held = {row["n"]["properties"]["id"]: row["n"] for row in database.cypher("MATCH (n:KG) RETURN n").to_list()}
    assert {key: value["properties"] for key, value in held.items()} == {n.id: node_properties(n) for n in graph.nodes}
    assert {key: set(value["labels"]) for key, value in held.items()} == {n.id: {"KG", n.type} for n in graph.nodes}
    edges = database.cypher(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b, r.count AS count, r.families AS families,"
        " r.speeches AS speeches, r.quotes AS quotes, r.spans AS spans, r.inferred AS inferred"
    ).to_list()
    assert {(e["a"], e["t"], e["b"]): tuple(e.values())[3:] for e in edges} == {
        (e.source, e.type, e.target): (
            e.count, e.families, list(e.speeches), list(e.quotes), list(e.spans), e.inferred
        )
        for e in graph.edges
    }  # fmt: skip
    assert len(edges) == len(graph.edges)


def test_lists_are_lists_in_cypher(out: Path) -> None:
    database = open_embedded(out)
    found = database.cypher(
        "MATCH (s:Speech)-[m:MENTIONS]->(p) WHERE '双五星' IN p.aliases AND size(m.quotes) = 3"
        " RETURN s.id AS id, m.spans[2] AS span, p.aliases[0] AS alias ORDER BY id"
    ).to_list()
    assert found == [
        {"id": "s1", "span": "甲.txt:20-28", "alias": "“双五星”工程"},
        {"id": "s3", "span": "乙.txt:20-28", "alias": "“双五星”工程"},
    ]


def test_hostile_name_is_kept_and_found(out: Path) -> None:
    found = open_embedded(out).cypher("MATCH (n {name: $name}) RETURN n.id AS id", params={"name": HOSTILE}).to_list()
    assert found == [{"id": "program-2"}]


def test_the_same_graph_gives_the_same_bytes_in_any_process_and_order(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.graphs import small_graph; from kg.model import Graph;"
        "from kg.sinks.embedded import write_embedded; g = small_graph();"
        "g = Graph(g.nodes[::-1], g.edges[::-1]) if sys.argv[2] == 'back' else g; write_embedded(g, Path(sys.argv[1]))"
    )
    root = Path(__file__).parents[2]
    for seed, order in (("1", "on"), ("2", "back")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}", "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", program, str(tmp_path / seed), order]
        subprocess.run(command, check=True, env=environment, cwd=root)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_an_empty_graph_can_be_asked(tmp_path: Path) -> None:
    out = write_folder(Graph((), ()), tmp_path)
    assert open_embedded(out).cypher("MATCH (n:KG) RETURN n.id AS id").to_list() == []


def test_a_missing_file_is_made(out: Path) -> None:
    assert open_embedded(out).node_count() == len(small_graph().nodes)
    assert (out / FILE).is_file()


@pytest.mark.parametrize("content", [b"", b"not a database", b"RGF but no more"])
def test_a_damaged_file_is_made_anew(out: Path, content: bytes) -> None:
    write_embedded(small_graph(), out / FILE)
    good = (out / FILE).read_bytes()
    (out / FILE).write_bytes(content)
    assert open_embedded(out).node_count() == len(small_graph().nodes)
    assert (out / FILE).read_bytes() == good


def test_the_manifest_knows_the_file_that_was_made_anew(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (out / "manifest.json").write_text(json.dumps({**manifest, "outputs": {FILE: "stale"}}), encoding="utf-8")
    open_embedded(out)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["outputs"] == {FILE: sha256((out / FILE).read_bytes()).hexdigest()}


def test_a_file_cut_short_is_made_anew(out: Path) -> None:
    write_embedded(small_graph(), out / FILE)
    good = (out / FILE).read_bytes()
    (out / FILE).write_bytes(good[: len(good) // 2])
    open_embedded(out)
    assert (out / FILE).read_bytes() == good


def test_a_file_of_another_layout_is_made_anew(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "LAYOUT", embedded.LAYOUT + 1)
    write_embedded(Graph((), ()), out / FILE)
    monkeypatch.undo()
    assert open_embedded(out).node_count() == len(small_graph().nodes)


def test_a_file_of_another_kglite_is_made_anew(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_embedded(Graph((), ()), out / FILE)
    assert open_embedded(out).node_count() == 0
    monkeypatch.setattr(kglite, "__version__", "0.0.0")
    monkeypatch.setattr(embedded, "write_embedded", _no_disk)  # the new file would bear the real version
    assert open_embedded(out).node_count() == len(small_graph().nodes)


def test_a_folder_that_cannot_be_written_is_served_from_memory(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "write_whole", _no_disk)
    assert open_embedded(out).node_count() == len(small_graph().nodes)
    assert not (out / FILE).exists()


def test_a_failed_write_leaves_the_old_file(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_embedded(small_graph(), out / FILE)
    good = (out / FILE).read_bytes()
    monkeypatch.setattr(Path, "chmod", _no_disk)
    with pytest.raises(OSError, match="no disk"):
        write_embedded(Graph((), ()), out / FILE)
    assert (out / FILE).read_bytes() == good
    assert sorted(path.name for path in out.iterdir()) == ["edges.jsonl", "entities.jsonl", FILE, "manifest.json"]


def test_a_folder_that_is_none_of_kg_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="kg build"):
        open_embedded(tmp_path)


def test_an_edge_to_nowhere_is_a_bug(tmp_path: Path) -> None:
    graph = small_graph()
    astray = replace(graph.edges[0], target="nobody")
    with pytest.raises(KeyError):
        write_embedded(Graph(graph.nodes, (astray,)), tmp_path / FILE)


def _no_disk(*_: object) -> None:
    raise OSError("no disk")
