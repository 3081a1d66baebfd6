"""A graph whose texts hurt every format: quotes, breaks, escapes, formulas, and what XML cannot hold."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Edge, Graph, Node
from tests.graphs import small_graph

TEXTS = (
    "=HYPERLINK(\"http://127.0.0.1/\",'x')",
    "＝1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "'already marked",
    "''",
    "\t=1+1",
    "\r=1+1",
    "a;b,c|d\"e'f`g",
    "line\nline\r\nline\rend",
    "back\\slash \\' \\\\' \\u0027 \\\\u0027 \\n",
    "\\",
    "\u0027 MATCH (n) DETACH DELETE n //",
    "$rows {{row}} ${x} %s",
    "</data>]]>&amp;<!--",
    "𠮷 \u2028 \u200b \u202e",
    "null",
    "true",
    "007",
    "1e5",
    " spaced ",
)
CONTROLS = "beep\x07 unit\x1fseparator\x0b\x00 \x85 \ufffe"


def awkward_graph(*more: str) -> Graph:
    """The small graph, and a node and a relation for each text and for each of `more`."""
    graph = small_graph()
    nodes = [Node(f"program-x{n:02}", text, "Program", text, _props(text)) for n, text in enumerate([*TEXTS, *more])]
    edges = [_edge(node) for node in nodes]
    return Graph(
        tuple(sorted([*graph.nodes, *nodes], key=lambda node: node.id)),
        tuple(sorted([*graph.edges, *edges], key=lambda edge: (edge.source, edge.type, edge.target))),
    )


def _props(text: str) -> dict[str, str | int | tuple[str, ...] | None]:
    return {"aliases": (text, "又" + text, text + "又"), "mentions": 1, "speeches": 1, "families": 1, "first": None}


def _edge(node: Node) -> Edge:
    mention = next(edge for edge in small_graph().edges if (edge.source, edge.type) == ("s4", "MENTIONS"))
    return replace(mention, target=node.id, quotes=(node.name, "又" + node.name), spans=("甲.txt:0-1", "甲.txt:2-3"))
