"""kg.run.never for Spark: documents that hold what a person said is no name are gone through again, on the driver, for
decisions are few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.link.never import Never, kept
from kg.model import Document, Speech
from kg.read.clear.reading import clear_of
from kg.run.batch import named_rows
from kg.run.columns import NESTED, Columns
from kg.run.document import named
from kg.run.never import mention_of
from kg.run.spark.tables import WORK, SparkTables


def hear(tables: SparkTables, texts: Mapping[str, Document], speeches: Sequence[Speech], never: Never) -> None:
    """Make the view `heard` of the documents without what is no name."""
    if not never.names:
        return
    forms = sorted({(type_, form) for type_, form, _ in never.names})
    tables.add("never", {"type": "string", "form": "string"}, forms)
    tables.step("affected")
    talks: dict[str, list[Speech]] = {}
    for speech in speeches:
        talks.setdefault(speech.document, []).append(speech)
    changed: list[int] = []
    homes: list[tuple[str, str]] = []
    columns = Columns()
    for d, id_, path, rows in tables.rows("SELECT d, id, path, mentions FROM affected ORDER BY d"):
        found = [mention_of(id_, path, talks[id_], row) for row in rows]
        left = kept(found, talks[id_], never)
        if len(left) < len(found):
            document = texts[id_]
            sentences = clear_of(document.text).raw_sentences
            again = named(document, talks[id_], left)
            columns.add({"id": id_, "path": path}, named_rows(again, document.text, sentences))
            changed.append(d)
            homes += again.local.homes.items()
    tables.add("changed", {"d": "bigint"}, [(d,) for d in changed])
    tables.add("home", {"id": "string", "home": "string"}, homes)
    tables.take("again", columns.batch(), ["id", *NESTED], f"{WORK}/")
    tables.step("heard")
