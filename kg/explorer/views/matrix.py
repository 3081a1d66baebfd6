"""Which programs appear in which speeches, a page of it: the table of kg.graph.tables, out of the index."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import Any

from kg.errors import KgError
from kg.explorer.views import rows
from kg.explorer.views.search import matching
from kg.explorer.views.shapes import MatrixColumn, MatrixRow, MatrixView, Page

# How rows can be ordered: by the first speech and sentence that name them, by mentions, by name (pinyin), and so that
# those that are named in the same speeches stand together (kg.explorer.index.similar).
ORDERS = ("first", "count", "name", "similar")


def matrix(
    db: sqlite3.Connection,
    *,
    order: str = "first",
    fold: bool = True,
    query: str = "",
    offset: int = 0,
    limit: int = 100,
    column_offset: int = 0,
    column_limit: int = 40,
    speech: str | None = None,
    type_: str = "Program",
) -> MatrixView:
    """Rows `offset` to `offset + limit` and columns `column_offset` to `column_offset + column_limit` of programs (or
    entities of another type) × speeches. With `fold` versions of a talk share a column and the highest count is taken.

    `query` keeps to rows whose names search finds, `speech` to what that speech names, and to its column. Sums and the
    number of speeches are those of the whole row. Only programs are compared: of another type `similar` is `first`.
    Missing for an unknown speech, KgError for an unknown order.
    """
    if order not in ORDERS:
        raise KgError(f"没有“{order}”这种排序，可用：{'、'.join(ORDERS)}", f"no order {order!r}: {', '.join(ORDERS)}")
    place = "talk" if fold else "place_in_order"
    only = rows.speech(db, speech) if speech else None
    if only:
        column_offset, column_limit, columns_total = only[place], 1, 1
    else:
        columns_total = db.execute(f"SELECT count(DISTINCT {place}) FROM speech").fetchone()[0]
    columns = _columns(db, place, column_offset, column_limit)
    where, parameters = _rows_wanted(db, fold, query.strip(), only["n"] if only else None, type_)
    total = db.execute(f"SELECT count(*) FROM standing WHERE {where}", parameters).fetchone()[0]
    page = f"SELECT node, total, talks FROM standing WHERE {where} ORDER BY by_{order} LIMIT ? OFFSET ?"
    found = db.execute(page, (*parameters, limit, offset)).fetchall()
    return MatrixView(
        columns,
        _rows(db, found, place, column_offset, len(columns)),
        order,
        fold,
        Page(0 if only else column_offset, column_limit, columns_total),
        Page(offset, limit, total),
    )


def _columns(db: sqlite3.Connection, place: str, offset: int, limit: int) -> tuple[MatrixColumn, ...]:
    query = f"""
        SELECT n, id, title, date, speaker, file, family, version_of, kind, {place} AS place FROM speech
        WHERE {place} >= ? AND {place} < ? ORDER BY {place}, version_of IS NOT NULL, place_in_order
    """
    groups = groupby(db.execute(query, (offset, offset + limit)), key=lambda row: int(row["place"]))
    return tuple(_column(list(members)) for _, members in groups)


def _column(members: list[sqlite3.Row]) -> MatrixColumn:
    return MatrixColumn(rows.speech_name(members[0]), tuple(member["id"] for member in members))


def _rows_wanted(
    db: sqlite3.Connection, fold: bool, query: str, speech: int | None, type_: str
) -> tuple[str, tuple[Any, ...]]:
    """The condition for rows of `standing`, and its parameters."""
    where, parameters = ["type = ? AND fold = ?"], [type_, int(fold)]
    if query:
        where.append(f"node {rows.IN}")
        parameters.append(rows.keys(matching(db, query, type_)))
    if speech is not None:
        named = "SELECT target FROM edge WHERE type = 'MENTIONS' AND source"
        talk = "SELECT n FROM speech WHERE talk = (SELECT talk FROM speech WHERE n = ?)"
        where.append(f"node IN ({named} IN ({talk}))" if fold else f"node IN ({named} = ?)")
        parameters.append(speech)
    return " AND ".join(where), tuple(parameters)


def _rows(
    db: sqlite3.Connection, found: list[sqlite3.Row], place: str, offset: int, width: int
) -> tuple[MatrixRow, ...]:
    counts = {row["node"]: [0] * width for row in found}
    # from the columns, which are few, to the rows: a hub is named in thousands of speeches that are not shown
    query = f"""
        SELECT edge.target, {place} - ? AS place, edge.count FROM speech CROSS JOIN edge ON edge.source = speech.n
        WHERE {place} >= ? AND {place} < ? AND edge.type = 'MENTIONS' AND edge.target {rows.IN}
    """
    for target, column, count in db.execute(query, (offset, offset, offset + width, rows.keys(counts))):
        counts[target][column] = max(counts[target][column], count)
    nodes = db.execute(f"SELECT n, id, name, title, type, first FROM node WHERE n {rows.IN}", (rows.keys(counts),))
    named = {node["n"]: node for node in nodes}
    return tuple(
        MatrixRow(
            rows.name(named[row["node"]]),
            tuple(counts[row["node"]]),
            row["total"],
            row["talks"],
            named[row["node"]]["first"],
        )
        for row in found
    )
