"""What a page shows of a graph: all of a small one, the weightiest part of a large one."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.tables import speech_order
from kg.model import Graph, Node, Value
from kg.schema import node_types

# Types that clutter a first look; a tick in the legend shows them.
HIDDEN_TYPES = ("Position", "Date", "SourceFile", "Redacted")
HIDDEN_RELATIONS = ("CO_OCCURS", "CONTAINS")
# Node types that get no place before all others have theirs.
_LAST = ("SourceFile", "Redacted")


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a graph that is shown, its node ids by importance, and how many nodes of each type there are."""

    graph: Graph
    order: tuple[str, ...]
    totals: dict[str, int]


def select(graph: Graph, limit: int) -> Selection:
    """The `limit` weightiest nodes and every edge between two of them.

    Speeches come first (never more than half of the page, those that name most programs), then who delivered them,
    then programs, then the rest by how many speeches name them and how often; what is hidden at first comes last.
    """
    totals = dict.fromkeys(node_types(), 0)
    for node in graph.nodes:
        totals[node.type] = totals.get(node.type, 0) + 1
    ranks = {name: number for number, name in enumerate(node_types())}
    speakers = {edge.source for edge in graph.edges if edge.type == "DELIVERED"}
    speeches = sorted(_speeches(graph, limit), key=speech_order)
    others = [node for node in graph.nodes if node.type != "Speech"]
    others.sort(key=lambda node: (*_group(node, speakers), -_count(node, "speeches"), -_count(node, "mentions"),
                                  ranks.get(node.type, len(ranks)), node.name, node.id))  # fmt: skip
    order = tuple(node.id for node in (*speeches, *others)[: max(limit, 1)])
    shown = set(order)
    nodes = tuple(node for node in graph.nodes if node.id in shown)
    edges = tuple(edge for edge in graph.edges if edge.source in shown and edge.target in shown)
    return Selection(Graph(nodes, edges), order, totals)


def _speeches(graph: Graph, limit: int) -> list[Node]:
    speeches = [node for node in graph.nodes if node.type == "Speech"]
    room = max(limit // 2, 1)
    if len(speeches) <= room:
        return speeches
    programs = {node.id for node in graph.nodes if node.type == "Program"}
    named = {node.id: 0 for node in speeches}
    for edge in graph.edges:
        if edge.type == "MENTIONS" and edge.target in programs and edge.source in named:
            named[edge.source] += 1
    return sorted(speeches, key=lambda node: (-named[node.id], speech_order(node)))[:room]


def _group(node: Node, speakers: set[str]) -> tuple[int, ...]:
    if node.type in _LAST:
        return (4 + _LAST.index(node.type),)
    if node.type in HIDDEN_TYPES:
        return (3,)
    if node.id in speakers:
        return (0,)
    return (1,) if node.type == "Program" else (2,)


def _count(node: Node, key: str) -> int:
    value: Value = node.props.get(key)
    return value if isinstance(value, int) else 0
