"""bench.neo4j_load from end to end, on a graph too small for its figures to tell anything."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bench import neo4j_load
from tests.generated import generated_graph
from tests.neo4j_server import SETTINGS


@pytest.mark.group("neo4j")
def test_every_way_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(neo4j_load, "SETTINGS", SETTINGS)
    arguments = "--nodes 300 --relations 900 --sample 30 --json".split()
    monkeypatch.setattr(sys, "argv", ["neo4j_load", *arguments, str(tmp_path / "figures.json")])
    neo4j_load.main()
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert list(figures) == [
        "kg load",
        "kg load again",
        "sample in batches",
        "sample row by row",
        "neo4j-admin import",
    ]
    assert all(figures[way]["server"] > 0 for way in figures)
    assert figures["neo4j-admin import"]["programs"] > 1
    assert "row by row / in batches: " in capsys.readouterr().out


def test_a_sample_is_a_graph_of_its_own() -> None:

    graph = generated_graph(300, 900)
    sample = neo4j_load.renamed(graph, "ours-", 30)
    ids = {node.id for node in sample.nodes}
    assert (len(ids), len(sample.edges)) == (30, 30)
    assert {end for edge in sample.edges for end in (edge.source, edge.target)} == ids
    assert ids & {node.id for node in graph.nodes} == set()
    assert generated_graph(300, 900) == graph
