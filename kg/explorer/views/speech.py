"""The reader: a speech whole, with what it names marked in place."""

from __future__ import annotations

import json
import sqlite3

from kg.explorer.views import rows
from kg.explorer.views.shapes import Filled, Mark, Name, SpeechName, SpeechView


def speech(db: sqlite3.Connection, id: str) -> SpeechView:
    """The speech `id` with its marks by place, the longer of two that begin together first; marks may overlap. `text`
    is None where the index was made without texts. Missing where the graph has no such speech."""
    row = rows.speech(db, id)
    number, start = row["n"], row["start"]
    return SpeechView(
        speech=rows.speech_name(row),
        position=row["position"],
        place=row["place"],
        text=row["text"],
        offset=start,
        body=(start if row["body"] is None else row["body"]) - start,
        marks=_marks(db, number, start),
        fills=_fills(db, number, start),
        versions=_versions(db, row),
        programs=_programs(db, number),
        doubts=tuple(
            json.loads(doubt["row"])
            for doubt in db.execute("SELECT row FROM doubt WHERE speech = ? ORDER BY n", (number,))
        ),
        before=_at(db, row["place_in_order"] - 1),
        after=_at(db, row["place_in_order"] + 1),
        pages=_pages(db, row),
    )


def _pages(db: sqlite3.Connection, speech: sqlite3.Row) -> tuple[int, ...]:
    """The pages on which a speech begins and ends."""
    query = "SELECT max(number) AS page FROM page WHERE file = ? AND start <= ?"
    ends = (speech["start"], max(speech["start"], speech["end"] - 1))
    found = [db.execute(query, (speech["file"], end)).fetchone()["page"] for end in ends]
    return tuple(page for page in found if page is not None)


def _marks(db: sqlite3.Connection, number: int, start: int) -> tuple[Mark, ...]:
    query = """
        SELECT mention.*, node.id AS id, node.name AS name FROM mention JOIN node ON node.n = mention.node
        WHERE mention.speech = ? ORDER BY mention.start, mention."end" DESC, mention.n"""
    return tuple(
        Mark(
            row["start"] - start,
            row["end"] - start,
            row["type"],
            row["id"],
            row["name"],
            bool(row["redacted"]),
            row["hole"],
            row["method"],
            row["score"],
        )
        for row in db.execute(query, (number,))
    )


def _fills(db: sqlite3.Connection, number: int, start: int) -> tuple[Filled, ...]:
    """What other copies have at places that this one hides; where the head lacks something that is its beginning."""
    query = """
        SELECT fill.*, node.id AS id, node.name AS name FROM fill LEFT JOIN node ON node.n = fill.entity
        WHERE fill.speech = ? ORDER BY fill.start, fill."end", fill.n"""
    found = db.execute(query, (number,)).fetchall()
    others = rows.speech_names(db, (row["other_speech"] for row in found))
    return tuple(
        Filled(
            row["start"] - start,
            row["end"] - start,
            row["kind"],
            row["other_text"],
            row["id"],
            row["name"],
            others[row["other_speech"]],
            row["other_quote"],
            row["field"],
        )
        for row in found
    )


def _versions(db: sqlite3.Connection, row: sqlite3.Row) -> tuple[SpeechName, ...]:
    """The other versions of the talk, the preferred one first."""
    query = """
        SELECT * FROM speech WHERE family = ? AND n != ? ORDER BY version_of IS NOT NULL, place_in_order"""
    return tuple(map(rows.speech_name, db.execute(query, (row["family"], row["n"]))))


def _programs(db: sqlite3.Connection, number: int) -> tuple[tuple[Name, int], ...]:
    """The programs that it names, the most frequent first, then in the order in which they come up."""
    query = """
        SELECT node.id, node.name, node.title, node.type, edge.count FROM edge JOIN node ON node.n = edge.target
        WHERE edge.source = ? AND edge.type = 'MENTIONS' AND edge.target_type = 'Program'
        ORDER BY edge.count DESC, edge.start, node.n"""
    return tuple((rows.name(row), row["count"]) for row in db.execute(query, (number,)))


def _at(db: sqlite3.Connection, place: int) -> SpeechName | None:
    row = db.execute("SELECT * FROM speech WHERE place_in_order = ?", (place,)).fetchone()
    return rows.speech_name(row) if row else None
