"""Who is matched with whom, where each may be taken once."""

from __future__ import annotations

from collections.abc import Mapping

FINEST = 1_000_000  # weights are compared to six decimals, as integers, so that sums are exact


def best_pairs(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The most pairs that can be had and, among those, the best fitting ones: left to right number.

    `weights` tells how well a left and a right number fit; what is not in it does not fit at all.
    """
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    # even numbers stand for the left side, odd ones for the right
    for (left, right), weight in sorted(weights.items()):
        graph.add_edge(2 * left, 2 * right + 1, weight=round(weight * FINEST))
    chosen: dict[int, int] = {}
    for component in sorted(nx.connected_components(graph), key=min):
        part: nx.Graph[int] = nx.Graph(graph.subgraph(sorted(component)))
        for pair in nx.max_weight_matching(part, maxcardinality=True):
            left, right = sorted(pair, key=lambda node: node % 2)
            chosen[left // 2] = right // 2
    return chosen
