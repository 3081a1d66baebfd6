"""The graph in networkx is the graph."""

from kg.sinks.networkx import to_networkx
from tests.graphs import small_graph


def test_nodes_and_edges_are_all_there() -> None:
    graph = small_graph()
    found = to_networkx(graph)
    assert set(found.nodes) == {node.id for node in graph.nodes}
    assert set(found.edges(keys=True)) == {(edge.source, edge.target, edge.type) for edge in graph.edges}
    for edge in graph.edges:
        assert found.edges[edge.source, edge.target, edge.type]["quotes"] == list(edge.quotes)
    for node in graph.nodes:
        assert found.nodes[node.id]["name"] == node.name
