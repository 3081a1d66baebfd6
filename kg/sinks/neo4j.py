"""Loading the graph into Neo4j, beside whatever else the database holds.

Every node carries the label KG and its type; only such nodes, and relations of the vocabulary between two of them,
are ever written or removed. Loading the same graph again changes nothing; loading another one leaves just that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.model import Graph
from kg.schema import node_types, relation_types
from kg.sinks.base import WriteSummary, edge_properties, edges_by_type, node_properties, nodes_by_type
from kg.sinks.connection import Connection, connected

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session, SummaryCounters

BATCH = 1000

Row = dict[str, Any]


def load(graph: Graph, connection: Connection) -> WriteSummary:
    """Make the KG part of a database equal to the graph. KgError where the server cannot be reached or refuses.

    The work is done in batches, each a transaction of its own; what an interruption leaves half done, the next load
    completes.
    """
    _check_vocabulary(graph)
    with connected(connection) as driver:
        _prepare(driver, connection.database)
        with driver.session(database=connection.database) as session:
            nodes_created = _write_nodes(session, graph)
            relations_created = _write_relations(session, graph)
            relations_removed = _remove_relations(session, graph)
            nodes_removed = _remove_nodes(session, {(node.id,) for node in graph.nodes})
    return WriteSummary(
        nodes=len(graph.nodes),
        relations=len(graph.edges),
        nodes_created=nodes_created,
        relations_created=relations_created,
        nodes_removed=nodes_removed,
        relations_removed=relations_removed,
    )


def _check_vocabulary(graph: Graph) -> None:
    """Labels and relation types become query text, so nothing that the schema does not list may get there."""
    unknown = {node.type for node in graph.nodes} - node_types().keys()
    unknown |= {edge.type for edge in graph.edges} - relation_types().keys()
    if unknown:
        raise ValueError(f"not in the vocabulary: {sorted(unknown)}")


def _prepare(driver: Driver, database: str) -> None:
    from neo4j.exceptions import Neo4jError

    text = files("kg.sinks").joinpath("neo4j_ddl.cypher").read_text(encoding="utf-8")
    statements = [line.rstrip(";") for line in text.splitlines() if line and not line.startswith("//")]
    try:
        for statement in statements:
            driver.execute_query(statement, database_=database)
        driver.execute_query("CALL db.awaitIndexes(300)", database_=database)
    except Neo4jError as fault:
        if "ConstraintCreationFailed" not in str(fault.code):
            raise
        raise KgError(
            f"数据库中已有标签为 KG 而 id 重复的节点，无法装载：{fault.message}",
            f"the database already holds nodes labelled KG that share an id: {fault.message}",
        ) from fault


def _write_nodes(session: Session, graph: Graph) -> int:
    created = 0
    for kind, nodes in nodes_by_type(graph):
        others = ":".join(f"`{name}`" for name in node_types() if name != kind)
        query = f"UNWIND $rows AS row MERGE (n:KG {{id: row.id}}) REMOVE n:{others} SET n:`{kind}`, n = row.props"
        rows = ({"id": node.id, "props": node_properties(node)} for node in nodes)
        created += _write(session, query, rows, lambda counters: counters.nodes_created)
    return created


def _write_relations(session: Session, graph: Graph) -> int:
    created = 0
    for relation, edges in edges_by_type(graph):
        query = (
            f"UNWIND $rows AS row MATCH (a:KG {{id: row.source}}) MATCH (b:KG {{id: row.target}})"
            f" MERGE (a)-[r:`{relation}`]->(b) SET r = row.props"
        )
        rows = ({"source": e.source, "target": e.target, "props": edge_properties(e)} for e in edges)
        created += _write(session, query, rows, lambda counters: counters.relationships_created)
    return created


def _remove_relations(session: Session, graph: Graph) -> int:
    known = "|".join(f"`{relation}`" for relation in relation_types())
    held = f"MATCH (a:KG)-[r:{known}]->(b:KG) RETURN DISTINCT type(r) AS type, a.id AS source, b.id AS target"
    stale = _stale(session, held, {(edge.type, edge.source, edge.target) for edge in graph.edges})
    removed = 0
    for relation in sorted({row["type"] for row in stale}):
        pair = f"MATCH (:KG {{id: row.source}})-[r:`{relation}`]->(:KG {{id: row.target}})"
        rows = (row for row in stale if row["type"] == relation)
        query = f"UNWIND $rows AS row {pair} DELETE r"
        removed += _write(session, query, rows, lambda counters: counters.relationships_deleted)
    return removed


def _remove_nodes(session: Session, wanted: Set[tuple[str, ...]]) -> int:
    stale = _stale(session, "MATCH (n:KG) RETURN n.id AS id", wanted)
    query = "UNWIND $rows AS row MATCH (n:KG {id: row.id}) DETACH DELETE n"
    return _write(session, query, stale, lambda counters: counters.nodes_deleted)


def _write(session: Session, query: str, rows: Iterable[Row], count: Callable[[SummaryCounters], int]) -> int:
    def work(transaction: ManagedTransaction, batch: list[Row]) -> int:
        return count(transaction.run(query, rows=batch).consume().counters)

    return sum(session.execute_write(work, batch) for batch in _batches(rows))


def _stale(session: Session, query: str, wanted: Set[tuple[str, ...]]) -> list[Row]:
    """The rows of `query` that are not wanted; only those are kept, however many there are."""

    def work(transaction: ManagedTransaction) -> list[Row]:
        return [record.data() for record in transaction.run(query) if tuple(record.values()) not in wanted]

    return session.execute_read(work)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch
