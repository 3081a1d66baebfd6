"""A source that is a Neo4j which the graph was loaded into (kg.sinks.neo4j): nodes and relations are read in batches.

The texts, mentions and judgements are not in the database. They are taken from an output folder where that holds the
very same graph; else there are none, and the pages show the graph with its quotations alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.explorer.index import Index, key_of, make_index
from kg.explorer.index.filling import Say
from kg.explorer.index.folder import source_of
from kg.explorer.index.passing import Passing
from kg.explorer.index.source import Row, Source
from kg.model import Edge, Node
from kg.schema import node_types, relation_types
from kg.sinks.base import edge_properties, node_properties
from kg.sinks.connection import Connection, connected
from kg.sinks.files import INDEX, MANIFEST

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

# Nodes read at once, and relations, as far as those of one node let it.
NODES, RELATIONS = 2000, 5000
# The properties of a relation that are not its own facts (kg.sinks.base.edge_properties).
_EVIDENCE = ("count", "families", "speeches", "quotes", "spans", "inferred")
_IDENTITY = ("id", "name", "type", "title")

_NODES = "MATCH (n:KG) WHERE n.id > $after RETURN properties(n) AS props ORDER BY n.id LIMIT $limit"
_DEGREES = (
    "MATCH (n:KG) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $limit"
    " RETURN n.id AS id, COUNT { (n)-->(:KG) } AS relations ORDER BY id"
)
_RELATIONS = (
    "UNWIND $ids AS id MATCH (a:KG {id: id})-[r]->(b:KG) WHERE type(r) IN $types"
    " RETURN a.id AS source, b.id AS target, type(r) AS type, properties(r) AS props"
)
_COUNTS = "MATCH (n:KG) RETURN n.type AS type, count(n) AS n, sum(COUNT { (n)-->(:KG) }) AS relations ORDER BY type"


def open_neo4j(connection: Connection, out: Path | None = None, say: Say | None = None) -> Index:
    """An index of the graph in a Neo4j, in a temporary folder; with the texts of `out` where that is the same graph.

    KgError where the server cannot be reached, holds no graph, or another writer changes it meanwhile; and as
    kg.explorer.index.open_index.
    """

    def now() -> str:
        with connected(connection) as driver, driver.session(database=connection.database) as session:
            return _key(session, _there(out))

    folder = Passing()
    path = Path(folder.name) / INDEX
    with connected(connection) as driver, driver.session(database=connection.database) as session:
        key = _key(session, _there(out))
        make_index(path, source_in(session, _there(out)), key, say)
        if _key(session, _there(out)) != key:
            raise KgError(
                "读取期间另有程序修改了 Neo4j 中的图谱，请再试一次",
                "something else changed the graph in Neo4j while it was read: try again",
            )
    return Index(path, key, now, folder)


def _there(out: Path | None) -> Path | None:
    """The output folder, where there is one."""
    return out if out and (out / MANIFEST).exists() else None


def source_in(session: Session, out: Path | None = None) -> Source:
    """What a database holds, and of `out` what belongs to it. KgError, while it is read, for a row that no kg wrote."""
    here = _Hashed()
    nodes, edges = _nodes(session), _edges(session)
    if out is None:
        return Source(nodes, edges)
    beside = source_of(out)

    def same() -> bool:
        """Whether OUT has the graph that was read; it is looked through when what belongs to it is asked for."""
        there = _Hashed()
        for _ in there.nodes(beside.nodes):
            pass
        for _ in there.edges(beside.edges):
            pass
        return here.digest() == there.digest()

    checked = _Once(same)
    return Source(
        here.nodes(nodes),
        here.edges(edges),
        texts=_where(checked, beside.texts),
        mentions=_where(checked, beside.mentions),
        fills=_where(checked, beside.fills),
        alignments=_where(checked, beside.alignments),
        judgements=_where(checked, beside.judgements),
        inconsistencies=_where(checked, beside.inconsistencies),
    )


class _Once:
    """An answer that is found when first asked for."""

    def __init__(self, find: Callable[[], bool]) -> None:
        self._find = find
        self._found: bool | None = None

    def __bool__(self) -> bool:
        if self._found is None:
            self._found = self._find()
        return self._found


class _Hashed:
    """What a graph hashes to as it streams by: all that a store has of it."""

    def __init__(self) -> None:
        self._hash = sha256()

    def nodes(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            self._add(node_properties(node))
            yield node

    def edges(self, edges: Iterable[Edge]) -> Iterator[Edge]:
        for edge in edges:
            self._add([edge.source, edge.target, edge.type, edge_properties(edge)])
            yield edge

    def digest(self) -> str:
        return self._hash.hexdigest()

    def _add(self, value: Any) -> None:
        self._hash.update(json.dumps(value, sort_keys=True).encode() + b"\n")


def _where(same: _Once, rows: Iterable[Row]) -> Iterator[Row]:
    if same:
        yield from rows


def _key(session: Session, out: Path | None) -> str:
    """What tells one graph in a database from the next: how much it holds of each type, and what lies in OUT."""
    counts = _rows(session, _COUNTS)
    if not counts:
        raise KgError("Neo4j 中还没有图谱，请先运行 kg load", "there is no graph in Neo4j yet: run kg load first")
    held = [[row["type"], row["n"], row["relations"]] for row in counts]
    return sha256(json.dumps([held, key_of(out) if out else ""]).encode()).hexdigest()


def _nodes(session: Session) -> Iterator[Node]:
    types, after = node_types(), ""
    while rows := _rows(session, _NODES, after=after, limit=NODES):
        for row in rows:
            props = dict(row["props"])
            id, name, type_, title = (props.pop(key, None) for key in _IDENTITY)
            if not all(isinstance(text, str) for text in (id, name, title)) or type_ not in types:
                raise _foreign(str(id))
            yield Node(id, name, type_, title, _frozen(props))
            after = id


def _edges(session: Session) -> Iterator[Edge]:
    """Sorted by source, target and type, as the nodes are read in order and the relations of each batch are sorted."""
    types = list(relation_types())
    for ids in _sources(session):
        rows = _rows(session, _RELATIONS, ids=ids, types=types)
        for row in sorted(rows, key=lambda row: (row["source"], row["target"], row["type"])):
            yield _edge(row)


def _sources(session: Session) -> Iterator[list[str]]:
    """The ids of nodes in order, so many at once that their relations are few enough."""
    batch: list[str] = []
    held, after = 0, ""
    while rows := _rows(session, _DEGREES, after=after, limit=NODES):
        for row in rows:
            if batch and held + row["relations"] > RELATIONS:
                yield batch
                batch, held = [], 0
            if row["relations"]:
                batch.append(row["id"])
                held += row["relations"]
        after = rows[-1]["id"]
    if batch:
        yield batch


def _edge(row: Row) -> Edge:
    props = dict(row["props"])
    count, families, speeches, quotes, spans, inferred = (props.pop(key, None) for key in _EVIDENCE)
    lists = (speeches, quotes, spans)
    if not (isinstance(count, int) and isinstance(families, int) and all(isinstance(one, list) for one in lists)):
        raise _foreign(f"{row['source']} {row['type']} {row['target']}")
    if len(quotes) != len(spans):
        raise _foreign(f"{row['source']} {row['type']} {row['target']}")
    ends = row["source"], row["target"], row["type"]
    evidence = tuple(speeches), tuple(quotes), tuple(spans)
    return Edge(*ends, count, families, *evidence, inferred=bool(inferred), props=_frozen(props))


def _frozen(props: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in sorted(props.items())}


def _rows(session: Session, query: str, **parameters: Any) -> list[dict[str, Any]]:
    def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
        return [dict(record) for record in transaction.run(query, parameters)]

    return session.execute_read(work)


def _foreign(what: str) -> KgError:
    return KgError(
        f"Neo4j 中的 {what} 不是 kg load 写入的样子，请再运行一次 kg load",
        f"{what} in Neo4j is not as kg load writes it: run kg load again",
    )
