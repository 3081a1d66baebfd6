"""The graph in networkx, for those who go on in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Graph
from kg.sinks.base import edge_properties, node_properties

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def to_networkx(graph: Graph) -> MultiDiGraph[str]:
    """A directed multigraph: nodes by id with the properties that a Cypher store holds, edges keyed by relation."""
    from networkx import MultiDiGraph

    result: MultiDiGraph[str] = MultiDiGraph()
    result.add_nodes_from((node.id, node_properties(node)) for node in graph.nodes)
    for edge in graph.edges:
        result.add_edge(edge.source, edge.target, edge.type, **edge_properties(edge))
    return result
