"""What an editor of queries completes: the labels, relation types and properties of the graph that is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from kg.explorer.views.acts import CypherWords, LabelWords
from kg.lang import choose
from kg.schema import node_types, relation_types

# What every node and every relation of a store has (kg.sinks.base).
_NODE = ("id", "name", "type", "title")
_RELATION = ("count", "families", "speeches", "quotes", "spans", "inferred")
_LOOKED_AT = 200  # nodes of a type: all of one have the same
_OF_NODES = "SELECT key FROM (SELECT props FROM node WHERE type = ? LIMIT ?), json_each(props) WHERE value IS NOT NULL"
_OF_EDGES = "SELECT DISTINCT edge.type, key FROM edge, json_each(props) WHERE props <> '{}' AND value IS NOT NULL"

Properties = Mapping[str, tuple[str, ...]]


def properties(db: sqlite3.Connection) -> Properties:
    """The properties of each label and relation type of the vocabulary. Reads every edge, so it is for keeping."""
    found: dict[str, set[str]] = {name: set() for name in (*node_types(), *relation_types())}
    for name in node_types():
        found[name] |= {row["key"] for row in db.execute(_OF_NODES, (name, _LOOKED_AT))}
    for row in db.execute(_OF_EDGES):
        found[row["type"]].add(row["key"])
    always = dict.fromkeys(node_types(), _NODE) | dict.fromkeys(relation_types(), _RELATION)
    return {name: (*always[name], *sorted(keys - set(always[name]))) for name, keys in found.items()}


def words(known: Properties) -> CypherWords:
    """The vocabulary, labels in the language in force."""
    nodes = {name: choose(kind.zh, kind.en) for name, kind in node_types().items()}
    relations = {name: choose(kind.zh, kind.en) for name, kind in relation_types().items()}
    return CypherWords(
        tuple(LabelWords(name, label, known[name]) for name, label in nodes.items()),
        tuple(LabelWords(name, label, known[name]) for name, label in relations.items()),
    )
