"""Documents that hold what a person said is no name: their names are gone through again, and nothing is extracted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.link.never import Never, kept
from kg.model import Mention, Speech
from kg.read.clear.reading import clear_of
from kg.run.batch import named_rows
from kg.run.columns import Columns
from kg.run.document import named
from kg.run.seam import Tables, Texts
from kg.run.tables import DuckTables


def hear(tables: DuckTables, texts: Texts, speeches: Sequence[Speech], never: Never) -> None:
    """Make the view `heard` of the documents without what is no name."""
    columns = Columns()
    if never.names:
        add_never(tables, never)
        for _, homes in read_again(list(tables.rows(_AFFECTED)), texts, speeches, never, columns):
            for talk, home in homes.items():
                tables.connection.execute("UPDATE kept.speech_read SET home = ? WHERE id = ?", [home, talk])
    tables.connection.register("again", columns.batch())
    tables.step("heard")
    tables.connection.unregister("again")


_AFFECTED = """SELECT d, doc.id, doc.path, mentions FROM part JOIN numbered USING (part, item) JOIN doc USING (d)
WHERE EXISTS (FROM (SELECT unnest(readings) AS r) JOIN never ON never.type = r.type AND never.form = r.form) ORDER BY
d"""


def add_never(tables: Tables, never: Never) -> None:
    """Make the table `never` of what is no name."""
    forms = sorted({(type_, form) for type_, form, _ in never.names})
    tables.add("never", {"type": "string", "form": "string"}, forms)


def read_again(
    affected: Iterable[Sequence[Any]], texts: Texts, speeches: Sequence[Speech], never: Never, columns: Columns
) -> list[tuple[int, Mapping[str, str]]]:
    """Of rows (number, id, path, mentions) of documents that hold what may be no name, those that lose a mention: the
    number, and where each of its talks is at home now. What is named in them goes to `columns`."""
    talks: dict[str, list[Speech]] = {}
    for speech in speeches:
        talks.setdefault(speech.document, []).append(speech)
    again: list[tuple[int, Mapping[str, str]]] = []
    for d, id_, path, rows in affected:
        found = [_mention(id_, path, talks[id_], row) for row in rows]
        left = kept(found, talks[id_], never)
        if len(left) < len(found):
            document = texts[id_]
            found_now = named(document, talks[id_], left)
            sentences = clear_of(document.text).raw_sentences
            columns.add({"id": id_, "path": path}, named_rows(found_now, document.text, sentences))
            again.append((d, found_now.local.homes))
    return again


def _mention(document: str, file: str, talks: Sequence[Speech], row: Mapping[str, Any]) -> Mention:
    return Mention(
        row["id"],
        document,
        file,
        talks[row["speech"]].id,
        row["start"],
        row["end"],
        row["surface"],
        row["type"],
        row["method"],
        row["score"],
        row["redacted"],
        json.loads(row["props"]),
    )
