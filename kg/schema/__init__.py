"""The vocabulary: node and relation types, read once from the YAML files beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class NodeType:
    """A node type: its Neo4j label, names, and how a picture draws it. `core` marks the five types scored first."""

    name: str
    zh: str
    en: str
    colour: str
    shape: str
    core: bool


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relation type: names, the node types allowed at each end, and whether it is derived (no statements)."""

    name: str
    zh: str
    en: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    derived: bool


@cache
def node_types() -> dict[str, NodeType]:
    """All node types by name, in legend order."""
    return {
        name: NodeType(name, row["zh"], row["en"], row["colour"], row["shape"], bool(row.get("core")))
        for name, row in _read("entities.yaml").items()
    }


@cache
def relation_types() -> dict[str, RelationType]:
    """All relation types by name, those made of statements first."""
    return {
        name: RelationType(name, row["zh"], row["en"], tuple(row["from"]), tuple(row["to"]), bool(row.get("derived")))
        for name, row in _read("relations.yaml").items()
    }


@cache
def entity_types() -> tuple[str, ...]:
    """Names of the types that a mention can have: all node types but Speech, SourceFile and Redacted."""
    return tuple(name for name in node_types() if name not in ("Speech", "SourceFile", "Redacted"))


def _read(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load(files(__name__).joinpath(name).read_text(encoding="utf-8")))
