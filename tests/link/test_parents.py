"""What a lexicon says a name belongs to: it tells places apart and is shown on the node, and states no fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.config import Config
from kg.graph.folder import read_graph
from kg.model import Graph
from kg.progress import Progress
from tests.passages import HEAD

TEXT = HEAD + "官垱村建成了阳光议事堂，清江联盟来学习，荷石湾也办起来了。\n"
PARENTS = {"官垱村": "当阳市", "荷石湾": "高坝洲镇", "阳光议事堂": "大溪管委会", "清江联盟": "大溪集团"}
TYPES = {"官垱村": "Place", "荷石湾": "Place", "阳光议事堂": "Program", "清江联盟": "组织"}


def graph(folder: Path, parents: dict[str, str]) -> Graph:
    (folder / "甲.txt").write_text(TEXT, encoding="utf-8")
    rows = [f"{name},{type_},{parents.get(name, '')}\n" for name, type_ in TYPES.items()]
    (folder / "own.csv").write_text("name,type,parent\n" + "".join(rows), encoding="utf-8")
    build([folder / "甲.txt"], folder / "out", Progress(quiet=True), Config(lexicon=(folder / "own.csv",)))
    return read_graph(folder / "out")


@pytest.fixture
def with_parents(tmp_path: Path) -> Graph:
    return graph(tmp_path, PARENTS)


def test_a_body_or_program_shows_its_owner(with_parents: Graph) -> None:
    props = {node.name: node.props for node in with_parents.nodes}
    assert props["阳光议事堂"]["parents"] == ("大溪管委会",)
    assert props["清江联盟"]["parents"] == ("大溪集团",)


def test_of_two_places_with_one_name_the_parent_tells_which(with_parents: Graph, tmp_path: Path) -> None:
    """There is a 官垱村 in 宜都, of which the talk speaks, and one in 当阳."""
    props = {node.name: node.props for node in with_parents.nodes}
    assert props["官垱村"]["parents"][1:] == ("当阳市", "宜昌市", "湖北省")  # type: ignore[index]
    near = {node.name: node.props for node in graph(tmp_path, {}).nodes}
    assert near["官垱村"]["parents"][1:] == ("宜都市", "宜昌市", "湖北省")  # type: ignore[index]


def test_a_place_outside_the_gazetteer_stands_below_its_parent(with_parents: Graph, tmp_path: Path) -> None:
    props = {node.name: node.props for node in with_parents.nodes}
    assert props["荷石湾"]["parents"] == ("高坝洲镇", "宜都市", "宜昌市", "湖北省")
    assert "code" not in props["荷石湾"]
    assert "parents" not in {node.name: node.props for node in graph(tmp_path, {}).nodes}["荷石湾"]


def test_no_edge_without_a_quotation(with_parents: Graph, tmp_path: Path) -> None:
    assert all(edge.quotes for edge in with_parents.edges)
    assert not {"高坝洲镇", "大溪管委会", "大溪集团", "当阳市"} & {node.name for node in with_parents.nodes}
    without = graph(tmp_path, {})
    kinds = [sorted((edge.type, edge.quotes) for edge in one.edges) for one in (with_parents, without)]
    assert kinds[0] == kinds[1]
