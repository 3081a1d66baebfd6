"""The graph as programs for drawing networks want it: labels, weights, colours and times beside the properties.

GraphML and GEXF know single values only, so a list is JSON text. The weight of a relation is `families`, versions of
one talk taken once. XML has no way to write most control characters, not even escaped: they become �.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.model import Edge, Graph, Node
from kg.schema import node_types
from kg.sinks.base import edge_properties, node_properties

if TYPE_CHECKING:
    from networkx import MultiDiGraph

# Names that GEXF keeps for other things: the time of a node, and the nodes that it is drawn inside of.
RENAMED = {"start": "offset_start", "end": "offset_end", "parents": "within"}

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def drawn(graph: Graph) -> MultiDiGraph[str]:
    """A multigraph with flat attributes; edges are keyed e0, e1 … in their order and have their type as `relation`."""
    from networkx import MultiDiGraph

    result: MultiDiGraph[str] = MultiDiGraph()
    for node in graph.nodes:
        result.add_node(node.id, label=_clean(node.name), **_flat({**node_properties(node), "id": None}))
    for number, edge in enumerate(graph.edges):
        result.add_edge(
            edge.source,
            edge.target,
            f"e{number}",
            label=edge.type,
            weight=edge.families,
            relation=edge.type,
            **_flat(edge_properties(edge)),
        )
    return result


def unfit(graph: Graph) -> int:
    """How many characters of the graph XML cannot hold."""
    rows = [*map(node_properties, graph.nodes), *map(edge_properties, graph.edges)]
    texts = (part for row in rows for value in row.values() for part in (value if isinstance(value, list) else [value]))
    return sum(len(_NO_XML.findall(text)) for text in texts if isinstance(text, str))


def node_time(node: Node) -> tuple[str, str] | None:
    """From which day to which day a node is there: a speech in the time that its date leaves open, anything else from
    the first to the last speech that names it. None where no date is known."""
    first, last = ("date", "date") if node.type == "Speech" else ("first", "last")
    return _days(node.props.get(first), node.props.get(last))


def edge_time(edge: Edge, dates: Mapping[str, str]) -> tuple[str, str] | None:
    """From the first to the last speech behind an edge; `dates` has those of the speeches that are dated."""
    found = sorted(dates[speech] for speech in edge.speeches if speech in dates)
    return _days(found[0], found[-1]) if found else None


def colour(node: Node) -> dict[str, int]:
    """The colour of a node's type as red, green and blue."""
    shade = node_types()[node.type].colour.removeprefix("#")
    return {part: int(shade[at : at + 2], 16) for part, at in (("r", 0), ("g", 2), ("b", 4))}


def _days(first: object, last: object) -> tuple[str, str] | None:
    if not isinstance(first, str) or not isinstance(last, str):
        return None
    return _day(first, late=False), max(_day(first, late=True), _day(last, late=True))


def _day(iso: str, *, late: bool) -> str:
    """The first or last day that a date of year, month or day may mean."""
    year, month, day = [*map(int, iso.split("-")), 0, 0][:3]
    month = month or (12 if late else 1)
    day = day or (calendar.monthrange(year, month)[1] if late else 1)
    return f"{year:04}-{month:02}-{day:02}"


def _flat(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {RENAMED.get(name, name): _value(value) for name, value in properties.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        parts = [_clean(part) if isinstance(part, str) else part for part in value]
        return _clean(json.dumps(parts, ensure_ascii=False))
    return _clean(value) if isinstance(value, str) else value


def _clean(text: str) -> str:
    return _NO_XML.sub("�", text)
