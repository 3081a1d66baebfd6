"""What a build keeps for the next one besides parts: the tables that it made of all files together (sql/kept.sql).

OUT.parts/VERSION/tables.duckdb, beside the parts and like them of no use where the rules are others. The next build
takes out what files that went had a say in, puts in what files that came have, and works out anew what that touches;
lines of the output that are not touched are copied (kg.run.patch). So the tables are of use only where they are those
of the very output that is there: the hash of each file of it that lines are copied from is among them.

A build moves the tables to where it works and back when it is done. One that is stopped or killed, or finds damage,
leaves none, and the next makes them anew.
"""

from __future__ import annotations

import shutil
from bisect import bisect
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from kg.link.decisions import NOT_A_NAME, Decision
from kg.run.tables import KEPT, DuckTables
from kg.sinks.files import digest

NAME = "tables.duckdb"
# d, which numbers documents by name, is less than TOP; at first no more than half of the room is taken.
TOP = 2**31
# Where more than so large a share of the files came or went, the tables are made anew: it is quicker.
SHARE = 0.25


class Unfit(Exception):
    """The tables that were taken are of no use for this build."""


def keeps(decisions: Iterable[Decision]) -> bool:
    """Whether a build keeps tables. Where a person said that something is no name, it does not: which mentions are
    left out may depend on any file (kg.link.never)."""
    return not any(decision.verdict == NOT_A_NAME for decision in decisions)


def settled_by(decisions: Iterable[Decision]) -> str:
    """A hash of what the tables depend on besides files and rules."""
    import duckdb

    told = [duckdb.__version__, *map(repr, decisions)]
    return sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def take(parts: Path, folder: Path) -> bool:
    """Move the tables of the last build to where this one works; whether there were any."""
    last = parts / NAME
    if not last.exists():
        return False
    shutil.move(last, folder / KEPT)
    return True


def keep(tables: DuckTables, settled: str, folder: Path, parts: Path) -> None:
    """Leave the tables of this build to the next."""
    tables.step("keep")
    rows = [("", settled), *tables.written().items()]
    tables.connection.execute("DELETE FROM kept.written")
    tables.connection.executemany("INSERT INTO kept.written VALUES (?, ?)", rows)
    tables.pack()
    tables.close()
    shutil.move(folder / KEPT, parts / NAME)


def check(tables: DuckTables, settled: str, out: Path) -> None:
    """Unfit where the tables that were taken are not those of the output that is there, or depend on what has changed,
    or where so much has changed that it is quicker to make them anew. After sql/came.sql."""
    written = dict(tables.rows("SELECT name, sha256 FROM kept.written"))
    if written.pop("", None) != settled:
        raise Unfit("other decisions or another database")
    ((changed, count),) = tables.rows(
        "SELECT (SELECT count(*) FROM came) + (SELECT count(*) FROM gone_file), (SELECT count(*) FROM live)"
    )
    if changed > SHARE * count:
        raise Unfit("more has changed than not")
    for name, known in written.items():
        if not (out / name).is_file() or digest(out / name) != known:
            raise Unfit(f"{name} is not what was written")


def numbers(kept: Sequence[tuple[str, int]], came: Sequence[str]) -> list[int]:
    """Numbers for documents that came, between those of their neighbours and with room left. `kept` and `came` are
    sorted by name. Unfit where there is no room."""
    names = [name for name, _ in kept]
    step = max(1, TOP // 2 // (len(kept) + len(came) + 1))
    found: list[int] = []
    for at, group in groupby(came, key=lambda name: bisect(names, name)):
        count = len(list(group))
        lower = kept[at - 1][1] if at else -1
        upper = kept[at][1] if at < len(kept) else TOP
        apart = min(step, (upper - lower) // (count + 1))
        if not apart:
            raise Unfit("no number is left between two documents")
        found += range(lower + apart, lower + apart * count + 1, apart)
    return found
