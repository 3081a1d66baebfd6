"""Stages of a build that need little of each document: from the tables to what the functions of kg take."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kg.chronology.find import contradictions, problems_of
from kg.chronology.inconsistent import Passage
from kg.chronology.posts import Held, doubts_among, held, problems_of_posts
from kg.chronology.rows import rows_of
from kg.chronology.stated import Stated
from kg.chronology.timeline import Fact
from kg.link.linker import Link
from kg.link.target import Target
from kg.model import Document, Mention, Problem, Speech
from kg.read.formats import CONVERTED
from kg.read.versions import Versions
from kg.run.seam import Tables, Texts
from kg.versions.known import Known, compare_copies


def told_by_copies(tables: Tables, texts: Texts, versions: Versions) -> Known:
    """What the versions of talks tell about each other; of all names those of such talks alone are fetched."""
    paired = sorted({end for pair in versions.pairs for end in (pair.copy, pair.other)})
    tables.add("paired", {"id": "string"}, [(id_,) for id_ in paired])
    mentions: list[Mention] = []
    links: dict[str, Link] = {}
    query = """SELECT m.id, doc.id, path, r.id, m.start, m.end, surface, m.type, method, score, redacted, props,
                      entity.id, entity.name, entity.type
               FROM mention m JOIN speech_read r USING (s) JOIN paired ON paired.id = r.id JOIN doc ON doc.d = m.d
                    JOIN said ON said.d = m.d AND said.n = m.n JOIN node ON node.k = said.e
                    JOIN entity ON entity.id = node.id
               ORDER BY m.d, m.n"""
    for row in tables.rows(query):
        *known, props, entity, name, type_ = row
        id_, document, file, speech, start, end, surface, kind, method, score, redacted = known
        mentions.append(
            Mention(id_, document, file, speech, start, end, surface, kind, method, score, redacted, json.loads(props))
        )
        links[id_] = Link(entity, name, type_, Target(name))
    home = {speech.id: speech.document for speech in versions.speeches}
    texts.expect(home[end] for pair in versions.pairs for end in (pair.copy, pair.other))
    return compare_copies(versions.pairs, versions.speeches, texts, mentions, links)


def told_of_time(
    tables: Tables, speeches: Sequence[Speech], facts: Sequence[Fact]
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The rows of inconsistencies.jsonl and the problems, as kg.chronology.told gives them."""
    by_name = {fact.name: fact for fact in facts}
    dated: dict[str, Stated | None] = dict.fromkeys((speech.id for speech in speeches), None)
    found: dict[str, list[Passage]] = {speech.id: [] for speech in speeches}
    for id_, stated, passages in tables.rows("SELECT id, stated, passages FROM speech_read"):
        if stated:
            dated[id_] = Stated(**json.loads(stated))
        for row in json.loads(passages) if passages else ():
            found[id_].append(Passage(**{**row, "fact": by_name[row["fact"]]}))
    wrong = contradictions(speeches, dated, found)
    doubts = doubts_among(_held(tables, {speech.id: speech for speech in speeches}, dated))
    return rows_of(wrong, doubts), [*problems_of(wrong), *problems_of_posts(doubts)]


def _held(
    tables: Tables, speeches: dict[str, Speech], dated: dict[str, Stated | None]
) -> Iterator[tuple[tuple[str, str], Held]]:
    query = """SELECT r.id, t.start, t.end, text_js, a.id, a.name, b.id, b.name
               FROM statement t JOIN speech_read r USING (s) JOIN quote USING (q)
                    JOIN meant a ON a.mention = t.subject JOIN meant b ON b.mention = t.object
               WHERE relation = 'HOLDS_POSITION' AND NOT inferred ORDER BY t.d, t.n"""
    for id_, start, end, text, *ends in tables.rows(query):
        yield from held(speeches[id_], dated[id_], start, end, json.loads(text), (ends[0], ends[1]), (ends[2], ends[3]))


def problems_at(tables: Tables, stage: str, others: Sequence[Problem] = ()) -> list[Problem]:
    """The problems that reading files came upon at a stage, with `others` of it in between: those of opening files by
    the file as given, later ones by what was read of it."""
    query = """SELECT live.file, p.file, "offset", zh, en FROM file_problem p JOIN live USING (i) WHERE stage = ?
               ORDER BY i, item, n"""
    found = [
        (given if stage == "read" else file, Problem(file, at, stage, zh, en))
        for given, file, at, zh, en in tables.rows(query, [stage])
    ]
    found += [(problem.file, problem) for problem in others]
    return [problem for _, problem in sorted(found, key=lambda row: row[0])]


def converted(tables: Tables) -> Iterator[Document]:
    """The documents that were made of files which are no text."""
    query = "SELECT id, path, text, encoding, sha256, pages FROM doc WHERE list_contains(?, encoding) ORDER BY d"
    for id_, path, text, encoding, sha256, pages in tables.rows(query, [sorted(CONVERTED)]):
        yield Document(id_, path, text, encoding, sha256, tuple(pages))
