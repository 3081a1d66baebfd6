"""The index of a graph, one SQLite file that the explorer reads: made from an output folder, or from another source.

It is a projection, keyed by what it was made of and by how it is made, and made anew where that has changed. It appears
whole or not at all; who reads the former one goes on reading it.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from kg.errors import KgError
from kg.explorer.index.derived import derive, run, script
from kg.explorer.index.filling import Say, fill
from kg.explorer.index.folder import source_of
from kg.explorer.index.passing import Passing
from kg.explorer.index.source import Source
from kg.graph.folder import read_manifest
from kg.lang import choose
from kg.sinks.files import INDEX
from kg.sinks.replace import graph_of

# Raised when something else than the scripts changes how an index is made.
VERSION = 2
# Of the file, so much is kept in memory: pages while it is made, in KiB; and read through the memory of the system.
_CACHE, _MAPPED = 65_536, 1 << 31
_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


@dataclass(frozen=True, slots=True)
class Index:
    """An index that is there. `key` tells what it was made of, `now` what it would be made of at this moment; `folder`
    is the temporary one that holds it, if one does, and goes with it."""

    path: Path
    key: str
    now: Callable[[], str] = field(repr=False)
    folder: Passing | None = field(default=None, repr=False)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that can only read, with rows that know their columns; it is closed afterwards, and an index
        made anew in the meantime is not seen by it. KgError where the file is gone, as when the folder was built anew.
        """
        try:
            opened = _connected(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1")
        except sqlite3.OperationalError as fault:
            raise KgError(
                f"{self.path} 已不存在（图谱已重新生成），请重新载入",
                f"{self.path} is gone (the graph was built anew): reload it",
            ) from fault
        with closing(opened) as db:
            db.execute(f"PRAGMA mmap_size = {_MAPPED}")
            db.row_factory = sqlite3.Row
            yield db

    def stale(self) -> bool:
        """Whether the graph is another one now. KgError where it is not there any more."""
        return self.key != self.now()


def open_index(out: Path, say: Say | None = None) -> Index:
    """The index of an output folder: OUT/explorer.sqlite, made where it is missing, damaged or of another graph; in a
    temporary folder where OUT cannot be written to. `say` is given a line now and then while it is made.

    KgError where OUT is no output folder or damaged, pypinyin is missing or SQLite lacks its full-text search.
    """

    def now() -> str:
        return key_of(out)

    key, path = now(), out / INDEX
    if holds(path, key):
        return Index(path, key, now)
    if _takes_files(out):
        make_index(path, source_of(out), key, say)
        return Index(path, key, now)
    folder = Passing()
    path = Path(folder.name) / INDEX
    make_index(path, source_of(out), key, say)
    return Index(path, key, now, folder)


def holds(path: Path, key: str) -> bool:
    """Whether a file is an index of this version of kg, made of what has that key."""
    if not path.is_file():
        return False
    try:
        with closing(_connected(f"{path.absolute().as_uri()}?mode=ro&immutable=1")) as db:
            meta = dict(db.execute("SELECT key, value FROM meta"))
            size = db.execute("PRAGMA page_count").fetchone()[0] * db.execute("PRAGMA page_size").fetchone()[0]
    except sqlite3.Error:
        return False
    return size == path.stat().st_size and meta == {"key": key, "made": _made()}


def is_damaged(fault: sqlite3.Error) -> bool:
    """Whether SQLite says that its file is none, or holds what it never wrote."""
    number = getattr(fault, "sqlite_errorcode", 0)
    return number & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def make_index(path: Path, source: Source, key: str, say: Say | None = None) -> None:
    """Write an index of `source`; `path` has the former one, or none, until it is whole. KgError as `open_index`, and
    where the file cannot be written."""
    say = say or (lambda line: None)
    _needs_fts5()
    say(choose("建立浏览用的索引", "making the index that is browsed"))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-kg-", dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            with closing(_connected(part.absolute().as_uri())) as db:
                _make(db, source, key, say)
            part.chmod(0o644)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except (OSError, sqlite3.OperationalError) as fault:
        if isinstance(fault, sqlite3.OperationalError) and fault.sqlite_errorcode & 0xFF not in _DISK:
            raise
        raise KgError(f"无法写入 {path}（{fault}）", f"cannot write {path} ({fault})") from fault
    except (OverflowError, UnicodeEncodeError, sqlite3.InterfaceError, sqlite3.ProgrammingError) as fault:
        raise KgError(
            f"图谱中有无法写入索引的内容（{fault}），请重新运行 kg build",
            f"the graph holds what no index can ({fault}): run kg build again",
        ) from fault


def _make(db: sqlite3.Connection, source: Source, key: str, say: Say) -> None:
    # what is not whole is thrown away, so nothing has to be kept safe on the way
    for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", f"cache_size = -{_CACHE}"):
        db.execute(f"PRAGMA {setting}")
    run(db, "schema")
    fill(db, source, say)
    derive(db, say)
    db.executemany("INSERT INTO meta VALUES (?, ?)", [("key", key), ("made", _made())])
    db.execute("COMMIT")
    db.execute("ANALYZE")


def _connected(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def _takes_files(out: Path) -> bool:
    """Whether a file can be put into a folder. What the system says of its rights does not tell of a read-only disk."""
    try:
        with tempfile.NamedTemporaryFile(prefix=f".{INDEX}-kg-", dir=out):
            return True
    except OSError as fault:
        if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return False
        raise KgError(f"无法写入 {out}（{fault.strerror}）", f"cannot write to {out} ({fault.strerror})") from fault


def key_of(out: Path) -> str:
    """What the lines of an output folder hash to, by its manifest: a page or a database made anew changes nothing."""
    return sha256(json.dumps(graph_of(read_manifest(out)), sort_keys=True).encode()).hexdigest()


@cache
def _made() -> str:
    """How an index is made, as a hash."""
    names = ("schema", "derived", "indexes", "standing")
    return sha256("\n".join([str(VERSION), *map(script, names)]).encode()).hexdigest()


def _needs_fts5() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            db.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError as fault:
            raise KgError(
                f"此 Python 的 SQLite（{sqlite3.sqlite_version}）没有全文检索 FTS5，浏览界面无法使用：请换用带 FTS5 的 Python",
                f"the SQLite of this Python ({sqlite3.sqlite_version}) has no full-text search FTS5, which the explorer "
                "needs: use a Python that has it",
            ) from fault
