"""GraphML, for yEd, igraph, Cytoscape and Gephi; written by networkx."""

from __future__ import annotations

import io

from kg.export.drawn import drawn
from kg.model import Graph


def to_graphml(graph: Graph) -> bytes:
    """The graph in one file; attributes as kg.export.drawn tells."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(drawn(graph))
    truths = {key.get("id") for key in writer.xml.iter("key") if key.get("attr.type") == "boolean"}
    for data in writer.xml.iter("data"):
        if data.get("key") in truths:
            data.text = str(data.text).lower()  # networkx writes True, XML knows true
    target = io.BytesIO()
    writer.dump(target)
    return target.getvalue().replace(b"\r", b"&#13;")  # a bare one would be read as a line feed
