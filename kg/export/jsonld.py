"""JSON-LD: the graph as linked data, for RDF stores and SPARQL.

A relation is there twice: as a property of its head that leads to its tail, and as a statement of its own
(rdf:Statement) that has counts and quotations. Types and names that schema.org has are given by its words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from kg.model import Edge, Graph, Node
from kg.schema import node_types, relation_types
from kg.sinks.base import edge_properties, node_properties

# Ids and words of kg have no home on the web, so they are names (urn:) and no addresses.
BASE = "urn:kg:"
_SCHEMA_ORG = {"Person": "Person", "Place": "Place", "Organization": "Organization", "Event": "Event"}
_DATED = {"date", "first", "last"}
_DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}

_CONTEXT = {
    "kg": f"{BASE}word:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def to_jsonld(graph: Graph) -> bytes:
    """The graph in one file: a context, then all nodes, then all relations."""
    words = {name: f"schema:{_SCHEMA_ORG[name]}" if name in _SCHEMA_ORG else f"kg:{name}" for name in node_types()}
    words |= {name: f"kg:{name}" for name in relation_types()}
    tails: dict[str, dict[str, list[dict[str, str]]]] = {}
    for edge in graph.edges:
        tails.setdefault(edge.source, {}).setdefault(edge.type, []).append(_node_reference(edge.target))
    nodes = [_node(node) | tails.get(node.id, {}) for node in graph.nodes]
    relations = [_relation(edge) for edge in graph.edges]
    names = {name for row in nodes + relations for name in row if name[0] != "@" and ":" not in name}
    words |= {name: "schema:name" if name == "name" else f"kg:{name}" for name in sorted(names - words.keys())}
    document = {"@context": _CONTEXT | words, "@graph": nodes + relations}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _node(node: Node) -> dict[str, Any]:
    properties = node_properties(node)
    named = {name: value for name, value in properties.items() if name not in ("id", "type")}
    return {**_node_reference(node.id), "@type": node.type, "id": node.id, **_values(named)}


def _relation(edge: Edge) -> dict[str, Any]:
    properties = edge_properties(edge)
    said_in = {"@list": [_node_reference(speech) for speech in properties.pop("speeches")]}
    ends = ":".join(quote(part, safe="") for part in (edge.source, edge.type, edge.target))
    return {
        "@id": f"{BASE}relation:{ends}",
        "@type": "rdf:Statement",
        "rdf:subject": _node_reference(edge.source),
        "rdf:predicate": {"@id": f"kg:{edge.type}"},
        "rdf:object": _node_reference(edge.target),
        "said_in": said_in,
        **_values(properties),
    }


def _node_reference(id: str) -> dict[str, str]:
    return {"@id": f"{BASE}node:{quote(id, safe='')}"}


def _values(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in properties.items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return {"@list": value}
    if isinstance(value, float):  # a bare 1.0 is a whole number to JSON-LD
        return {"@value": repr(value), "@type": "xsd:double"}
    if name in _DATED and len(value) in _DATE_TYPES:
        return {"@value": value, "@type": _DATE_TYPES[len(value)]}
    return value
