"""A source that is an output folder: its lines are read one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from kg.explorer.index.source import Row, Source
from kg.graph.folder import checked, read_manifest
from kg.graph.rows import edge_from, node_from
from kg.model import Edge, Node
from kg.schema import node_types, relation_types

_SPAN = re.compile(r".*:\d+-\d+", re.DOTALL)
_PLACE = {"file": str, "start": int, "end": int, "speech": str}
_OTHER = {"other_start": int, "other_end": int, "other_speech": str}
_NAMES = {"id": str, "name": str, "title": str}
# What the index takes of each file, and of which type it must be.
_FIELDS: Mapping[str, Mapping[str, Any]] = {
    "texts": {**_PLACE, "body": int, "text": str},
    "mentions": {**_PLACE, "text": str, "type": str, "entity_id": str, "redacted": bool, "method": str,
                 "score": float | int, "props": dict},
    "fills": {**_PLACE, **_OTHER, "text": str, "kind": str, "field": str | None, "quote": str, "quote_start": int,
              "node": str, "other_file": str, "other_text": str, "other_quote": str, "other_quote_start": int,
              "entity_id": str | None, "type": str | None, "similarity": float | int},
    "alignments": {**_PLACE, **_OTHER, "kind": str, "passage": int},
    "judgements": {"type": str, "left": str, "right": str, "scope": str, "verdict": str, "score": float | int,
                   "reasons": list, "by": str | None, "at": str | None},
    "inconsistencies": _PLACE,
}  # fmt: skip


def source_of(out: Path) -> Source:
    """All of OUT. A file beside the graph's own two may lack where the manifest does not list it.

    KgError where it is no output folder; and, while it is read, where a file is missing or a row is damaged.
    """
    listed = read_manifest(out).get("outputs")
    there = {name: f"{name}.jsonl" in listed if isinstance(listed, dict) else False for name in _FIELDS}
    rows = {name: _rows(out, name) for name, found in there.items() if found or (out / f"{name}.jsonl").exists()}
    return Source(_nodes(out), _edges(out), **rows)


def _rows(out: Path, name: str) -> Iterator[Row]:
    fields = _FIELDS[name]
    return checked(out, name, dict, lambda row: all(isinstance(row[field], kind) for field, kind in fields.items()))


def _nodes(out: Path) -> Iterator[Node]:
    types = node_types()
    return checked(out, "entities", node_from, lambda node: node.type in types and _of_types(node, _NAMES))


def _edges(out: Path) -> Iterator[Edge]:
    return checked(out, "edges", edge_from, partial(_whole, frozenset(relation_types())))


def _whole(types: frozenset[str], edge: Edge) -> bool:
    return (
        edge.type in types
        and all(isinstance(id, str) for id in (edge.source, edge.target, *edge.speeches))
        and isinstance(edge.count, int)
        and isinstance(edge.families, int)
        and len(edge.quotes) == len(edge.spans)
        and all(isinstance(quote, str) for quote in edge.quotes)
        and all(_SPAN.fullmatch(span) for span in edge.spans)
    )


def _of_types(node: Node, fields: Mapping[str, Any]) -> bool:
    return all(isinstance(getattr(node, field), kind) for field, kind in fields.items())
