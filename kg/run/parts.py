"""What was read of files, kept beside the output as Parquet: the checkpoint of a build that was cut off, and what the
next build need not read again.

OUT.parts/VERSION/*.parquet, where VERSION is that of the rules (kg.run.rules). A part is written under another name and
renamed when it is whole. Its name is a hash of what it was made from. The folder may be deleted at any time.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.read.files import CACHE_TAG

SUFFIX = ".parts"
CACHE_SIGNATURE = "8a477f597d28d172789f06886806bc55"
# Parts that hold fewer files than this are small, and more small ones than this are put together.
SMALL, MANY = 50, 30


@dataclass(frozen=True, slots=True)
class File:
    """An input file: where it is, the name that it goes by, and the hash of its bytes."""

    path: Path
    name: str
    sha256: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells whether it was read before."""
        return self.name, self.sha256


def parts_beside(out: Path, version: str) -> Path:
    """Where the parts of builds into `out` lie that follow the same rules."""
    named = out if out.name not in ("", "..") else out.resolve()
    return named.with_name(named.name + SUFFIX) / version[:16]


def make_folder(folder: Path) -> None:
    """Make the folder of parts, marked as one that holds nothing but copies (bford.info/cachedir): neither backups nor
    kg.read.files take it for texts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / CACHE_TAG).write_text(f"Signature: {CACHE_SIGNATURE}\n", encoding="ascii")


def part_name(files: Sequence[File]) -> str:
    """The name of the part that holds some files."""
    digest = sha256("\n".join(f"{file.name}\0{file.sha256}" for file in files).encode("utf-8", "surrogatepass"))
    return f"{digest.hexdigest()[:24]}.parquet"


def write_part(target: Path, batch: Any) -> None:
    """Write a batch whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        pq.write_table(pa.Table.from_batches([batch]), temporary, compression="zstd")
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)  # on a full disk it holds the last that was free
        raise


def read_before(folder: Path) -> dict[tuple[str, str], str]:
    """The files that parts hold, by name and hash, each with the name of one part that holds it. A part that cannot be
    read is removed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found: dict[tuple[str, str], str] = {}
    for part in sorted(folder.glob("*.parquet")):
        try:
            table = pq.ParquetFile(part).read(columns=["file", "file_sha256"])
        except (OSError, pa.ArrowInvalid):
            part.unlink()
            continue
        for key in zip(table.column("file").to_pylist(), table.column("file_sha256").to_pylist(), strict=True):
            found.setdefault(key, part.name)
    return found


@contextmanager
def sound(folder: Path) -> Iterator[None]:
    """Where what is done with parts fails since one of them is damaged: KgError, and that one is removed, so that the
    next build reads its files again."""
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        yield
    except duckdb.Error as fault:
        damaged = []
        for part in sorted(folder.glob("*.parquet")):
            try:
                pq.read_table(part)
            except (OSError, pa.ArrowException):
                damaged.append(part)
                part.unlink(missing_ok=True)
        if not damaged:
            raise
        raise KgError(
            f"{folder.parent} 中有 {len(damaged)} 个文件损坏，已移除，请再次构建",
            f"{len(damaged)} files in {folder.parent} were damaged and are removed: build again",
        ) from fault


def tidy(folder: Path, used: Iterable[tuple[tuple[str, str], str]]) -> None:
    """Remove what no build needs: parts of other rules, half-written ones, parts without a file that is `used` (by key,
    with its part). Many small parts, or parts that are mostly of no use, become one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for other in folder.parent.iterdir():
        if other != folder and re.fullmatch("[0-9a-f]{16}", other.name):
            shutil.rmtree(other, ignore_errors=True)
    for half in folder.glob("*.tmp"):
        half.unlink(missing_ok=True)
    living: dict[str, set[tuple[str, str]]] = {}
    for key, name in used:
        living.setdefault(name, set()).add(key)
    loose = []
    for part in sorted(folder.glob("*.parquet")):
        count = len(living.get(part.name, ()))
        if not count:
            part.unlink()
        elif count < SMALL or 2 * count < pq.read_metadata(part).num_rows:
            loose.append(part)
    if len(loose) <= MANY:
        return
    tables, keys = [], []
    for part in loose:
        table = pq.read_table(part)
        rows = list(zip(table.column("file").to_pylist(), table.column("file_sha256").to_pylist(), strict=True))
        keep = [number for number, key in enumerate(rows) if key in living[part.name]]
        tables.append(table.take(pa.array(keep, pa.int64())))
        keys += [File(Path(), *rows[number]) for number in keep]
    whole = pa.concat_tables(tables).combine_chunks()
    write_part(folder / part_name(keys), whole.to_batches()[0])
    for part in loose:
        part.unlink()
