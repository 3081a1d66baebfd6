"""Running Cypher on a Neo4j server, which is asked for read access and so refuses writes itself."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.query import fault, guard
from kg.query.embedded import atom
from kg.query.rows import Limits, Rows
from kg.sinks.connection import Connection, connected

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
_WROTE = ("Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Security.Forbidden")


def ask(connection: Connection, text: str, parameters: Mapping[str, Any], limits: Limits | None = None) -> Rows:
    """The rows of a query. KgError for one that writes, is faulty or takes too long, and for a server not reached."""
    import neo4j
    from neo4j.exceptions import ClientError

    limits = limits or Limits()
    guard.check(text)

    @neo4j.unit_of_work(timeout=limits.seconds)
    def work(transaction: ManagedTransaction) -> Rows:
        result = transaction.run(text, dict(parameters))
        columns = tuple(result.keys())
        rows = tuple(tuple(plain(value) for value in record.values()) for record in islice(result, limits.rows + 1))
        return Rows(columns, rows[: limits.rows], len(rows) > limits.rows)

    with connected(connection) as driver:
        try:
            with driver.session(
                database=connection.database, default_access_mode=neo4j.READ_ACCESS, fetch_size=limits.rows + 1
            ) as session:
                return session.execute_read(work)
        except ClientError as faulty:
            code, message = str(faulty.code), str(faulty.message)
            if code.startswith(_TIMED_OUT):
                raise guard.too_slow(limits.seconds) from faulty
            if code in _WROTE:
                raise guard.refused() from faulty
            if code.startswith(("Neo.ClientError.Statement", "Neo.ClientError.Procedure")):
                raise fault.of_neo4j(message, text) from faulty
            raise


def plain(value: object) -> Any:
    """A value as JSON knows it: a node or relation by its properties, a path as its parts, dates as text."""
    from neo4j.graph import Node, Path, Relationship
    from neo4j.time import Date, DateTime, Duration, Time

    if isinstance(value, Node):
        return {key: plain(item) for key, item in sorted(value.items())}
    if isinstance(value, Relationship):
        return {"type": value.type, **{key: plain(item) for key, item in sorted(value.items())}}
    if isinstance(value, Path):
        parts: list[object] = [value.start_node]
        for pair in zip(value.relationships, value.nodes[1:], strict=True):
            parts += pair
        return [plain(part) for part in parts]
    if isinstance(value, (Date, DateTime, Time)):
        return atom(value.to_native())
    if isinstance(value, Duration):
        return {"days": value.days, "months": value.months, "seconds": value.seconds}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return atom(value)
