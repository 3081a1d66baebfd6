"""The tree of places, against the rows of entities.jsonl."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.explorer.index import open_index
from kg.explorer.views.places import places
from kg.explorer.views.shapes import PlaceNode
from kg.model import Graph, Node, Value
from tests.explorer.views.conftest import Lines
from tests.graphs import write_folder


def _walk(nodes: tuple[PlaceNode, ...], above: tuple[PlaceNode, ...] = ()) -> Iterator[tuple[PlaceNode, ...]]:
    """Every place of the tree with those above it, nearest first."""
    for node in nodes:
        yield (node, *above)
        yield from _walk(node.below, (node, *above))


def test_each_place_stands_once_below_what_it_lies_in(db: sqlite3.Connection, lines: Lines) -> None:
    view = places(db)
    rows = {id: row for id, row in lines.nodes.items() if row["type"] == "Place"}
    walked = list(_walk(view.roots))
    seen = Counter([node.id for node, *_ in walked if node.id] + [name.id for name in view.others])
    assert seen == Counter(rows.keys())
    for node, *above in walked:
        if node.id is not None:
            props = rows[node.id]["props"]
            assert [place.name for place in above] == props["parents"]
            assert (node.code, node.level) == (props["code"], props["level"])
            assert (node.mentions, node.families) == (props["mentions"], props["families"])
        assert node.named == (node.id is not None)
        assert node.named or node.below, "what nobody names is there for what it holds"
        assert node.named or (node.mentions, node.families) == (0, 0)
    assert any(not node.named for node, *_ in walked)
    assert all("code" not in rows[name.id]["props"] for name in view.others)


def test_codes_are_in_order_and_begin_with_those_above(db: sqlite3.Connection) -> None:
    for node, *above in _walk(places(db).roots):
        codes = [place.code for place in node.below if place.code]
        assert codes == sorted(codes)
        assert not above or str(node.code).startswith(str(above[0].code))


def test_places_of_a_persons_own_list(tmp_path: Path) -> None:
    """Without a code they hang below the one place that is so called, or stand apart."""

    def place(number: int, name: str, **props: Value) -> Node:
        return Node(f"place-{number}", name, "Place", name, {"mentions": number, "families": 1, **props})

    nodes = [
        place(1, "宜都市", code="420581", level="county", parents=("宜昌市", "湖北省")),
        place(2, "党建公园", parents=("宜都市",)),
        place(3, "无名园", parents=("某市",)),
        place(4, "长江"),
        place(5, "东园", parents=("宜昌市",)),
        place(6, "城关镇", code="420525100", level="town"),
        place(7, "城关镇", code="420526100", level="town"),
        place(8, "西园", parents=("城关镇",)),
    ]
    with open_index(write_folder(Graph(tuple(nodes), ()), tmp_path / "out")).reading() as db:
        view = places(db)
    walked = [[place.name for place in line] for line in _walk(view.roots) if line[0].name != "城关镇"]
    tree = {name: above for name, *above in walked if "县" not in name}
    assert tree == {
        "湖北省": [],
        "宜昌市": ["湖北省"],
        "宜都市": ["宜昌市", "湖北省"],
        "党建公园": ["宜都市", "宜昌市", "湖北省"],
        "东园": ["宜昌市", "湖北省"],
    }
    assert [name.name for name in view.others] == ["西园", "长江", "无名园"], "the one named more often first"
