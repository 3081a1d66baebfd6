"""bench.explorer from end to end, on a graph too small for its figures to tell anything."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bench import explorer
from bench.made_graph import make
from kg.graph.folder import read_graph, read_rows


def test_every_view_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    size = ["--entities", "400", "--mentions", "4000", "--rounds", "8"]
    assert explorer.main([*size, "--folder", str(tmp_path / "made"), "--out", str(tmp_path / "told")]) == 0
    page = capsys.readouterr().out
    assert (tmp_path / "told" / "explorer.md").read_text(encoding="utf-8") == page
    figures = json.loads((tmp_path / "told" / "explorer.json").read_text(encoding="utf-8"))
    assert figures["graph"]["mentions"] == 4000
    assert figures["index"]["peak"] > figures["index"]["before"] > 0
    assert {row["goal"] for row in figures["rows"]} == set(explorer.GOALS)
    assert all(
        0 < row[what][0] <= row[what][1] <= row[what][2] for row in figures["rows"] for what in explorer.MEASURED
    )
    assert "Every page came within its goal." in page or "Over its goal:" in page
    assert figures["server"]["VmHWM"] > figures["server"]["RssAnon"] > 0


def test_what_takes_too_long_is_told() -> None:
    row = {
        "goal": "search",
        "asked": "pinyin",
        "times": 1,
        "cpu": (1.0, 1.0, 1.0),
        "view": (1.0, 2.0, 3.0),
        "page": (1.0, 2.0, 101.0),
    }
    graph = {"nodes": 1, "mentions": 1, "edges": 1, "sentences": 1}
    index = {"seconds": 1, "cpu": 1, "file": 1, "before": 1, "peak": 1}
    server = {"RssAnon": 1, "VmHWM": 1}
    figures = {"machine": "", "load": [0, 0], "graph": graph, "index": index, "server": server, "rows": [row]}
    assert "Over its goal: pinyin 101 ms." in explorer.as_markdown(figures)


def test_the_made_graph_is_the_same_every_time_and_like_a_real_one(tmp_path: Path) -> None:
    made = [make(tmp_path / name, 300, 6000) for name in ("one", "two")]
    assert made[0] == made[1]
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()

    graph = read_graph(tmp_path / "one")
    assert [node.id for node in graph.nodes] == sorted(node.id for node in graph.nodes)
    order = [(edge.source, edge.target, edge.type) for edge in graph.edges]
    assert order == sorted(set(order))
    assert len(graph.edges) == made[0].edges
    texts = {row["file"]: row["text"] for row in read_rows(tmp_path / "one", "texts")}
    named = Counter[str]()
    for row in read_rows(tmp_path / "one", "mentions"):
        assert texts[row["file"]][row["start"] : row["end"]] == row["text"]
        named[row["entity_id"]] += 1
    assert named.total() == made[0].mentions == 6000
    assert len(named) == 300, "every entity is named"
    mentions = Counter[str]()
    for edge in graph.edges:
        for span, quote in zip(edge.spans, edge.quotes, strict=True):
            file, _, offsets = span.rpartition(":")
            start, end = map(int, offsets.split("-"))
            assert texts[file][start:end] == quote
        if edge.type == "MENTIONS":
            mentions[edge.target] += edge.count
    assert mentions == named
    assert max(named.values()) > 10 * sorted(named.values())[150], "a hub"
