"""Rows of the index as the small things that all views are made of: names, speeches, edges, quotations.

A list of keys goes into a query as one JSON parameter, `{IN}`, so that no list is too long for one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from kg.explorer.missing import Missing
from kg.explorer.views.shapes import GraphEdge, Name, Quotation, SpeechName

Key = TypeVar("Key", int, str)

IN = "IN (SELECT value FROM json_each(?))"


def keys(values: Iterable[Key]) -> str:
    """The parameter for `IN`: sorted, each once."""
    return json.dumps(sorted(set(values)), ensure_ascii=False)


def node(db: sqlite3.Connection, id: str) -> sqlite3.Row:
    """The row of a node. Missing where the graph has none of that id."""
    found: sqlite3.Row | None = db.execute("SELECT * FROM node WHERE id = ?", (id,)).fetchone()
    if found is None:
        raise Missing(f"图谱中没有编号为 {id} 的节点", f"the graph has no node {id}")
    return found


def numbers(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of nodes by id; ids that the graph does not have are passed over."""
    return {row["id"]: row["n"] for row in db.execute(f"SELECT id, n FROM node WHERE id {IN}", (keys(ids),))}


def speech(db: sqlite3.Connection, id: str) -> sqlite3.Row:
    """The row of a speech. Missing where the graph has no speech of that id."""
    found: sqlite3.Row | None = db.execute("SELECT * FROM speech WHERE id = ?", (id,)).fetchone()
    if found is None:
        raise Missing(f"图谱中没有编号为 {id} 的讲话", f"the graph has no speech {id}")
    return found


def name(row: sqlite3.Row) -> Name:
    """The short form of a row of `node` with id, name, title and type; a speech is called by its title."""
    return Name(row["id"], row["title"] if row["type"] == "Speech" else row["name"], row["type"])


def names(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Name]:
    """The short forms of nodes by their number."""
    rows = db.execute(f"SELECT n, id, name, title, type FROM node WHERE n {IN}", (keys(numbers),))
    return {row["n"]: name(row) for row in rows}


def speech_name(row: sqlite3.Row) -> SpeechName:
    """The short form of a row of `speech`."""
    return SpeechName(
        row["id"],
        row["title"],
        row["date"],
        row["speaker"],
        row["file"],
        row["family"],
        row["version_of"],
        row["kind"],
    )


def speech_names(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, SpeechName]:
    """The short forms of speeches by their number."""
    columns = "n, id, title, date, speaker, file, family, version_of, kind"  # not the text
    rows = db.execute(f"SELECT {columns} FROM speech WHERE n {IN}", (keys(numbers),))
    return {row["n"]: speech_name(row) for row in rows}


def edge(row: sqlite3.Row) -> GraphEdge:
    """An edge of a row that has the columns of `edge` and, as source_id and target_id, the ids of its ends."""
    return GraphEdge(
        row["source_id"],
        row["target_id"],
        row["type"],
        row["count"],
        row["families"],
        bool(row["inferred"]),
        props(row),
    )


def props(row: sqlite3.Row) -> dict[str, Any]:
    """The properties of a node or an edge."""
    return dict(json.loads(row["props"])) if row["props"] not in ("", "{}") else {}


def sentences(db: sqlite3.Connection, numbers: Sequence[int]) -> list[sqlite3.Row]:
    """Rows of `quoted` in the order of `numbers`."""
    found = {row["n"]: row for row in db.execute(f"SELECT * FROM quoted WHERE n {IN}", (keys(numbers),))}
    return [found[number] for number in numbers]


def quotations_of_edge(
    db: sqlite3.Connection, edge: int, marked: Iterable[int] = (), *, offset: int = 0, limit: int = 50
) -> tuple[Quotation, ...]:
    """The quotations of an edge in their order, with the nodes `marked` marked in them."""
    query = "SELECT sentence FROM quotation WHERE edge = ? ORDER BY place LIMIT ? OFFSET ?"
    numbers = [row["sentence"] for row in db.execute(query, (edge, limit, offset))]
    return quotations(db, sentences(db, numbers), marked)


def quotations(
    db: sqlite3.Connection, rows: Sequence[sqlite3.Row], marked: Iterable[int] = ()
) -> tuple[Quotation, ...]:
    """Rows of `quoted` as quotations, with the nodes `marked` (numbers) marked in them."""
    wanted = keys(marked)
    speeches = speech_names(db, {row["speech"] for row in rows if row["speech"] is not None})
    return tuple(
        Quotation(
            row["file"],
            row["start"],
            row["end"],
            row["text"],
            speeches.get(row["speech"]),
            _marks(db, row, wanted),
            row["page"],
        )
        for row in rows
    )


def _marks(db: sqlite3.Connection, sentence: sqlite3.Row, wanted: str) -> tuple[tuple[int, int], ...]:
    """Where the wanted nodes are named in a sentence, counted from its beginning."""
    start, end = sentence["start"], sentence["end"]
    query = (
        f'SELECT start, "end" FROM mention WHERE speech = ? AND start >= ? AND start < ? AND "end" <= ? AND node {IN}'
    )
    found = db.execute(query, (sentence["speech"], start, end, end, wanted))
    return tuple(sorted({(row["start"] - start, row["end"] - start) for row in found}))
