"""The graph that is shown, and its replacement while requests are answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.explorer.index import Index, is_damaged
from kg.sinks.embedded import open_embedded
from kg.sinks.files import MANIFEST

if TYPE_CHECKING:
    from kglite import FrozenGraph

# Seconds between two looks at the output folder.
LOOK = 1.0


class Reloading(KgError):
    """The former graph is gone and the new one is not ready yet; a page answers with 503 and asks again soon."""


Stamp = tuple[int, int, int]


@dataclass(slots=True)
class _Held:
    """One graph, opened; and what the file system said of its manifest then."""

    index: Index
    stamp: Stamp | None
    lock: Lock = field(default_factory=Lock)
    database: FrozenGraph | None = None


class Opened:
    """An output folder opened for reading, by an index of it that `opens` makes, or finds.

    When another graph takes the place of the one that is shown, its index is made beside the requests that still read
    the former one, and then takes its place; what has begun on the former ends on it.
    """

    def __init__(self, out: Path, opens: Callable[[], Index]) -> None:
        self.out = out
        self.fault: KgError | None = None
        self._opens = opens
        self._lock = Lock()
        self._loading = Lock()  # held while another graph is opened
        self._looked = monotonic()
        self._held = self._open()

    @property
    def build(self) -> str:
        """Which graph is shown: it changes when that does."""
        return self._held.index.key[:16]

    @property
    def loading(self) -> bool:
        """Whether another graph is being made ready."""
        return self._loading.locked()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for one request, to one graph. Reloading where there is none for the moment."""
        self._look()
        with ExitStack() as stack:
            try:
                db = stack.enter_context(self._held.index.reading())
            except (KgError, sqlite3.OperationalError) as fault:
                if not self.fault:  # the index may have been deleted, with the graph still there
                    self._begin(anyway=True)
                raise _gone(self.fault) from fault
            try:
                yield db
            except sqlite3.DatabaseError as fault:
                if not is_damaged(fault):
                    raise
                self._held.index.path.unlink(missing_ok=True)  # it is a projection: it is made anew
                self._begin(anyway=True)
                raise _gone(self.fault) from fault

    def database(self) -> FrozenGraph:
        """The embedded database of the graph that is shown, opened when first asked for. Reloading as above."""
        self._look()
        held = self._held
        with held.lock:
            if held.database is None:
                if held.index.stale():
                    raise _gone()
                held.database = open_embedded(self.out)
            return held.database

    def reload(self, *, anyway: bool = False) -> None:
        """Open what is there now, if that is another graph (`anyway`: or the same). KgError where it cannot be opened;
        the former one stays."""
        with self._loading:
            if anyway or self._held.index.stale():
                self._held = self._open()
            self.fault = None

    def _open(self) -> _Held:
        stamp = _stamp(self.out)  # before: what changes meanwhile is seen by the next look
        return _Held(self._opens(), stamp)

    def _look(self) -> None:
        """See, now and then, whether there was another build, and if so begin to open it."""
        with self._lock:
            if monotonic() - self._looked < LOOK or self.loading:
                return
            self._looked = monotonic()
            stamp = _stamp(self.out)
            if stamp is None or stamp == self._held.stamp:
                return
            self._held.stamp = stamp  # what cannot be opened is not tried again and again
        self._begin()

    def _begin(self, *, anyway: bool = False) -> None:
        """Begin to open what is there, unless that is being done."""
        if not self.loading:
            Thread(target=self._try_reload, args=(anyway,), name="kg-reload", daemon=True).start()

    def _try_reload(self, anyway: bool) -> None:
        try:
            self.reload(anyway=anyway)
        except KgError as fault:
            self.fault = fault


def _gone(why: KgError | None = None) -> Reloading:
    if why:  # the new one cannot be opened
        return Reloading(why.zh, why.en)
    return Reloading("图谱刚刚更新，正在载入，请稍候", "the graph was built anew and is being opened: a moment, please")


def _stamp(out: Path) -> Stamp | None:
    """What the file system says of the manifest; None where there is none for the moment."""
    try:
        found = (out / MANIFEST).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
