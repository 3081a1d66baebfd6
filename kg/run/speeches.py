"""The speeches of a build and their versions, from what was read of each."""

from __future__ import annotations

from typing import Any

from kg.model import PartialDate, Speech
from kg.read.versions import Laid, Talk, Versions, versions_among
from kg.run.seam import Tables, Texts
from kg.versions.candidates import BANDS, LEAST, MOST, capped

_FIELDS = "id start end body title speaker position place"


def speeches_of(tables: Tables) -> tuple[list[Speech], list[Talk]]:
    """All speeches by file and place, and what tells their versions but for the signatures, which stay in the
    tables."""
    speeches, talks = [], []
    query = """SELECT r.id, doc.id, path, start, "end", body, title, date, date_precision, speaker, position, place,
    length, blanks FROM speech_read r JOIN doc USING (d) ORDER BY s"""
    for id_, document, file, start, end, body, title, date, precision, *rest, length, blanks in tables.rows(query):
        stated = PartialDate(date, precision) if date else None
        speeches.append(Speech(id_, document, file, start, end, body, title, stated, *rest))
        talks.append(Talk(length, blanks, None))
    return speeches, talks


def versions_of(tables: Tables, texts: Texts, laid: Laid | None = None) -> Versions:
    """Families of versions among the speeches, of which only those are looked at that may be alike and have not been
    `laid` side by side before."""
    speeches, talks = speeches_of(tables)
    tables.step("alike", bands=BANDS, most=MOST + 1, least=LEAST)
    found = capped(list(tables.rows("SELECT one, other, share FROM alike")))
    texts.expect(speeches[number].document for pair in found.pairs for number in pair)
    versions = versions_among(speeches, talks, found, texts, laid)
    tables.add("speech", _TABLE, (_row(number, speech) for number, speech in enumerate(versions.speeches)))
    tables.step("speech")
    return versions


_TABLE = {
    "s": "int",
    **dict.fromkeys(("id", "date", "family", "version_of", "kind"), "string"),
    "similarity": "double",
}


def _row(number: int, speech: Speech) -> tuple[Any, ...]:
    date = speech.date.iso if speech.date else None
    return number, speech.id, date, speech.family, speech.version_of, speech.kind, speech.similarity
