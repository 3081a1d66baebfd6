"""A Cypher script: one statement a line, for cypher-shell, Neo4j Browser or any other store that speaks Cypher.

Run again, it changes nothing; nodes without the label KG are not touched. Nothing is ever removed: `kg load` does that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from kg.model import Graph
from kg.sinks.base import edge_properties, edges_by_type, node_properties, nodes_by_type
from kg.sinks.neo4j_ddl import statements as definitions

BATCH = 100  # rows a statement: more make the server slow to parse it, fewer make it parse more of them

_HEAD = "// The graph as Cypher, one statement a line: cypher-shell -f graph.cypher\n"
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Marks of direction too: in an editor they would show a statement as another than it is.
_SPECIAL = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def to_cypher(graph: Graph) -> bytes:
    """Constraint and indexes, then all nodes by type, then all relations by type."""
    return (_HEAD + "".join(f"{statement};\n" for statement in statements(graph))).encode()


def statements(graph: Graph) -> Iterator[str]:
    """The statements of the script, each on one line, without semicolon."""
    yield from definitions()
    for kind, nodes in nodes_by_type(graph):
        rows = ({"id": node.id, "props": node_properties(node)} for node in nodes)
        for batch in _batches(rows):
            yield f"UNWIND {batch} AS row MERGE (n:KG {{id: row.id}}) SET n:{name(kind)}, n = row.props"
    for relation, edges in edges_by_type(graph):
        rows = ({"source": e.source, "target": e.target, "props": edge_properties(e)} for e in edges)
        for batch in _batches(rows):
            yield (
                f"UNWIND {batch} AS row MATCH (a:KG {{id: row.source}}) MATCH (b:KG {{id: row.target}})"
                f" MERGE (a)-[r:{name(relation)}]->(b) SET r = row.props"
            )


def literal(value: Any) -> str:
    """A value as Cypher spells it. What a text holds can neither end its quotes nor begin an escape."""
    if isinstance(value, str):
        return "'" + _SPECIAL.sub(_escape, value) + "'"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value)


def name(text: str) -> str:
    """A label, type or property as Cypher spells it."""
    return text if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) else "`" + text.replace("`", "``") + "`"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield literal(batch)
