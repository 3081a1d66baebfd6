"""Loading the graph into Neo4j, beside whatever else the database holds.

Every node carries the label KG and its type; only such nodes, and relations of the vocabulary between two of them,
are ever written or removed. Loading the same graph again writes nothing; loading another one leaves just that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import KgError
from kg.model import Graph
from kg.progress import Progress
from kg.schema import node_types, relation_types
from kg.sinks.base import WriteSummary, edge_properties, edges_by_type, node_properties, nodes_by_type
from kg.sinks.connection import Connection, connected
from kg.sinks.neo4j_ddl import prepare, prepare_quotations

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session, SummaryCounters

BATCH = 2000
TRIES = 3

T = TypeVar("T")
Row = dict[str, Any]
# A query and rows for it; its answer 'touched' counts those that it had to write.
Batch = tuple[str, list[list[Any]]]


@dataclass(frozen=True, slots=True)
class _Written:
    created: int
    changed: int


def load(graph: Graph, connection: Connection, progress: Progress | None = None) -> WriteSummary:
    """Make the KG part of a database equal to the graph. KgError where the server cannot be reached or refuses.

    The work is done in batches, each a transaction of its own; what an interruption leaves half done, the next load
    completes. At the end the database is counted, and what another writer did meanwhile is mended or told.
    """
    _check_vocabulary(graph)
    progress = progress or Progress(quiet=True)
    with connected(connection) as driver:
        progress.stage("indexes", lambda: prepare(driver, connection.database))
        with driver.session(database=connection.database) as session:
            nodes = _write(session, progress.each("nodes", list(_node_batches(graph))))
            relations = _write(session, progress.each("relations", list(_relation_batches(graph))))
            removed = progress.stage("removal", lambda: _remove(session, graph))
            _check_counts(session, graph)
        progress.stage("quotations", lambda: prepare_quotations(driver, connection.database))
    return replace(
        removed,
        nodes_created=nodes.created,
        nodes_changed=nodes.changed,
        relations_created=relations.created,
        relations_changed=relations.changed,
    )


def _check_vocabulary(graph: Graph) -> None:
    """Labels and relation types become query text, so nothing that the schema does not list may get there."""
    unknown = {node.type for node in graph.nodes} - node_types().keys()
    unknown |= {edge.type for edge in graph.edges} - relation_types().keys()
    if unknown:
        raise ValueError(f"not in the vocabulary: {sorted(unknown)}")


def _node_batches(graph: Graph) -> Iterator[Batch]:
    for kind, nodes in nodes_by_type(graph):
        others = [f"`{name}`" for name in node_types() if name != kind]
        for keys, rows in _by_keys((node.id, node_properties(node)) for node in nodes).items():
            query = (
                f"UNWIND $rows AS row WITH row[0] AS id, {_map(keys, 1)} AS props MERGE (n:KG {{id: id}})"
                f" WITH n, props WHERE properties(n) <> props OR NOT n:`{kind}` OR n:{'|'.join(others)}"
                f" REMOVE n:{':'.join(others)} SET n:`{kind}`, n = props RETURN count(*) AS touched"
            )
            yield from ((query, part) for part in _parts(rows))


def _relation_batches(graph: Graph) -> Iterator[Batch]:
    for relation, edges in edges_by_type(graph):
        for keys, rows in _by_keys((edge.source, edge.target, edge_properties(edge)) for edge in edges).items():
            query = (
                f"UNWIND $rows AS row WITH row[0] AS source, row[1] AS target, {_map(keys, 2)} AS props"
                " MATCH (a:KG {id: source}) MATCH (b:KG {id: target})"
                f" MERGE (a)-[r:`{relation}`]->(b)"
                " WITH r, props WHERE properties(r) <> props SET r = props RETURN count(*) AS touched"
            )
            yield from ((query, part) for part in _parts(rows))


def _by_keys(items: Iterable[tuple[Any, ...]]) -> dict[tuple[str, ...], list[list[Any]]]:
    """Rows of values alone, grouped by their keys: a name sent with every value is half the work of sending.

    An item is what identifies it, then its properties.
    """
    groups: dict[tuple[str, ...], list[list[Any]]] = {}
    for *ids, props in items:
        groups.setdefault(tuple(props), []).append([*ids, *props.values()])
    return groups


def _map(keys: Sequence[str], first: int) -> str:
    """Cypher for the properties in a row whose values begin at `first`."""
    return "{" + ", ".join(f"{_quoted(key)}: row[{number}]" for number, key in enumerate(keys, first)) + "}"


def _quoted(key: str) -> str:
    return "`" + key.replace("`", "``") + "`"


def _write(session: Session, batches: Iterator[Batch]) -> _Written:
    """Write the batches. What was created was touched too, since it began without properties."""

    def work(transaction: ManagedTransaction, query: str, rows: list[list[Any]]) -> tuple[int, int]:
        result = transaction.run(query, rows=rows)
        record = result.single(strict=True)
        counters = result.consume().counters
        return counters.nodes_created + counters.relationships_created, int(record["touched"])

    done = [session.execute_write(work, query, rows) for query, rows in batches]
    created = sum(made for made, _ in done)
    return _Written(created, sum(touched for _, touched in done) - created)


def _remove(session: Session, graph: Graph) -> WriteSummary:
    """Take away what the graph does not have: of relations first, so that each is counted as one.

    Everything that the graph has is there by now; so where the numbers agree, there is nothing to look for.
    """
    relations = 0
    wanted = _wanted(graph)
    for relation, held in _held(session).items():
        if held != wanted[relation]:
            relations += _remove_relations(session, relation, graph)
    nodes = _remove_nodes(session, graph) if _count(session, "MATCH (n:KG) RETURN count(n)") != len(graph.nodes) else 0
    return WriteSummary(len(graph.nodes), len(graph.edges), 0, 0, nodes, relations)


def _remove_relations(session: Session, relation: str, graph: Graph) -> int:
    """Of the relations of a type: those that the graph lacks, and all but one where two nodes are joined twice."""
    keep = {(edge.source, edge.target) for edge in graph.edges if edge.type == relation}
    query = f"MATCH (a:KG)-[r:`{relation}`]->(b:KG) RETURN a.id AS a, b.id AS b, count(r) AS held"

    def surplus(transaction: ManagedTransaction) -> list[Row]:
        found = ((a, b, held, int((a, b) in keep)) for a, b, held in transaction.run(query))
        return [{"a": a, "b": b, "keep": kept} for a, b, held, kept in found if held > kept]

    query_out = (
        f"UNWIND $rows AS row MATCH (:KG {{id: row.a}})-[r:`{relation}`]->(:KG {{id: row.b}})"
        " WITH row, collect(r) AS all UNWIND all[row.keep..] AS r DELETE r"
    )
    return _delete(session, query_out, session.execute_read(surplus), lambda counters: counters.relationships_deleted)


def _remove_nodes(session: Session, graph: Graph) -> int:
    keep = {node.id for node in graph.nodes}

    def stale(transaction: ManagedTransaction) -> list[Row]:
        found = transaction.run("MATCH (n:KG) RETURN n.id AS id, elementId(n) AS element")
        return [{"element": element} for number, element in found if number not in keep]

    query = "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.element DETACH DELETE n"
    return _delete(session, query, session.execute_read(stale), lambda counters: counters.nodes_deleted)


def _delete(session: Session, query: str, rows: list[Row], count: Callable[[SummaryCounters], int]) -> int:
    def work(transaction: ManagedTransaction, part: list[Row]) -> int:
        return count(transaction.run(query, rows=part).consume().counters)

    return sum(session.execute_write(work, part) for part in _parts(rows))


def _check_counts(session: Session, graph: Graph) -> None:
    wanted = _wanted(graph)
    nodes = _count(session, "MATCH (n:KG) RETURN count(n)")
    if nodes != len(graph.nodes) or any(held != wanted[relation] for relation, held in _held(session).items()):
        raise KgError(
            "装载期间另有程序修改了同一图谱，请再运行一次 kg load",
            "something else changed the graph in the database meanwhile: run kg load once more",
        )


def _wanted(graph: Graph) -> Mapping[str, int]:
    return Counter(edge.type for edge in graph.edges)


def _held(session: Session) -> dict[str, int]:
    """Of each type of the vocabulary: how many such relations join two nodes of ours."""
    query = "MATCH (:KG)-[r:`{}`]->(:KG) RETURN count(r)"
    return {relation: _count(session, query.format(relation)) for relation in relation_types()}


def _count(session: Session, query: str) -> int:
    return session.execute_read(lambda transaction: int(transaction.run(query).single(strict=True)[0]))


def _parts(items: Sequence[T]) -> Iterator[list[T]]:
    return (list(items[start : start + BATCH]) for start in range(0, len(items), BATCH))
