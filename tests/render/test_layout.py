from __future__ import annotations

import time
from dataclasses import replace
from itertools import combinations

import pytest

from kg.graph.layout import ASPECT, Box, Point, positions
from kg.model import Edge, Graph, Node
from kg.render.drawing import draw, wrap
from kg.render.selection import select
from tests.graphs import small_graph


def talks(count: int, programs: int, shared: int = 3) -> Graph:
    """`count` speeches with `programs` of their own each, and `shared` that all of them name."""
    nodes: dict[str, Node] = {}
    edges = []
    for speech in range(count):
        nodes[f"s{speech:03}"] = Node(f"s{speech:03}", f"讲话{speech}", "Speech", f"关于工作的讲话{speech}", {})
        names = [f"p{speech:03}-{n}" for n in range(programs)] + [f"all-{n}" for n in range(shared)]
        for name in names:
            nodes[name] = Node(name, f"党建工程{name}", "Program", name, {"mentions": 1, "speeches": 1})
            edges.append(Edge(f"s{speech:03}", name, "MENTIONS", 1, 1, (f"s{speech:03}",), (), (), False))
    return Graph(tuple(nodes[id] for id in sorted(nodes)), tuple(sorted(edges, key=lambda e: (e.source, e.target))))


def _place(graph: Graph) -> tuple[dict[str, Point], dict[str, Box]]:
    boxes = {node.id: draw(node).box for node in graph.nodes}
    return positions(graph, boxes, select(graph, 10_000).order), boxes


@pytest.mark.parametrize(
    "graph", [small_graph(), talks(1, 60), talks(5, 30), talks(30, 6)], ids=lambda graph: f"{len(graph.nodes)} nodes"
)
def test_no_two_labels_overlap(graph: Graph) -> None:
    points, boxes = _place(graph)
    for one, other in combinations(points, 2):
        (x, y), (a, b) = points[one], points[other]
        apart = (
            abs(x - a) >= boxes[one].half + boxes[other].half
            or y + boxes[one].below <= b - boxes[other].above
            or b + boxes[other].below <= y - boxes[one].above
        )
        assert apart, (one, other)


def test_every_node_has_a_place_in_whole_numbers() -> None:
    points, boxes = _place(small_graph())
    assert set(points) == set(boxes)
    assert all(type(x) is int and type(y) is int for x, y in points.values())


def test_what_one_speech_names_is_nearest_to_that_speech() -> None:
    graph = talks(5, 20)
    points, _ = _place(graph)
    speeches = [node.id for node in graph.nodes if node.type == "Speech"]

    def nearest(id: str) -> str:
        x, y = points[id]
        return min(speeches, key=lambda speech: ((points[speech][0] - x) / ASPECT) ** 2 + (points[speech][1] - y) ** 2)

    own = [id for id in points if id.startswith("p")]
    right = sum(nearest(id) == f"s{id[1:4]}" for id in own)
    assert right / len(own) > 0.9


def test_versions_of_a_talk_stand_together() -> None:
    points, _ = _place(small_graph())

    def distance(one: str, other: str) -> int:
        return (points[one][0] - points[other][0]) ** 2 + (points[one][1] - points[other][1]) ** 2

    assert distance("s1", "s3") < min(distance("s1", "s2"), distance("s1", "s4"))


def test_the_layout_depends_on_the_graph_alone() -> None:
    graph = talks(4, 12)
    assert _place(graph) == _place(graph)
    assert _place(Graph(graph.nodes[::-1], graph.edges[::-1])) == _place(graph)


def test_guests_do_not_move_anyone() -> None:
    graph = talks(3, 10)
    boxes = {node.id: draw(node).box for node in graph.nodes}
    order = list(select(graph, 1000).order)
    date = Node("zz", "2020年", "Date", "2020年", {})
    edge = Edge("s000", "zz", "MENTIONS", 1, 1, ("s000",), (), (), False)
    more = replace(graph, nodes=(*graph.nodes, date), edges=(*graph.edges, edge))
    placed = positions(more, {**boxes, "zz": draw(date).box}, [*order, "zz"], {"zz"})
    assert {id: point for id, point in placed.items() if id != "zz"} == positions(graph, boxes, order)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("双五星", "双五星"),
        ("关于在全市深入开展党员先锋岗创建活动的实施方案", "关于在全市深入开展党员\n先锋岗创建活动的实施…"),
        ("党建引领社会治理创新工程", "党建引领社会\n治理创新工程"),
        ("一周一例会、一月一清单、一季一督办、半年一考核", "一周一例会、一月一清单、\n一季一督办、半年一考核"),
    ],
)
def test_labels_break_into_even_lines(text: str, lines: str) -> None:
    assert wrap(text, 11, 2) == lines


@pytest.mark.parametrize(
    "text", ["双五星创评" * 200_000, "双。、" + "，" * 1_000_000, "甲" + "，" * 1_000 + "乙" * 1_000_000]
)
def test_a_label_is_cut_whatever_the_length_of_the_name(text: str) -> None:
    begun = time.process_time()
    assert wrap(text, 11, 2).endswith("…")
    assert time.process_time() - begun < 5  # measured letter by letter, it took hours
