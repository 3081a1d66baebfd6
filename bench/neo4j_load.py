"""CPU seconds of client and server: `kg load` beside row-by-row MERGE and beside neo4j-admin import.

    python -m bench.neo4j_load [--nodes N] [--relations N] [--sample N] [--json FILE]

A generated graph (tests/generated.py) goes into a fresh server by each way, all in one run on one machine. Row by row
is measured on a sample, in the same warm server and beside our way with the same rows. Figures are CPU seconds, since
wall time tells mostly what else the machine does; what is compared are ratios of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kg.export.bulk import import_graph
from kg.model import Graph
from kg.server.command import Settings
from kg.server.home import read_pid, running
from kg.server.process import start, stop
from kg.server.releases import RELEASES
from kg.sinks import neo4j as sink
from kg.sinks.base import edge_properties, node_properties
from kg.sinks.connection import Connection, connected
from kg.sinks.neo4j import load
from tests.generated import generated_graph

SETTINGS = Settings(heap="1g", pagecache="256m", browser=False, usual_ports=False)


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of this process, of the programs that it ran to their end, and of the server."""

    client: float
    programs: float
    server: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.client + self.programs + self.server


def silent(zh: str, en: str) -> None:
    """Say nothing."""


def cost(home: Path, work: Callable[[], object]) -> Cost:
    """What the work costs. A server that starts meanwhile counts from its start on."""
    before = _now(home)
    work()
    after = _now(home)
    return Cost(*(round(late - early, 2) for early, late in zip(before, after, strict=True)))


def _now(home: Path) -> tuple[float, float, float]:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    pid = read_pid(home)
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        server = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        server = 0.0
    return own.ru_utime + own.ru_stime, children.ru_utime + children.ru_stime, server


def renamed(graph: Graph, prefix: str, size: int) -> Graph:
    """`size` nodes and as many relations between them, under ids of their own."""
    nodes = [replace(node, id=prefix + node.id) for node in graph.nodes[:: max(len(graph.nodes) // size, 1)][:size]]
    pairs = zip(nodes, [*nodes[1:], *nodes[:1]], strict=True)
    template = graph.edges[0]
    edges = [replace(template, source=a.id, target=b.id, type="CO_OCCURS") for a, b in pairs]
    return Graph(tuple(sorted(nodes, key=lambda node: node.id)), tuple(edges))


def row_by_row(graph: Graph, connection: Connection) -> None:
    """As one would write it first: a statement and a transaction for every node and every relation."""
    with connected(connection) as driver, driver.session(database=connection.database) as session:
        for node in graph.nodes:
            query = f"MERGE (n:KG {{id: $id}}) SET n:`{node.type}`, n = $props"
            session.run(query, id=node.id, props=node_properties(node)).consume()
        for edge in graph.edges:
            query = f"MATCH (a:KG {{id: $a}}) MATCH (b:KG {{id: $b}}) MERGE (a)-[r:`{edge.type}`]->(b) SET r = $props"
            session.run(query, a=edge.source, b=edge.target, props=edge_properties(edge)).consume()


def in_batches(graph: Graph, connection: Connection) -> None:
    """The same rows as `kg load` writes them, and nothing else of what it does."""
    with connected(connection) as driver, driver.session(database=connection.database) as session:
        for batches in (sink._node_batches(graph), sink._relation_batches(graph)):
            sink._write(session, batches)


def measure(nodes: int, relations: int, sample: int) -> dict[str, Cost]:
    """The cost of each way."""
    graph = generated_graph(nodes, relations)
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "loaded"
        start(home, RELEASES["lts"], SETTINGS, silent)
        try:
            connection = running(home)
            assert connection
            costs["kg load"] = cost(home, lambda: load(graph, connection))
            costs["kg load again"] = cost(home, lambda: load(graph, connection))
            ours, theirs = renamed(graph, "ours-", sample), renamed(graph, "theirs-", sample)
            costs["sample in batches"] = cost(home, lambda: in_batches(ours, connection))
            costs["sample row by row"] = cost(home, lambda: row_by_row(theirs, connection))
        finally:
            stop(home)
        other = Path(folder) / "imported"
        try:
            costs["neo4j-admin import"] = cost(other, lambda: import_graph(graph, other, SETTINGS, silent))
            _same_counts(graph, running(other))
        finally:
            stop(other)
    return costs


def _same_counts(graph: Graph, connection: Connection | None) -> None:
    assert connection
    with connected(connection) as driver:
        for query, wanted in (("MATCH (n:KG) RETURN count(n)", len(graph.nodes)),
                              ("MATCH (:KG)-[r]->(:KG) RETURN count(r)", len(graph.edges))):  # fmt: skip
            assert driver.execute_query(query, database_=connection.database).records[0][0] == wanted


def main() -> None:
    """Print the costs and the ratios that are meant to hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--relations", type=int, default=500_000)
    parser.add_argument("--sample", type=int, default=5_000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    costs = measure(given.nodes, given.relations, given.sample)
    print(f"{'CPU seconds':22}{'client':>10}{'programs':>10}{'server':>10}{'all':>10}")
    for name, spent in costs.items():
        print(f"{name:22}{spent.client:10.1f}{spent.programs:10.1f}{spent.server:10.1f}{spent.total:10.1f}")
    loaded, again = costs["kg load"], costs["kg load again"]
    print(f"client / server, kg load: {loaded.client / loaded.server:.2f}; again: {again.client / again.server:.2f}")
    print(f"row by row / in batches: {costs['sample row by row'].total / costs['sample in batches'].total:.1f}")
    print(f"kg load / neo4j-admin import: {loaded.total / costs['neo4j-admin import'].total:.1f}")
    if given.json:
        shown: dict[str, Any] = {name: asdict(spent) for name, spent in costs.items()}
        given.json.write_text(json.dumps(shown, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
