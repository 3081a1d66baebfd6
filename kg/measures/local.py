"""The measures by networkx.

Sources: PageRank, Page et al. 1999; betweenness, Freeman 1977, by Brandes' algorithm of 2001; Louvain, Blondel et al.
2008; the similarities are Jaccard's over the sets of programs, and the cosine over how often each is named.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.measures.namings import Namings

if TYPE_CHECKING:
    from networkx import Graph

DAMPING = 0.85
SEED = 20241021
# Betweenness grows with the square of the graph: above so many nodes it is estimated from so many of them.
EXACT, SAMPLE = 3000, 500


def central(namings: Namings) -> dict[str, tuple[float, float]]:
    """By program: PageRank, weighted by how often a talk names it, and betweenness as a share of all pairs.

    KgError where scipy, which networkx takes for PageRank, is not installed.
    """
    try:
        import scipy  # noqa: F401
    except ImportError as fault:
        raise KgError(
            "PageRank 需要 scipy：pip install 'kg-speeches[measures]'",
            "PageRank needs scipy: pip install 'kg-speeches[measures]'",
        ) from fault
    from networkx import betweenness_centrality, pagerank

    graph, numbers = _graph(namings)
    rank = pagerank(graph, alpha=DAMPING, tol=1e-10, max_iter=1000)
    size = graph.number_of_nodes()
    between = betweenness_centrality(graph, k=SAMPLE if size > EXACT else None, normalized=True, seed=SEED)
    return {program: (rank[numbers[program]], between[numbers[program]]) for program in namings.programs}


def communities(namings: Namings) -> list[set[str]]:
    """Programs that talks name together: Louvain over programs joined by the number of talks that name both."""
    from networkx import bipartite, community

    graph, numbers = _graph(namings)
    programs = {numbers[program]: program for program in namings.programs}
    joined = bipartite.weighted_projected_graph(graph, list(programs))
    found = community.louvain_communities(joined, weight="weight", seed=SEED)
    return [{programs[number] for number in members} for members in found]


def similarities(namings: Namings) -> dict[tuple[str, str], tuple[float, float]]:
    """By two talks, in order of id, that share a program: Jaccard and cosine."""
    from networkx import jaccard_coefficient

    graph, numbers = _graph(namings)
    talks = {numbers[talk]: talk for talk in namings.talks}
    lengths = {talk: math.sqrt(sum(part["weight"] ** 2 for part in graph[talk].values())) for talk in talks}

    def cosine(one: int, other: int) -> float:
        shared = graph[one].keys() & graph[other].keys()
        product = sum(graph[one][program]["weight"] * graph[other][program]["weight"] for program in shared)
        return float(product / (lengths[one] * lengths[other]))

    found = jaccard_coefficient(graph, _sharing(graph, talks))
    return {(talks[one], talks[other]): (share, cosine(one, other)) for one, other, share in found}


def _sharing(graph: Graph[int], talks: dict[int, str]) -> list[tuple[int, int]]:
    """Pairs of talks that share a program, each once."""
    programs = [number for number in graph if number not in talks]
    pairs = {pair for program in programs for pair in combinations(sorted(graph[program]), 2)}
    return sorted(pairs)


def _graph(namings: Namings) -> tuple[Graph[int], dict[str, int]]:
    """Talks and programs as numbers, since sets of texts have another order in every run."""
    from networkx import Graph

    numbers = {name: number for number, name in enumerate([*namings.talks, *namings.programs])}
    graph: Graph[int] = Graph()
    graph.add_nodes_from(numbers.values())
    for (talk, program), count in namings.counts.items():
        graph.add_edge(numbers[talk], numbers[program], weight=count)
    return graph, numbers
