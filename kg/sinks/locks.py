"""One process at a time: a lock that goes with the path it guards, and with the process that holds it, however it ends.

The lock is the system's (flock) on an empty file beside the path, `.NAME-kg.lock`, which holds the number of the
process and is removed when the lock is given back. A process that was killed leaves the file but no lock on it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

try:
    import fcntl
except ImportError:  # not on Windows, where two processes are not kept apart
    fcntl = None  # type: ignore[assignment]

# Of a name that is longer than this, a hash stands in the names of files beside it: a name has 255 bytes at most.
LONGEST = 160
_LOCKS = fcntl is not None
_HELD = (errno.EAGAIN, errno.EACCES)
_NONE = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL)


class Held(Exception):
    """Another process has the lock; its number, where that is known."""

    def __init__(self, process: int | None) -> None:
        super().__init__(process)
        self.zh = f"（进程 {process}）" if process else ""
        self.en = f" (process {process})" if process else ""


def beside(path: Path, rest: str) -> Path:
    """The path of a hidden file that goes with another: `.NAME` and `rest`."""
    raw = os.fsencode(path.name)
    name = path.name if len(raw) <= LONGEST else sha256(raw).hexdigest()[:32]
    return path.with_name(f".{name}{rest}")


def lock_of(path: Path) -> Path:
    """Where the lock of a path lies."""
    return beside(path, "-kg.lock")


@contextmanager
def alone(path: Path, wait: float = 0) -> Iterator[bool]:
    """Hold the lock of a path; whether the file system has locks at all (some of networks do not).

    Held where another process has it and keeps it for `wait` seconds; OSError where none can be made.
    """
    lock, until = lock_of(path), monotonic() + wait
    while True:
        handle = _opened(lock)
        try:
            taken = _take(handle)
            if taken is False and monotonic() >= until:
                raise Held(_process(handle))
            if taken is not False and _lies_at(handle, lock):
                break
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if taken is False:
            sleep(0.02)
    try:
        with suppress(OSError):
            os.truncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield taken is True
    finally:
        with suppress(OSError):
            lock.unlink()  # while it is held: who waits for it sees that it is another file, and begins again
        os.close(handle)


def _opened(lock: Path) -> int:
    try:
        return os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except PermissionError:
        if not lock.exists():
            raise
        return os.open(lock, os.O_RDONLY | os.O_CLOEXEC)  # of another user


def _take(handle: int) -> bool | None:
    """Whether the lock of an open file is ours now; None where the system has none."""
    if not _LOCKS:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        if fault.errno in _HELD:
            return False
        if fault.errno in _NONE:
            return None
        raise
    return True


def _lies_at(handle: int, lock: Path) -> bool:
    """Whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), lock.stat())
    except FileNotFoundError:
        return False


def _process(handle: int) -> int | None:
    found = os.pread(handle, 20, 0)
    return int(found) if found.isdigit() else None
