"""Two speeches side by side, as `kg compare` lays them, and what each of them names alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kg.explorer.views import rows
from kg.explorer.views.rows import IN, keys
from kg.explorer.views.shapes import CompareView, Name, Segment
from kg.schema import node_types
from kg.versions.gaps import ADDED, REMOVED
from kg.versions.laid import Laid, Piece, Row, Talk, lay

# A hole names nothing, and a date says when, not what.
_NOT_NAMED = ("Redacted", "Date", "SourceFile")


def compare(db: sqlite3.Connection, left: str, right: str) -> CompareView:
    """The words of both in the order of the left one; a kind says what the right one did with the words of the left.

    Segments that share a `row` stand side by side. Without texts there are none, and no similarity. Missing where one
    of the two is no speech of the graph.
    """
    ends = rows.speech(db, left), rows.speech(db, right)
    laid = None if any(row["text"] is None for row in ends) else lay(_talk(ends[0]), _talk(ends[1]))
    return CompareView(
        left=rows.speech_name(ends[0]),
        right=rows.speech_name(ends[1]),
        similarity=laid.alignment.similarity if laid else None,
        segments=tuple(_segments(laid)) if laid else (),
        only_left=_only(db, ends[0]["n"], ends[1]["n"]),
        only_right=_only(db, ends[1]["n"], ends[0]["n"]),
    )


def _talk(row: sqlite3.Row) -> Talk:
    names = "id file start body title date speaker position place family text".split()
    return Talk(**{name: row[name] for name in names})


def _segments(laid: Laid) -> Iterator[Segment]:
    ends = laid.left, laid.right
    at = [talk.body for talk in ends]  # where words would stand that one of them lacks
    for number, row in enumerate(laid.rows):
        for pair in _pairs(row):
            starts = [piece.start if piece else end for piece, end in zip(pair, at, strict=True)]
            at = [piece.end if piece else end for piece, end in zip(pair, at, strict=True)]
            kind = next(piece.kind for piece in pair if piece)
            left, right = (piece.text if piece else "" for piece in pair)
            yield Segment(kind, left, right, starts[0] - ends[0].start, starts[1] - ends[1].start, number, row.moved)


def _pairs(row: Row) -> Iterator[tuple[Piece | None, Piece | None]]:
    """The pieces of a row that belong together; what one text has alone stands beside nothing."""
    lefts, rights = list(row.left), list(row.right)
    while lefts or rights:
        if lefts and (lefts[0].kind == REMOVED or not rights):
            yield lefts.pop(0), None
        elif rights and (rights[0].kind == ADDED or not lefts):
            yield None, rights.pop(0)
        else:
            yield lefts.pop(0), rights.pop(0)


def _only(db: sqlite3.Connection, this: int, that: int) -> tuple[Name, ...]:
    """What one speech names and another does not, by type in the order of the legend, the most frequent first."""
    ranks = {type_: rank for rank, type_ in enumerate(node_types())}
    query = f"""
        SELECT node.n, node.id, node.name, node.title, node.type, edge.count
        FROM edge JOIN node ON node.n = edge.target
        WHERE edge.source = ? AND edge.type = 'MENTIONS' AND edge.target_type NOT {IN}
        AND edge.target NOT IN (SELECT target FROM edge WHERE source = ? AND type = 'MENTIONS')"""
    found = db.execute(query, (this, keys(_NOT_NAMED), that))
    return tuple(map(rows.name, sorted(found, key=lambda row: (ranks[row["type"]], -row["count"], row["n"]))))
