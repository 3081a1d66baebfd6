"""Documents that hold what a person said is no name: their names are gone through again, and nothing is extracted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kg.link.never import Never, kept
from kg.model import Mention, Speech
from kg.read.clear.reading import clear_of
from kg.run.batch import named_rows
from kg.run.columns import Columns
from kg.run.document import named
from kg.run.seam import Texts
from kg.run.tables import DuckTables


def hear(tables: DuckTables, texts: Texts, speeches: Sequence[Speech], never: Never) -> None:
    """Make the view `heard` of the documents without what is no name."""
    columns = Columns()
    if never.names:
        tables.add(
            "never", {"type": "string", "form": "string"}, sorted({(type_, form) for type_, form, _ in never.names})
        )
        talks: dict[str, list[Speech]] = {}
        for speech in speeches:
            talks.setdefault(speech.document, []).append(speech)
        for _, id_, path, rows in list(tables.rows(_AFFECTED)):
            found = [mention_of(id_, path, talks[id_], row) for row in rows]
            left = kept(found, talks[id_], never)
            if len(left) < len(found):
                document = texts[id_]
                sentences = clear_of(document.text).raw_sentences
                again = named(document, talks[id_], left)
                columns.add({"id": id_, "path": path}, named_rows(again, document.text, sentences))
                for talk, home in again.local.homes.items():
                    tables.connection.execute("UPDATE kept.speech_read SET home = ? WHERE id = ?", [home, talk])
    tables.connection.register("again", columns.batch())
    tables.step("heard")
    tables.connection.unregister("again")


_AFFECTED = """SELECT d, doc.id, doc.path, mentions FROM part JOIN numbered USING (part, item) JOIN doc USING (d)
WHERE EXISTS (FROM (SELECT unnest(readings) AS r) JOIN never ON never.type = r.type AND never.form = r.form) ORDER BY
d"""


def mention_of(document: str, file: str, talks: Sequence[Speech], row: Mapping[str, Any]) -> Mention:
    """A mention from its row."""
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
