"""One process at a time: a lock that goes with the path it guards, and with the process that holds it, however it ends.

The lock is the system's, which filelock takes (flock, or LockFileEx on Windows), on a file beside the path,
`.NAME-kg.lock`, which holds the number of the process and is removed when the lock is given back. A process that was
killed leaves the file but no lock on it. filelock is handed an open file: by its own FileLock the file would stay, a
file of another user could not be locked, and no other process could go on holding the lock.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from time import monotonic, sleep

from kg.errors import KgError

# Of a name that is longer than this, a hash stands in the names of files beside it: a name has 255 bytes at most.
LONGEST = 160
TRIES = 5
_NONE = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL)
# Neither follow a link, nor wait for the other end of a pipe, nor change ends of lines: each where the system knows it.
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_PAUSE = 0.02


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

    Held where another process has it and keeps it for `wait` seconds; OSError where none can be made, and KgError where
    something else lies in its place.
    """
    import filelock  # noqa: F401 it takes a while, and an end in that while would leave the file

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
            sleep(_PAUSE)
    own = _own(handle)
    try:
        if own:
            _sign(handle)
        yield taken is True
    finally:
        if own:
            with suppress(OSError):
                lock.unlink()  # while it is held: who waits for it sees that it is another file, and begins again
        os.close(handle)
        if own and os.name == "nt":  # where no file can go while one has it open, so that nobody's is removed
            with suppress(OSError):
                lock.unlink()


def take(lock: Path) -> int | None:
    """The lock of that very file as an open handle, which a process started with it goes on holding; None where it is
    held. The file stays. OSError and KgError as above.

    Tried for a moment, since `held` takes it for an instant.
    """
    for _ in range(TRIES):
        handle = _opened(lock, 0o600)
        try:
            if _take(handle) is not False:
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        sleep(_PAUSE)
    return None


def held(lock: Path) -> bool:
    """Whether a process holds the lock of that very file."""
    if not lock.exists():
        return False
    handle = take(lock)
    if handle is None:
        return True
    os.close(handle)
    return False


def _opened(lock: Path, mode: int = 0o666) -> int:
    with suppress(FileNotFoundError):
        _refuse_foreign(lock, lock.lstat())
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | _FLAGS, mode)
    except PermissionError:
        if not lock.exists():
            raise
        handle = os.open(lock, os.O_RDONLY | _FLAGS)  # of another user
    try:
        _refuse_foreign(lock, os.fstat(handle))
    except BaseException:
        os.close(handle)
        raise
    return handle


def _refuse_foreign(lock: Path, status: os.stat_result) -> None:
    """KgError where what lies there is no plain file, such as a link: it leads to what is not kg's."""
    if not S_ISREG(status.st_mode):
        raise KgError(
            f"{lock} 不是普通文件，请移走后再运行", f"{lock} is no regular file: move it away and run it again"
        )


def _take(handle: int) -> bool | None:
    """Whether the lock of an open file is ours now; None where the system has none."""
    from filelock import lock_descriptor

    try:
        return lock_descriptor(handle, blocking=False)
    except OSError as fault:
        if fault.errno in _NONE:
            return None
        raise


def _lies_at(handle: int, lock: Path) -> bool:
    """Whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), lock.lstat())
    except FileNotFoundError:
        return False


def _own(handle: int) -> bool:
    """Whether the file holds no more than a number and has no other name: else it is somebody's, and stays as it is."""
    found = _content(handle)
    return (not found or found.isdigit()) and os.fstat(handle).st_nlink == 1


def _sign(handle: int) -> None:
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).encode())


def _process(handle: int) -> int | None:
    found = _content(handle)
    return int(found) if found.isdigit() else None


def _content(handle: int) -> bytes:
    """How the file begins; nothing where it cannot be read, as on Windows while another process holds the lock."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, 20)
    except OSError:
        return b""
