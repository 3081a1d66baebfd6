"""kg.run.never for Spark: documents that hold what a person said is no name are gone through again, on the driver, for
decisions are few."""

from __future__ import annotations

from collections.abc import Sequence

from kg.link.never import Never
from kg.model import Speech
from kg.run.columns import NESTED, Columns
from kg.run.never import add_never, read_again
from kg.run.seam import Texts
from kg.run.spark.tables import WORK, SparkTables


def hear(tables: SparkTables, texts: Texts, speeches: Sequence[Speech], never: Never) -> None:
    """Make the view `heard` of the documents without what is no name."""
    if not never.names:
        return
    add_never(tables, never)
    tables.step("affected")
    columns = Columns()
    affected = tables.rows("SELECT d, id, path, mentions FROM affected ORDER BY d")
    again = read_again(affected, texts, speeches, never, columns)
    tables.add("changed", {"d": "bigint"}, [(d,) for d, _ in again])
    homes = [home for _, homes in again for home in homes.items()]
    tables.add("home", {"id": "string", "home": "string"}, homes)
    tables.take("again", columns.batch(), ["id", *NESTED], f"{WORK}/")
    tables.step("heard")
