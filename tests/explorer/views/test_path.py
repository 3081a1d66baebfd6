"""The way between two nodes, against the shortest way that networkx finds in the rows of edges.jsonl."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx
import pytest

from kg.explorer.index import open_index
from kg.explorer.missing import Missing
from kg.explorer.views import way
from kg.explorer.views.path import SKIPPED, path
from kg.explorer.views.shapes import Filters, PathView
from kg.model import Edge, Graph, Node
from kg.schema import relation_types
from tests.explorer.views.conftest import Lines, Row
from tests.graphs import write_folder


def _cost(edge: Row) -> int:
    if edge["type"] == "CO_OCCURS":
        return 6
    return 8 if relation_types()[edge["type"]].derived else 5 if edge["inferred"] else 4


def _graph(
    lines: Lines, ends: tuple[str, str], passes: Callable[[Row], bool] = lambda edge: True
) -> networkx.Graph[str]:
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(ends)
    for edge in lines.edges:
        both = edge["source"], edge["target"]
        if passes(edge) and all(lines.nodes[id]["type"] not in SKIPPED or id in ends for id in both):
            known = graph.get_edge_data(*both, {"cost": 99})["cost"]
            graph.add_edge(*both, cost=min(known, _cost(edge)))
    return graph


def _checked(lines: Lines, view: PathView) -> int:
    """What a way costs, which must be one."""
    at, cost = view.source.id, 0
    for step in view.steps:
        row = next(
            edge for edge in lines.edges
            if (edge["source"], edge["type"], edge["target"]) == (step.edge.source, step.edge.type, step.edge.target)
        )  # fmt: skip
        assert step.before.id == at
        assert {step.before.id, step.after.id} == {row["source"], row["target"]}
        assert [quotation.text for quotation in step.quotations] == row["quotes"][:3]
        at, cost = step.after.id, cost + _cost(row)
    assert at == view.target.id
    assert view.length == len(view.steps)
    return cost


def _pairs(lines: Lines) -> Iterator[tuple[str, str]]:
    ids = [id for id, row in sorted(lines.nodes.items()) if row["type"] not in ("SourceFile",)]
    return itertools.pairwise(ids[::5] + ids[1::9])


def test_the_way_costs_least(db: sqlite3.Connection, lines: Lines) -> None:
    found = 0
    for ends in _pairs(lines):
        graph = _graph(lines, ends)
        view = path(db, *ends, most=9)
        assert view.complete
        if networkx.has_path(graph, *ends):
            assert _checked(lines, view) == networkx.shortest_path_length(graph, *ends, weight="cost")
            found += 1
        else:
            assert not view.steps
    assert found > 50


def test_back_is_as_long(db: sqlite3.Connection, lines: Lines) -> None:
    for ends in list(_pairs(lines))[::4]:
        there, back = path(db, *ends), path(db, *reversed(ends))
        assert _checked(lines, there) == _checked(lines, back) if there.steps else not back.steps


def test_what_has_no_way(db: sqlite3.Connection, lines: Lines) -> None:
    ends = lines.named("双五星"), lines.named("《中国共产党纪律处分条例》学习要点（2024-07）")
    graph = _graph(lines, ends)
    shortest = len(networkx.shortest_path(graph, *ends)) - 1
    assert shortest > 1
    assert path(db, *ends, most=shortest).length == shortest
    none = path(db, *ends, most=shortest - 1)
    assert (none.steps, none.length, none.complete) == ((), 0, True)
    assert none.target.id == ends[1]


def test_to_itself(db: sqlite3.Connection, lines: Lines) -> None:
    view = path(db, lines.named("双五星"), lines.named("双五星"))
    assert (view.length, view.complete) == (0, True)


def test_filters_narrow_the_way(db: sqlite3.Connection, lines: Lines) -> None:
    ends = lines.named("双五星"), lines.named("罗联峰")
    cases: list[tuple[Filters, Callable[[Row], bool]]] = [
        (Filters(certainty="stated"), lambda edge: not edge["inferred"]),
        (Filters(relations=("MENTIONS", "CO_OCCURS")), lambda edge: edge["type"] in ("MENTIONS", "CO_OCCURS")),
        (Filters(families=2), lambda edge: edge["families"] >= 2),
        (Filters(types=("Program", "Speech")), lambda edge: all(
            id in ends or lines.nodes[id]["type"] in ("Program", "Speech") for id in (edge["source"], edge["target"]))),
    ]  # fmt: skip
    for filters, passes in cases:
        view, graph = path(db, *ends, filters=filters), _graph(lines, ends, passes)
        if networkx.has_path(graph, *ends):
            assert _checked(lines, view) == networkx.shortest_path_length(graph, *ends, weight="cost")
        else:
            assert not view.steps
    assert not path(db, *ends, filters=Filters(since=1990, until=1991)).steps


def test_statements_come_before_sentences_and_these_before_talks(small: sqlite3.Connection, small_lines: Lines) -> None:
    def relations(source: str, target: str) -> list[str]:
        return [step.edge.type for step in path(small, source, target).steps]

    # the same sentence names both, and it says so
    assert relations("program-5", "program-1") == ["PART_OF"]
    assert relations("place-1", "program-1") == ["IMPLEMENTED_IN"]
    # two sentences rather than one talk
    assert relations("program-2", "program-5") == ["CO_OCCURS", "PART_OF"]
    # nothing but the talk
    assert relations("program-3", "concept-1") == ["MENTIONS", "MENTIONS"]


def _made(tmp_path: Path, pairs: list[tuple[str, str, str]]) -> Path:
    """A graph of programs p… and speeches s…; where they stand matters not."""
    ids = sorted({end for source, _, target in pairs for end in (source, target)})
    speech = {"date": None, "file": "甲.txt", "family": "f", "version_of": None, "kind": None, "start": 0, "end": 9}
    nodes = tuple(
        Node(id, id, "Speech" if id[0] == "s" else "Program", id, speech if id[0] == "s" else {}) for id in ids
    )
    found = (Edge(a, b, type_, 1, 1, (), (), (), False) for a, type_, b in pairs)
    edges = sorted(found, key=lambda edge: (edge.source, edge.type, edge.target))
    return write_folder(Graph(nodes, tuple(edges)), tmp_path / "out")


def test_a_way_that_says_more_but_is_too_long_gives_way_to_a_short_one(tmp_path: Path) -> None:
    chain = [("p1", "PART_OF", "p2"), ("p2", "PART_OF", "p3"), ("p3", "PART_OF", "p4")]
    out = _made(tmp_path, [*chain, ("s1", "MENTIONS", "p1"), ("s1", "MENTIONS", "p4")])
    with open_index(out).reading() as db:
        assert [step.edge.type for step in path(db, "p1", "p4", most=3).steps] == ["PART_OF"] * 3
        assert [step.edge.type for step in path(db, "p1", "p4", most=2).steps] == ["MENTIONS"] * 2
        assert path(db, "p1", "p4", most=1).steps == ()


def test_a_search_that_would_take_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fan = [(f"p{hub}", "PART_OF", f"p{hub}{leaf}") for hub in (1, 2) for leaf in range(10, 30)]
    out = _made(tmp_path, [*fan, ("p110", "PART_OF", "p3"), ("p3", "PART_OF", "p210")])
    with open_index(out).reading() as db:
        assert path(db, "p1", "p2").length == 4
        monkeypatch.setattr(way, "MOST_EDGES", 30)
        broken_off = path(db, "p1", "p2")
        assert (broken_off.steps, broken_off.complete) == ((), False)
        assert path(db, "p110", "p210").length == 2, "what is near is found all the same"


def test_what_everything_hangs_on_is_not_gone_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub is reached from the small side: its thousand edges are not read."""
    hub = [("p0", "PART_OF", f"q{leaf:04}") for leaf in range(1000)]
    out = _made(tmp_path, [*hub, ("p1", "PART_OF", "p0"), ("p2", "PART_OF", "p0")])
    monkeypatch.setattr(way, "MOST_EDGES", 10)
    with open_index(out).reading() as db:
        view = path(db, "p1", "p2")
    assert [step.after.id for step in view.steps] == ["p0", "p2"]


def test_who_is_not_there_is_missed(db: sqlite3.Connection, lines: Lines) -> None:
    for ends in ((lines.named("双五星"), "nothing-1"), ("nothing-1", lines.named("双五星"))):
        with pytest.raises(Missing):
            path(db, *ends)
