"""The graph about some nodes, and the way between two."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.explorer.missing import Missing
from kg.explorer.pages.page import Asked
from kg.explorer.state import BadValue
from kg.explorer.states import GraphState, PathState
from kg.explorer.text import has_direction
from kg.explorer.views import graph as graph_view
from kg.explorer.views import matrix as matrix_view
from kg.explorer.views import path as path_view
from kg.explorer.views import search as search_view
from kg.explorer.views.shapes import GraphEdge, GraphNode, GraphView, Name, PathView

STEP = 20  # neighbours that one more step of a relation adds
FIRST = 12  # programs offered where nothing is in the middle yet


def graph(asked: Asked) -> GraphView:
    """What is drawn: the neighbourhood of the nodes in the middle, without those that are hidden, and the way that is
    asked for, whose nodes are in the middle too."""
    state: GraphState = asked.state
    ends = state.ends()
    way = path_view.path(asked.db, *ends, filters=state.filters) if ends else None
    on_way = (way.source.id, *(step.after.id for step in way.steps), way.target.id) if way else ()
    focus = tuple(dict.fromkeys((*state.focus, *on_way)))
    if not focus:
        return GraphView((), (), (), {}, 0)
    view = graph_view.ego(
        asked.db, focus, hops=state.hops, expand=state.expanded(), filters=state.filters, hide=state.hide
    )
    return replace(view, edges=_with_way(view.edges, way), way=way) if way else view


def _with_way(edges: Sequence[GraphEdge], way: PathView) -> tuple[GraphEdge, ...]:
    """The edges with those of a way, which may go over relations that a first look leaves out."""
    found = {(edge.source, edge.type, edge.target): edge for edge in (*edges, *(step.edge for step in way.steps))}
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class Group:
    """The neighbours of a node by one relation in one direction."""

    relation: str
    outward: bool
    edges: tuple[tuple[GraphEdge, GraphNode], ...]


def graph_more(asked: Asked, view: GraphView) -> Mapping[str, Any]:
    """The twin of the picture: around each node that has neighbours their list, by relation; and the way, if asked."""
    state: GraphState = asked.state
    nodes = {node.id: node for node in view.nodes}
    around: dict[str, dict[tuple[str, bool], list[tuple[GraphEdge, GraphNode]]]] = {}
    for edge in view.edges:
        for this, other, outward in ((edge.source, edge.target, True), (edge.target, edge.source, False)):
            if this in nodes and other in nodes:
                way = (edge.type, outward or not has_direction(edge.type))
                around.setdefault(this, {}).setdefault(way, []).append((edge, nodes[other]))
    groups = {
        id: [Group(relation, outward, tuple(edges)) for (relation, outward), edges in found.items()]
        for id, found in around.items()
    }
    shown = {id: _shown(around.get(id, {})) for id in nodes}
    # those in the middle first, then what was expanded, then what has most to show
    expanded = {key.split(":")[0] for key in state.expanded()}
    order = sorted(view.nodes, key=lambda node: (node.hop, node.id not in expanded, -node.families, node.id))
    opened = [node for node in order if node.hop == 0 or node.id in expanded]
    listed = {other.id for node in opened for group in groups.get(node.id, ()) for _, other in group.edges}
    listed |= {node.id for node in opened}

    def unexpanded(id: str) -> tuple[str, ...]:
        return tuple(value for value in state.expand if value.split(":")[0] != id)

    def without(ids: tuple[str, ...], id: str) -> tuple[str, ...]:
        return tuple(other for other in ids if other != id)

    return {
        "nodes": nodes,
        "groups": groups,
        "shown_of": lambda id, relation: shown[id].get(relation, 0),
        "per_step": STEP,
        "unexpanded": unexpanded,
        "without": without,
        "open": opened,
        "rest": [node for node in order if node.id not in listed],
        "first": () if view.focus else _first(asked.db),
    }


def _shown(found: Mapping[tuple[str, bool], Sequence[Any]]) -> dict[str, int]:
    """How many neighbours are shown by relation, in either direction."""
    counts: dict[str, int] = {}
    for (relation, _), edges in found.items():
        counts[relation] = counts.get(relation, 0) + len(edges)
    return counts


def _first(db: sqlite3.Connection) -> tuple[Name, ...]:
    rows = matrix_view.matrix(db, order="count", limit=FIRST, column_limit=1).rows
    return tuple(row.program for row in rows)


def path(asked: Asked) -> PathView:
    """The shortest way; its ends are given by id, or by a name that means one node."""
    state: PathState = asked.state
    if not state.from_ and not state.to:
        nobody = Name("", "", "")
        return PathView(nobody, nobody, (), 0)
    return path_view.path(asked.db, _meant(asked.db, state.from_), _meant(asked.db, state.to), filters=state.filters)


def path_more(asked: Asked, view: PathView) -> Mapping[str, Any]:
    """Whether a way was asked for."""
    return {"asked_for": bool(view.source.id)}


def _meant(db: sqlite3.Connection, given: str) -> str:
    """The id of the node that is meant: `given` itself if it is one, else the best of those so named."""
    if not given:
        raise BadValue("请给出两个名称", "name two things")
    if db.execute("SELECT 1 FROM node WHERE id = ?", (given,)).fetchone():
        return given
    found = search_view.suggest(db, given, 1)
    if not found:
        raise Missing(f"没有叫“{given}”的条目", f"nothing is called {given}")
    return found[0].node.id
