"""What the tests of faults share: builds in this process that load the lexicon once, disks that are full, rights."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from kg import build as building
from kg.build import build
from kg.config import Config
from kg.progress import Progress
from tests.faults.kills import digests

TALK = (
    "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n"
    "要实施“双五星”创评，枝城镇开展“红色引擎”工程。这是{}。\n"
)
Build = Callable[..., dict[str, str]]


@pytest.fixture(scope="session")
def _lexicon_once() -> Callable[..., object]:
    return cache(building._lexicon)


@pytest.fixture
def kg_build(_lexicon_once: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> Build:
    """kg_build(IN, OUT, workers): build in this process; the hashes of the output."""
    monkeypatch.setattr(building, "_lexicon", _lexicon_once)

    def built(source: Path, out: Path, workers: int | None = None) -> dict[str, str]:
        build([source], out, Progress(quiet=True), Config(), workers)
        return digests(out)

    return built


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two talks."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("甲", "乙"):
        (folder / f"{name}.txt").write_text(TALK.format(name), encoding="utf-8")
    return folder


def change(texts: Path) -> None:
    """Another talk, so that a build gives something else."""
    (texts / "丙.txt").write_text(TALK.format("丙"), encoding="utf-8")


class Disk:
    """A folder on a disk that can be filled: a small one in memory where this process may mount one, else a limit on
    the size of files, which writes meet as well and at the same places."""

    def __init__(self, folder: Path, mounted: bool) -> None:
        self.folder = folder
        self.mounted = mounted

    @contextmanager
    def leaving(self, size: int) -> Iterator[None]:
        """Only so many bytes are free."""
        if self.mounted:
            filler = self.folder / "filler"
            free = os.statvfs(self.folder).f_bavail * os.statvfs(self.folder).f_frsize
            with filler.open("wb") as target:
                os.posix_fallocate(target.fileno(), 0, max(1, free - size))
            try:
                yield
            finally:
                filler.unlink()
        else:
            soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
            try:
                yield
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def mounted(folder: Path, *arguments: str) -> Iterator[bool]:
    """Mount something at a folder; whether this process may."""
    command = ["mount", *arguments, str(folder)]
    may = shutil.which("mount") is not None and subprocess.run(command, capture_output=True).returncode == 0
    try:
        yield may
    finally:
        if may:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of 64 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted(folder, "-t", "tmpfs", "-o", "size=64m", "tmpfs") as may:
        yield Disk(folder, may)


_READ_ANYWAY = (1 << 1) | (1 << 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@contextmanager
def rights_count() -> Iterator[None]:
    """The rights of files bind this process, even if it is root's."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    before, now = (ctypes.c_uint32 * 6)(), (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.capget(header, before) == 0
    for at, held in enumerate(before):
        now[at] = held & ~_READ_ANYWAY if at == 0 else held
    assert libc.capset(header, now) == 0
    try:
        yield
    finally:
        assert libc.capset(header, before) == 0
