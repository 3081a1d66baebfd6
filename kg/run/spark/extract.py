"""What Spark's tasks do: open files and read what they hold, by the same function as every other engine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.config import Config
from kg.errors import KgError
from kg.run.batch import extract_files
from kg.run.columns import ddl
from kg.run.rules import Rules, rules_of
from kg.run.spark.files import opened

OTHER = "workers have another kg or Python than the driver"
# Rows are written when so many bytes of text were read.
BYTES = 4 * 2**20


def extracted(spark: Any, given: Any, rules: Rules) -> Any:
    """A DataFrame of what the files of one (kg.run.spark.files.LISTED) hold: the columns of kg.run.columns, and `at`,
    which of the rows of its file each is."""
    sent = _sent(spark, rules)
    bare = _bare_version(rules.off, rules.plugins)

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        yield from read_batches(batches, sent, bare)

    return given.mapInArrow(work, f"{ddl()}, `item` int")


def _sent(spark: Any, rules: Rules) -> Rules:
    """The rules with the names under which a user's files come to the workers."""
    names = []
    for file in (*rules.lexicon, *((rules.timeline,) if rules.timeline else ())):
        spark.sparkContext.addFile(str(file.absolute()))
        names.append(Path(file.name))
    if len(set(names)) < len(names):
        raise KgError("词库文件同名，请改名后再试", "two files of names are called the same: rename one of them")
    return replace(rules, lexicon=tuple(names[: len(rules.lexicon)]), timeline=names[-1] if rules.timeline else None)


def _here(rules: Rules) -> Rules:
    """The same with the paths under which those files lie on a worker."""
    from pyspark import SparkFiles

    def path(name: Path) -> Path:
        return Path(SparkFiles.get(str(name)))

    timeline = path(rules.timeline) if rules.timeline else None
    return replace(rules, lexicon=tuple(map(path, rules.lexicon)), timeline=timeline)


@cache
def _bare_version(off: tuple[str, ...], plugins: tuple[str, ...]) -> str:
    """What the program, its packages and its Python are, whatever a user adds."""
    return rules_of(Config(off=off, plugins=plugins)).version


def read_batches(batches: Iterator[Any], sent: Rules, bare: str) -> Iterator[Any]:
    """What a task does. RuntimeError (OTHER) where this worker's results would not be those of the driver."""
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    if _bare_version(sent.off, sent.plugins) != bare:
        raise RuntimeError(OTHER)
    rules = _here(sent)
    for batch in batches:
        columns = [batch.column(name).to_pylist() for name in ("name", "place", "data")]
        for some in _portions(list(zip(*columns, strict=True))):
            yield _numbered(extract_files((opened(*file) for file in some), rules))


Listed = tuple[str, bytes | None, bytes | None]


def _portions(files: Sequence[Listed]) -> Iterator[Sequence[Listed]]:
    """Files that are read before their rows are passed on: not too many bytes."""
    held: list[Listed] = []
    size = 0
    for file in files:
        held.append(file)
        size += _size(*file[1:])
        if size >= BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def _size(place: bytes | None, data: bytes | None) -> int:
    if data is not None or place is None:
        return len(data or b"")
    path = Path(os.fsdecode(place))
    return path.stat().st_size if path.is_file() else 0


def _numbered(batch: Any) -> Any:
    """With the place of each row among those of its file."""
    import pyarrow as pa

    places: list[int] = []
    last = None
    for file in batch.column("file").to_pylist():
        places.append(places[-1] + 1 if file == last else 0)
        last = file
    return pa.RecordBatch.from_arrays(
        [*batch.columns, pa.array(places, pa.int32())], schema=batch.schema.append(pa.field("item", pa.int32()))
    )
