"""Rows of the output files (JSON lines) and the data types, one into the other.

The files are a contract: keys and their order change only with a new `SCHEMA`. Every row is plain JSON; lists are
written as tuples are held, and absent values as null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.model import Edge, Judgement, Mention, Node, Problem, Speech, Statement, Value

SCHEMA = 1
_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def dumps(row: Mapping[str, Any]) -> str:
    """One JSON line, Chinese left readable, keys in the order given."""
    return _encode(row)


def mention_row(mention: Mention, entity_id: str, entity: str) -> dict[str, Any]:
    """A line of mentions.jsonl."""
    return {
        "file": mention.file,
        "start": mention.start,
        "end": mention.end,
        "text": mention.surface,
        "type": mention.type,
        "entity": entity,
        "entity_id": entity_id,
        "redacted": mention.redacted,
        "speech": mention.speech,
        "method": mention.method,
        "score": mention.score,
        "props": dict(mention.props),
    }


def relation_row(statement: Statement, head_id: str, head: str, tail_id: str, tail: str) -> dict[str, Any]:
    """A line of relations.jsonl; a speech as head or tail stands by its id."""
    return {
        "file": statement.file,
        "head": head,
        "rel": statement.relation,
        "tail": tail,
        "head_id": head_id,
        "tail_id": tail_id,
        "speech": statement.speech,
        "start": statement.start,
        "end": statement.end,
        "inferred": statement.inferred,
        "props": statement_props(statement),
    }


def statement_props(statement: Statement) -> dict[str, Any]:
    """The props of a statement in relations.jsonl."""
    return {**statement.props, "inferred": True} if statement.inferred else dict(statement.props)


def speech_row(speech: Speech) -> dict[str, Any]:
    """A line of speeches.jsonl."""
    return {
        "file": speech.file,
        "speech": speech.id,
        "start": speech.start,
        "end": speech.end,
        "title": speech.title,
        "date": speech.date.iso if speech.date else None,
        "date_precision": speech.date.precision if speech.date else None,
        "speaker": speech.speaker,
        "position": speech.position,
        "place": speech.place,
        "family": speech.family,
        "version_of": speech.version_of,
        "kind": speech.kind,
    }


def node_row(node: Node) -> dict[str, Any]:
    """A line of entities.jsonl (any node; speeches and source files have files of their own or none)."""
    return {
        "id": node.id,
        "name": node.name,
        "type": node.type,
        "title": node.title,
        "redacted": node.type == "Redacted",
        "props": {key: list(value) if isinstance(value, tuple) else value for key, value in node.props.items()},
    }


def edge_row(edge: Edge) -> dict[str, Any]:
    """A line of edges.jsonl."""
    return {
        "source": edge.source,
        "target": edge.target,
        "type": edge.type,
        "count": edge.count,
        "families": edge.families,
        "speeches": list(edge.speeches),
        "quotes": list(edge.quotes),
        "spans": list(edge.spans),
        "inferred": edge.inferred,
        "statements": list(edge.statements),
        "props": dict(edge.props),
    }


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """A line of judgements.jsonl."""
    return {
        "type": judgement.type,
        "left": judgement.left,
        "right": judgement.right,
        "scope": judgement.scope,
        "verdict": judgement.verdict,
        "score": judgement.score,
        "reasons": list(judgement.reasons),
        "by": judgement.by,
        "at": judgement.at,
    }


def problem_row(problem: Problem) -> dict[str, Any]:
    """A line of problems.jsonl."""
    return {
        "file": problem.file,
        "offset": problem.offset,
        "stage": problem.stage,
        "message": problem.zh,
        "message_en": problem.en,
    }


def node_from(row: Mapping[str, Any]) -> Node:
    """The node of a line of entities.jsonl."""
    return Node(row["id"], row["name"], row["type"], row["title"], _frozen(row["props"]))


def edge_from(row: Mapping[str, Any]) -> Edge:
    """The edge of a line of edges.jsonl."""
    return Edge(
        row["source"],
        row["target"],
        row["type"],
        row["count"],
        row["families"],
        tuple(row["speeches"]),
        tuple(row["quotes"]),
        tuple(row["spans"]),
        row["inferred"],
        tuple(row["statements"]),
        _frozen(row["props"]),
    )


def _frozen(props: Mapping[str, Any]) -> dict[str, Value]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in props.items()}
