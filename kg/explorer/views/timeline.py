"""What happened when: speeches by their date, the dates that they speak of, and programs through time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from kg.explorer.views import rows
from kg.explorer.views.rows import IN, keys
from kg.explorer.views.shapes import Dated, Name, Page, Quotation, TimelineView

MOST_LANES = 40  # those that most talks name
# Of what stands in a sentence with a date: what can be at a time.
_AT_A_TIME = ("Event", "Document")
# The date in the head of a speech is that of the speech.
_IN_BODY = "FROM mention JOIN speech ON speech.n = mention.speech WHERE mention.start >= coalesce(speech.body, 0)"
_YEAR = "CAST(substr(date, 1, 4) AS INTEGER)"


def timeline(
    db: sqlite3.Connection,
    *,
    since: int | None = None,
    until: int | None = None,
    offset: int = 0,
    limit: int = 100,
) -> TimelineView:
    """Rows `offset` to `offset + limit` of all that is dated in the years `since` to `until`, speeches first among what
    has one date, and at most `limit` speeches without date; programs by the talks of these years that name them."""
    dated = f"""
        WITH dated AS (
            SELECT n, date, 0 AS rank, place_in_order AS place FROM speech WHERE date IS NOT NULL
            UNION ALL SELECT n, name, 1, n FROM node WHERE type = 'Date' AND name GLOB '[0-9][0-9][0-9][0-9]*'
            AND EXISTS (SELECT 1 {_IN_BODY} AND mention.node = node.n)
        ), within AS (SELECT * FROM dated WHERE {_YEAR} BETWEEN ? AND ?) """
    years = (since if since is not None else 0, until if until is not None else 9999)
    total = db.execute(dated + "SELECT count(*) FROM within", years).fetchone()[0]
    query = dated + "SELECT * FROM within ORDER BY date, rank, place LIMIT ? OFFSET ?"
    found = db.execute(query, (*years, limit, offset)).fetchall()
    undated = db.execute("SELECT * FROM speech WHERE date IS NULL ORDER BY place_in_order LIMIT ?", (limit,))
    return TimelineView(
        items=_items(db, found),
        undated=tuple(map(rows.speech_name, undated)),
        lanes=_lanes(db, years),
        page=Page(offset, limit, total),
        undated_total=db.execute("SELECT count(*) FROM speech WHERE date IS NULL").fetchone()[0],
    )


def _items(db: sqlite3.Connection, found: Iterable[sqlite3.Row]) -> tuple[Dated, ...]:
    found = list(found)
    names = rows.names(db, (row["n"] for row in found))
    said = {row["n"]: _said(db, row["n"]) for row in found if row["rank"]}
    nothing: tuple[Quotation | None, tuple[Name, ...]] = (None, ())
    return tuple(
        Dated(row["date"], "fact" if row["rank"] else "speech", names[row["n"]], *said.get(row["n"], nothing))
        for row in found
    )


def _said(db: sqlite3.Connection, number: int) -> tuple[Quotation | None, tuple[Name, ...]]:
    """The first sentence that names a date, and the events and documents that it names with it."""
    query = f"""
        SELECT quotation.sentence FROM (
            SELECT mention.speech, mention.start, mention."end" {_IN_BODY} AND mention.node = ?
            ORDER BY speech.place_in_order, mention.start LIMIT 1
        ) AS first
        JOIN edge ON edge.target = ? AND edge.type = 'MENTIONS' AND edge.source = first.speech
        JOIN quotation ON quotation.edge = edge.n JOIN sentence ON sentence.n = quotation.sentence
        WHERE sentence.start <= first.start AND sentence."end" >= first."end" ORDER BY quotation.place LIMIT 1"""
    found = db.execute(query, (number, number)).fetchone()
    if found is None:
        return None, ()
    sentences = rows.sentences(db, (found["sentence"],))
    sentence = sentences[0]
    query = f"""
        SELECT DISTINCT node FROM mention
        WHERE speech = ? AND start >= ? AND start < ? AND type {IN} AND NOT redacted ORDER BY start"""
    values = (sentence["speech"], sentence["start"], sentence["end"], keys(_AT_A_TIME))
    beside = [row["node"] for row in db.execute(query, values)]
    names = rows.names(db, beside)
    return rows.quotations(db, sentences, (number, *beside))[0], tuple(names[node] for node in beside)


def _lanes(db: sqlite3.Connection, years: tuple[int, int]) -> tuple[tuple[Name, tuple[tuple[str, int], ...]], ...]:
    """Programs with the dates of the talks that name them and how often, those that come up first before, then those
    that more talks name, and more often; versions of one talk are one, with its earliest date and its highest count."""
    query = f"""
        SELECT talks.program, talks.date, talks.count FROM (
            SELECT edge.target AS program, speech.talk, min(speech.date) AS date, max(edge.count) AS count
            FROM (SELECT n FROM node WHERE type = 'Program' ORDER BY families DESC, mentions DESC, name, n LIMIT ?)
            AS program JOIN edge ON edge.target = program.n AND edge.type = 'MENTIONS'
            JOIN speech ON speech.n = edge.source
            WHERE speech.date IS NOT NULL GROUP BY edge.target, speech.talk
        ) AS talks WHERE {_YEAR} BETWEEN ? AND ? ORDER BY talks.date, talks.talk"""
    lanes: dict[int, list[tuple[str, int]]] = {}
    for row in db.execute(query, (MOST_LANES, *years)):
        lanes.setdefault(row["program"], []).append((row["date"], row["count"]))
    names: Mapping[int, Name] = rows.names(db, lanes)

    def order(number: int) -> tuple[str, int, int, str, int]:
        lane = lanes[number]
        return lane[0][0], -len(lane), -sum(count for _, count in lane), names[number].name, number

    return tuple((names[number], tuple(lanes[number])) for number in sorted(lanes, key=order))
