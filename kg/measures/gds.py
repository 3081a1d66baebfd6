"""The measures by Graph Data Science, the library of graph algorithms that a Neo4j server may have.

The server makes of the graph that it holds a picture in memory, computes, and lets it go again; nothing is written.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.measures.local import DAMPING, EXACT, SAMPLE, SEED
from kg.measures.namings import Namings
from kg.sinks.connection import Connection, connected

if TYPE_CHECKING:
    from neo4j import Driver

# Talk and program, and how often the one names the other: of the versions of a talk the one that names it most, under
# the node of the preferred version.
_NAMINGS = """MATCH (s:KG:Speech)
WITH s ORDER BY s.version_of IS NOT NULL, s.id
WITH s.family AS family, collect(s) AS versions
UNWIND versions AS s
MATCH (s)-[m:MENTIONS]->(p:KG:Program)
WITH versions[0] AS talk, p AS program, max(m.count) AS weight
"""
_BOTH_WAYS = "{relationshipProperties: {weight: weight}}, {undirectedRelationshipTypes: ['*']}"
_TALKS_AND_PROGRAMS = f"{_NAMINGS} RETURN gds.graph.project($graph, talk, program, {_BOTH_WAYS})"
_ONE_WAY = f"{_NAMINGS} RETURN gds.graph.project($graph, talk, program, {{relationshipProperties: {{weight: weight}}}})"
_PROGRAMS = f"""{_NAMINGS}
WITH talk, collect(program) AS programs
UNWIND programs AS program
UNWIND [null] + [other IN programs WHERE other.id > program.id] AS other
WITH program, other, count(*) AS weight
RETURN gds.graph.project($graph, program, other, {_BOTH_WAYS})"""

_PAGERANK = """CALL gds.pageRank.stream($graph, {dampingFactor: $damping, maxIterations: 1000, tolerance: 1e-10,
  relationshipWeightProperty: 'weight', concurrency: 1})
YIELD nodeId, score RETURN gds.util.asNode(nodeId).id AS id, score"""
_BETWEENNESS = """CALL gds.betweenness.stream($graph, $options)
YIELD nodeId, score RETURN gds.util.asNode(nodeId).id AS id, score"""
_LOUVAIN = """CALL gds.louvain.stream($graph, {relationshipWeightProperty: 'weight', concurrency: 1})
YIELD nodeId, communityId RETURN gds.util.asNode(nodeId).id AS id, communityId AS community"""
_SIMILARITY = """CALL gds.nodeSimilarity.stream($graph, $options)
YIELD node1, node2, similarity
RETURN gds.util.asNode(node1).id AS one, gds.util.asNode(node2).id AS other, similarity"""


def version(connection: Connection) -> str | None:
    """The version of the library on the server; None where it has none."""
    with connected(connection) as driver:
        query = "SHOW FUNCTIONS YIELD name WHERE name = 'gds.version' RETURN count(*) AS held"
        if not _rows(driver, connection, query)[0]["held"]:
            return None
        return str(_rows(driver, connection, "RETURN gds.version() AS version")[0]["version"])


def central(connection: Connection, namings: Namings) -> dict[str, tuple[float, float]]:
    """As kg.measures.local.central."""
    size = len(namings.talks) + len(namings.programs)
    options = {"samplingSize": SAMPLE, "samplingSeed": SEED} if size > EXACT else {}
    with connected(connection) as driver, _projected(driver, connection, _TALKS_AND_PROGRAMS) as graph:
        rank = {r["id"]: r["score"] for r in _rows(driver, connection, _PAGERANK, graph=graph, damping=DAMPING)}
        between = {r["id"]: r["score"] for r in _rows(driver, connection, _BETWEENNESS, graph=graph, options=options)}
    total = sum(rank.values())  # its ranks do not add up to 1
    # It counts pairs of nodes, of the sample alone where there is one; as a share they can be compared.
    pairs = (size - 1) * (size - 2) / 2 * (SAMPLE / size if options else 1)
    return {one: (rank[one] / total, between[one] / pairs if pairs else 0.0) for one in namings.programs}


def communities(connection: Connection, namings: Namings) -> list[set[str]]:
    """As kg.measures.local.communities."""
    found: dict[int, set[str]] = {}
    with connected(connection) as driver, _projected(driver, connection, _PROGRAMS) as graph:
        for row in _rows(driver, connection, _LOUVAIN, graph=graph):
            found.setdefault(row["community"], set()).add(row["id"])
    return list(found.values())


def similarities(connection: Connection, namings: Namings) -> dict[tuple[str, str], tuple[float, float]]:
    """As kg.measures.local.similarities."""
    every = {"topK": max(1, len(namings.talks)), "concurrency": 1}
    ways: list[dict[str, object]] = [
        {**every, "similarityMetric": "JACCARD"},
        {**every, "similarityMetric": "COSINE", "relationshipWeightProperty": "weight"},
    ]
    found: list[dict[tuple[str, str], float]] = []
    with connected(connection) as driver, _projected(driver, connection, _ONE_WAY) as graph:
        for options in ways:
            rows = _rows(driver, connection, _SIMILARITY, graph=graph, options=options)
            found.append({(row["one"], row["other"]): row["similarity"] for row in rows})
    return {pair: (share, found[1][pair]) for pair, share in found[0].items() if pair[0] < pair[1]}


@contextmanager
def _projected(driver: Driver, connection: Connection, query: str) -> Iterator[str]:
    """The name of a picture of the graph in the server's memory, which is dropped afterwards."""
    graph = f"kg-{secrets.token_hex(8)}"
    try:
        _rows(driver, connection, query, graph=graph)
        yield graph
    finally:
        _rows(driver, connection, "CALL gds.graph.drop($graph, false) YIELD graphName RETURN graphName", graph=graph)


def _rows(driver: Driver, connection: Connection, query: str, **parameters: object) -> list[dict[str, Any]]:
    records = driver.execute_query(query, parameters, database_=connection.database).records
    return [record.data() for record in records]
