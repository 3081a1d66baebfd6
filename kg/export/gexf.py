"""GEXF, for Gephi: colours by type, weights, and dates for its time line; written by networkx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kg.export.drawn import colour, drawn, edge_time, node_time
from kg.model import Graph

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from networkx import MultiDiGraph

_KEY = "networkx_key"


def to_gexf(graph: Graph) -> bytes:
    """The graph in one file; attributes as kg.export.drawn tells."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(_timed(graph), encoding="utf-8", prettyprint=True)
    _tidy(writer.xml)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _timed(graph: Graph) -> MultiDiGraph[str]:
    result = drawn(graph)
    for node in graph.nodes:
        shown = {"viz": {"color": colour(node)}}
        result.nodes[node.id].update(shown | _spell(node_time(node)))
    speeches = (node for node in graph.nodes if node.type == "Speech")
    dates = {node.id: date for node in speeches if isinstance(date := node.props.get("date"), str)}
    for number, edge in enumerate(graph.edges):
        place = (edge.source, edge.target, f"e{number}")
        result.edges[place].update({"id": place[2], **_spell(edge_time(edge, dates))})
    return result


def _spell(days: tuple[str, str] | None) -> dict[str, str]:
    return {"start": days[0], "end": days[1]} if days else {}


def _tidy(root: Element) -> None:
    """Take out what networkx adds of its own: the day of writing, its version, and its keys of edges."""
    for meta in root.findall("meta"):
        root.remove(meta)
    for attributes in root.iter("attributes"):
        for key in attributes.findall(f"attribute[@title='{_KEY}']"):
            attributes.remove(key)
            for values in root.iterfind("graph/edges/edge/attvalues"):
                for value in values.findall(f"attvalue[@for='{key.get('id')}']"):
                    values.remove(value)
