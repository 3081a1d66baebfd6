"""Running Cypher on the embedded database."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from kg.query import fault, guard
from kg.query.identifiers import Plain, plain_names
from kg.query.rows import Limits, Rows

# How kglite gives back a node, a relation and a path: dicts with just these keys.
_NODE = {"id", "labels", "properties"}
_RELATION = {"id", "start", "end", "type", "properties"}
_PATH = {"nodes", "relationships"}

if TYPE_CHECKING:
    from kglite import FrozenGraph


def ask(database: FrozenGraph, text: str, parameters: Mapping[str, Any], limits: Limits | None = None) -> Rows:
    """The rows of a query on an open database (kg.sinks.embedded.open_embedded), which may be shared by threads.

    KgError for one that writes, is faulty or takes too long.
    """
    import kglite

    limits = limits or Limits()
    guard.check(text)
    asked = plain_names(text)
    try:
        result = database.cypher(
            asked.text,
            params=asked.given(parameters),
            timeout_ms=max(1, round(limits.seconds * 1000)),
            row_limit=limits.rows,
        )
    except kglite.ReadOnlyError as faulty:
        raise guard.refused() from faulty
    except kglite.CypherTimeoutError as faulty:
        raise guard.too_slow(limits.seconds) from faulty
    except (kglite.KgError, ValueError, OverflowError) as faulty:
        line, column = getattr(faulty, "line", None), getattr(faulty, "col", None)
        raise fault.of_kglite(str(faulty), text, (line, column) if line and column else None, asked) from faulty
    rows = tuple(tuple(_named(plain(row[column]), asked) for column in result.columns) for row in result.to_list())
    total = result.diagnostics["total_rows"]
    return Rows(tuple(map(asked.back, result.columns)), rows, total is not None and total > len(rows))


def _named(value: Any, asked: Plain) -> Any:
    """A value with the keys that the query gave."""
    if not asked.own:
        return value
    if isinstance(value, dict):
        return {asked.back(key): _named(item, asked) for key, item in value.items()}
    return [_named(item, asked) for item in value] if isinstance(value, list) else value


def plain(value: object) -> Any:
    """A value as JSON knows it, the same as kg.query.neo4j gives: a node or relation by its properties, a path as its
    parts, dates as text."""
    if isinstance(value, Mapping):
        if value.keys() == _NODE:
            return plain(value["properties"])
        if value.keys() == _RELATION:
            return {"type": value["type"], **plain(value["properties"])}
        if value.keys() == _PATH:
            parts = [value["nodes"][0]]
            for pair in zip(value["relationships"], value["nodes"][1:], strict=True):
                parts += pair
            return plain(parts)
        return {str(key): plain(item) for key, item in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return atom(value)


def atom(value: object) -> str | int | float | bool | None:
    """A single value as JSON knows it."""
    if isinstance(value, (date, time)):
        return value.isoformat()
    if value is None or isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)
