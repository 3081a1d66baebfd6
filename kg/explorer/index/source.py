"""What an index is filled from, wherever it is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.model import Edge, Node

Row = Mapping[str, Any]
NONE: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A graph and what belongs to it, each read once, in the order of the fields, as it streams in.

    Nodes come sorted by id and edges by source, target and type, as in entities.jsonl and edges.jsonl: the order
    decides the numbers in the index. The others are rows of the file of that name (docs/output.md;
    kg.explorer.index.folder has what is needed of them); any may be empty. Whoever makes a source sees to it that the
    rows have their fields; that they lead to nodes that are there, filling looks after.
    """

    nodes: Iterable[Node]
    edges: Iterable[Edge]
    texts: Iterable[Row] = NONE
    mentions: Iterable[Row] = NONE
    fills: Iterable[Row] = NONE
    alignments: Iterable[Row] = NONE
    judgements: Iterable[Row] = NONE
    inconsistencies: Iterable[Row] = NONE
