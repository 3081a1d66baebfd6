"""A finished folder takes the place of a former one, so that a kill at any moment leaves one of the two whole, or what
the next build (`repair`) makes one of them again.

Where the system can, the two change places in one step, and whoever reads the folder finds it at every moment. Else the
former one is renamed away and the new one renamed in. Where the user stands in the folder, it has to stay, and its
files are moved: the manifest first out and last in, so that what is between the two is not taken for a graph.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from kg.sinks.files import MANIFEST
from kg.sinks.locks import beside

# What goes with a folder of work `.OUT-PROCESS-RANDOM`: the former output renamed away; its files while they are moved
# away; all of them, while the new ones are moved in.
FORMER, LEAVING, LEFT = "-former", "-leaving", "-left"
_RENAME_EXCHANGE, _HERE = 2, -100


def work_of(out: Path, process: int) -> str:
    """How the name of a folder of work begins; eight random characters follow."""
    return beside(out, f"-{process}-").name


def replace_folder(new: Path, out: Path) -> None:
    """Put `new` in the place of `out`, if that is there. OSError where that fails; then `out` is as it was."""
    if not out.exists():
        new.rename(out)
    elif _stands_in(out):
        _move_files(new, out)
    elif exchange(new, out):
        shutil.rmtree(new, ignore_errors=True)
    else:
        former = _with(new, FORMER)
        out.rename(former)
        try:
            new.rename(out)
        except BaseException:
            former.rename(out)
            raise
        shutil.rmtree(former, ignore_errors=True)


def repair(out: Path, runs: Callable[[int], bool]) -> None:
    """Bring back, or finish, what builds that were killed left beside `out`, and remove the rest. Those of processes
    that still run (`runs` tells) are let alone."""
    pattern = re.compile(re.escape(beside(out, "").name) + rf"-(\d+)-[a-z0-9_]{{8}}({FORMER}|{LEAVING}|{LEFT})?")
    found = [(path, pattern.fullmatch(path.name)) for path in sorted(out.parent.iterdir())]
    dead = {path: match[2] for path, match in found if match and path.is_dir() and not runs(int(match[1]))}
    for path, state in dead.items():
        if state in (LEAVING, LEFT):
            out.mkdir(exist_ok=True)
        if state == FORMER and not out.exists():
            path.rename(out)
        elif state == LEAVING:  # in `out` are only files of the former output
            _move(path, out)
        elif state == LEFT:  # all in it are new, and what is missing still waits
            work = path.with_name(path.name.removesuffix(LEFT))
            if work.is_dir():
                _move(work, out)
    for path in dead:
        shutil.rmtree(path, ignore_errors=True)


def exchange(left: Path, right: Path) -> bool:
    """Let two folders change places in one step; False where the system has no such step. OSError where it fails."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    if call(_HERE, os.fsencode(left), _HERE, os.fsencode(right), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(left))


def _move_files(new: Path, out: Path) -> None:
    leaving, left = _with(new, LEAVING), _with(new, LEFT)
    leaving.mkdir()
    try:
        _move(out, leaving, first=True)
    except BaseException:
        _move(leaving, out)
        leaving.rmdir()
        raise
    leaving.rename(left)
    try:
        _move(new, out)
    except BaseException:
        _move(out, new, first=True)
        _move(left, out)
        left.rmdir()
        raise
    shutil.rmtree(left, ignore_errors=True)


def _move(source: Path, target: Path, *, first: bool = False) -> None:
    """Move all files of a folder into another, the manifest last, or `first`."""
    names = sorted(path.name for path in source.iterdir())
    for name in sorted(names, key=lambda name: (name == MANIFEST) != first):
        (source / name).rename(target / name)


def _with(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _stands_in(out: Path) -> bool:
    try:
        return Path.cwd().is_relative_to(out)
    except FileNotFoundError:  # the folder that one stood in is gone
        return False
