"""What the measures say of graphs whose answer is known, and of the corpus; that a server says the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.cli.measures import NAMES
from kg.errors import KgError
from kg.graph.folder import read_graph
from kg.graph.tables import program_matrix
from kg.measures import gds, local, run
from kg.measures.namings import Namings, read_namings
from kg.query import embedded, neo4j
from kg.query.rows import Rows
from kg.sinks.connection import Connection, connected
from kg.sinks.embedded import build, open_embedded
from kg.sinks.neo4j import load
from tests.graphs import small_graph
from tests.measures import gds_server
from tests.neo4j_server import empty

# Two groups of programs that two talks each name, and a program that joins them; one talk names it alone.
TALKS = {"t1": "ab", "t2": "abm", "t3": "cdm", "t4": "cd", "t5": "m"}
TWO_GROUPS = Namings(
    {talk: f"讲话{talk}" for talk in TALKS},
    {program: f"工程{program}" for program in "abcdm"},
    {(talk, program): 1 + (talk == "t1") for talk, programs in TALKS.items() for program in programs},
)


def graph_of(namings: Namings) -> nx.Graph[str]:
    found: nx.Graph[str] = nx.Graph()
    found.add_weighted_edges_from((talk, program, count) for (talk, program), count in namings.counts.items())
    return found


def test_versions_of_one_talk_are_one_talk() -> None:
    namings = read_namings(partial(embedded.ask, build(small_graph()).freeze()))
    assert set(namings.talks) == {"s1", "s2"}
    assert namings.counts["s1", "program-1"] == 3
    (central, *_) = run.rows("central-programs", namings, run.NETWORKX).rows
    assert central[:2] == ("双五星工程", 2)


def test_namings_are_the_matrix(built: Path) -> None:
    namings = read_namings(partial(embedded.ask, open_embedded(built)))
    matrix = program_matrix(read_graph(built))
    cells = {(c.id, r.id): n for r in matrix.rows for c, n in zip(matrix.columns, r.counts, strict=True) if n}
    assert namings.counts == cells
    assert set(namings.programs) == {row.id for row in matrix.rows}


def test_rank_is_what_flows_in() -> None:
    """Each page's rank is its share of the teleports and of its neighbours' ranks: the equation that defines it."""
    graph = graph_of(TWO_GROUPS)
    rank = nx.pagerank(graph, alpha=local.DAMPING, tol=1e-12, max_iter=1000)
    for program, (found, _) in local.central(TWO_GROUPS).items():
        flow = sum(
            rank[talk] * graph[talk][program]["weight"] / graph.degree(talk, weight="weight") for talk in graph[program]
        )
        assert found == pytest.approx((1 - local.DAMPING) / len(graph) + local.DAMPING * flow, abs=1e-8)


def test_betweenness_is_the_share_of_shortest_ways() -> None:
    graph = graph_of(TWO_GROUPS)
    others = [node for node in graph if node != "m"]
    shares = [
        sum("m" in way for way in ways) / len(ways)
        for a, b in combinations(others, 2)
        for ways in [list(nx.all_shortest_paths(graph, a, b))]
    ]
    assert local.central(TWO_GROUPS)["m"][1] == pytest.approx(sum(shares) / len(shares))


def test_communities_are_what_talks_name_together() -> None:
    groups = {frozenset(members) for members in local.communities(TWO_GROUPS)}
    assert {"a", "b"} <= next(group for group in groups if "a" in group)
    assert {"c", "d"} <= next(group for group in groups if "c" in group)
    assert len(groups) == 2


def test_similarities_are_of_sets_and_of_counts() -> None:
    found = local.similarities(TWO_GROUPS)
    assert found["t1", "t2"] == pytest.approx((2 / 3, 4 / (8**0.5 * 3**0.5)))
    assert found["t2", "t5"] == pytest.approx((1 / 3, 1 / 3**0.5))
    assert ("t1", "t5") not in found and ("t2", "t1") not in found
    rows = run.rows("similar-speeches", TWO_GROUPS, run.NETWORKX)
    assert rows.rows[0] == ("讲话t1", "讲话t2", 2, 0.666667, 0.816497, "t1", "t2")


def test_nothing_gives_no_rows_and_a_limit_is_told() -> None:
    for name in run.MEASURES:
        assert run.rows(name, Namings({}, {}, {}), run.NETWORKX).rows == ()
        assert run.rows(name, TWO_GROUPS, run.NETWORKX, 1).truncated
        assert not run.rows(name, TWO_GROUPS, run.NETWORKX).truncated


def test_above_a_size_betweenness_is_estimated(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    namings = read_namings(partial(embedded.ask, open_embedded(built)))
    exact = local.central(namings)
    size = len(namings.talks) + len(namings.programs)
    for sample, near in ((size, 1e-9), (size // 2, 0.1)):
        monkeypatch.setattr(local, "EXACT", 10)
        monkeypatch.setattr(local, "SAMPLE", sample)
        assert local.central(namings) == {key: pytest.approx(pair, abs=near) for key, pair in exact.items()}


def test_without_scipy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(KgError, match=r"kg-speeches\[measures\]"):
        local.central(TWO_GROUPS)


def test_the_command_gives_the_same_rows_in_every_run(built: Path) -> None:
    assert tuple(run.MEASURES) == NAMES
    for name in NAMES:
        command = [sys.executable, "-m", "kg", "measures", name, "-o", str(built), "--format", "json", "--limit", "99"]
        shown = [
            subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
            for seed in ("0", "11")
        ]
        assert shown[0] == shown[1]
        answer = json.loads(shown[0])
        assert answer["columns"] == [column.name for column in run.MEASURES[name].columns]
        assert answer["rows"]


def test_the_command_shows_a_table_with_captions(built: Path) -> None:
    done = CliRunner().invoke(main, ["measures", "central-programs", "-o", str(built), "--limit", "2"])
    assert done.exit_code == 0, done.output
    assert "处于中心的项目/活动" in done.output and "中介中心性" in done.output and "只显示前 2 行" in done.output
    assert CliRunner().invoke(main, ["measures", "centre", "-o", str(built)]).exit_code == 2


@pytest.fixture(params=["corpus", pytest.param("speeches", marks=pytest.mark.group("speeches"))])
def out(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue("built" if request.param == "corpus" else "built_speeches")
    return folder


@pytest.mark.group("neo4j")
def test_a_server_without_the_library_gives_the_same_rows(built: Path, neo4j: Connection) -> None:
    empty(neo4j)
    load(read_graph(built), neo4j)
    for name in NAMES:
        rows, engine = run.on_server(neo4j, name)
        assert engine.name == "networkx"
        assert rows == run.on_folder(built, name)


@pytest.fixture(scope="module")
def with_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A server that has Graph Data Science."""
    with gds_server.server(tmp_path_factory.mktemp("gds")) as connection:
        yield connection


def near(rows: Rows) -> list[tuple[Any, ...]]:
    """The rows with what is not whole compared within a ten-thousandth."""
    return [tuple(pytest.approx(v, abs=1e-4) if isinstance(v, float) else v for v in row) for row in rows.rows]


@pytest.mark.group("gds")
@pytest.mark.parametrize("name", ["central-programs", "similar-speeches"])
def test_the_library_agrees_with_networkx(out: Path, with_library: Connection, name: str) -> None:
    empty(with_library)
    load(read_graph(out), with_library)
    rows, engine = run.on_server(with_library, name)
    own = run.on_folder(out, name)
    assert engine.name == f"Graph Data Science {gds_server.VERSION}"
    assert rows.columns == own.columns and rows.truncated == own.truncated
    key = -1 if name == "central-programs" else slice(-2, None)
    assert sorted(near(rows), key=lambda row: row[key]) == sorted(own.rows, key=lambda row: row[key])


@pytest.mark.group("gds")
def test_the_library_finds_communities_as_good(out: Path, with_library: Connection) -> None:
    """Which of two equally good ways to part a graph is found differs; how good it is does not."""
    empty(with_library)
    load(read_graph(out), with_library)
    namings = read_namings(partial(neo4j.ask, with_library))
    joined = nx.bipartite.weighted_projected_graph(graph_of(namings), list(namings.programs))
    found = [gds.communities(with_library, namings), local.communities(namings)]
    assert [set().union(*groups) for groups in found] == [set(namings.programs)] * 2
    theirs, own = (nx.community.modularity(joined, groups) for groups in found)
    assert theirs == pytest.approx(own, abs=0.02)
    assert own > 0.2


@pytest.mark.group("gds")
def test_the_library_estimates_alike_and_keeps_nothing(
    built: Path, with_library: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(with_library)
    load(read_graph(built), with_library)
    namings = read_namings(partial(neo4j.ask, with_library))
    exact = local.central(namings)
    size = len(namings.talks) + len(namings.programs)
    monkeypatch.setattr(gds, "EXACT", 10)
    for sample, least in ((size, 1e-6), (size // 2, 0.1)):
        monkeypatch.setattr(gds, "SAMPLE", sample)
        found = gds.central(with_library, namings)
        assert found == {key: pytest.approx(pair, abs=least) for key, pair in exact.items()}
    with connected(with_library) as driver:
        held = driver.execute_query("CALL gds.graph.list() YIELD graphName RETURN graphName").records
    assert held == []
