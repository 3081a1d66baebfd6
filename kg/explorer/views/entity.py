"""The page of one thing: what it is called, what it has to do with, which speeches name it, how sure all that is."""

from __future__ import annotations

import sqlite3

from kg.explorer.views import rows
from kg.explorer.views.judged import alike, judgements
from kg.explorer.views.shapes import Certainty, EntityView, Page, Related, SpeechCount
from kg.schema import relation_types

# Speeches that name it are the list of SpeechCount.
_LISTED_APART = ("MENTIONS",)


def entity(db: sqlite3.Connection, id: str, *, offset: int = 0, limit: int = 100, most: int = 20) -> EntityView:
    """What is known of the node `id`: `limit` of the speeches that name it from `offset` on, by date, and of each
    relation the `most` strongest neighbours. Missing where the graph has no such node."""
    row = rows.node(db, id)
    props = rows.props(row)
    total = db.execute(
        "SELECT sum(n) FROM degree WHERE node = ? AND relation = 'MENTIONS' AND outward = 0", (row["n"],)
    )
    return EntityView(
        node=rows.name(row),
        aliases=tuple(props.get("aliases", ())),
        redacted=bool(row["redacted"]),
        props={key: value for key, value in props.items() if key != "aliases"},
        mentions=row["mentions"],
        speeches=_speeches(db, row["n"], offset, limit),
        families=row["families"],
        related=_related(db, row["n"], most),
        certainty=Certainty(_methods(db, row["n"]), judgements(db, row)),
        alike=alike(db, row),
        speeches_page=Page(offset, limit, total.fetchone()[0] or 0),
    )


def _speeches(db: sqlite3.Connection, number: int, offset: int, limit: int) -> tuple[SpeechCount, ...]:
    query = """
        SELECT edge.source AS speech, edge.count, quotation.sentence
        FROM edge JOIN speech ON speech.n = edge.source
        LEFT JOIN quotation ON quotation.edge = edge.n AND quotation.place = 0
        WHERE edge.target = ? AND edge.type = 'MENTIONS' ORDER BY speech.place_in_order LIMIT ? OFFSET ?"""
    found = db.execute(query, (number, limit, offset)).fetchall()
    speeches = rows.speech_names(db, (row["speech"] for row in found))
    numbers = [row["sentence"] for row in found if row["sentence"] is not None]
    quotations = dict(zip(numbers, rows.quotations(db, rows.sentences(db, numbers), (number,)), strict=True))
    return tuple(SpeechCount(speeches[row["speech"]], row["count"], quotations.get(row["sentence"])) for row in found)


def _related(db: sqlite3.Connection, number: int, most: int) -> tuple[Related, ...]:
    """The relations of a node, those of statements first; of each its edges with the most talks."""
    query = "SELECT relation, outward, sum(n) AS n FROM degree WHERE node = ? GROUP BY relation, outward"
    ranks = {relation: rank for rank, relation in enumerate(relation_types())}
    found = sorted(db.execute(query, (number,)), key=lambda row: (ranks[row["relation"]], -row["outward"]))
    related = []
    for row in found:
        if row["relation"] in _LISTED_APART and not row["outward"]:
            continue
        near, far = ("source", "target") if row["outward"] else ("target", "source")
        edges = db.execute(
            f"""SELECT edge.*, a.id AS source_id, b.id AS target_id
            FROM (SELECT * FROM edge WHERE {near} = ? AND type = ? ORDER BY families DESC, count DESC, {far} LIMIT ?)
            AS edge JOIN node AS a ON a.n = edge.source JOIN node AS b ON b.n = edge.target
            ORDER BY edge.families DESC, edge.count DESC, edge.{far}""",
            (number, row["relation"], most),
        ).fetchall()
        names = rows.names(db, (edge[far] for edge in edges))
        pairs = tuple((rows.edge(edge), names[edge[far]]) for edge in edges)
        related.append(Related(row["relation"], bool(row["outward"]), pairs, row["n"]))
    return tuple(related)


def _methods(db: sqlite3.Connection, number: int) -> tuple[tuple[str, int, float, float], ...]:
    """How its mentions were found: the method, how many, the lowest and the highest score; the most frequent first."""
    query = """
        SELECT method, count(*) AS n, min(score) AS low, max(score) AS high FROM mention WHERE node = ?
        GROUP BY method ORDER BY n DESC, method"""
    return tuple((row["method"], row["n"], row["low"], row["high"]) for row in db.execute(query, (number,)))
