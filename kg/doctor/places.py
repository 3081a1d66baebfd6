"""Folders: what can be written to, what room there is, and what kg keeps where."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.doctor.finding import Finding, size

LITTLE_ROOM = 1_000_000_000


def writable(out: Path | None) -> Iterator[Finding]:
    """The temporary folder, and the one that the output goes into: whether files can be made there, how much room."""
    try:
        temporary = tempfile.gettempdir()
    except FileNotFoundError:
        told = ("没有可写的临时文件夹", "there is no temporary folder to write to")
        yield Finding("folders", "temporary", "broken", told, ("export TMPDIR=…",) * 2)
    else:
        yield _room("temporary", Path(temporary), ("临时文件夹", "temporary folder"))
    yield _room("output", _standing((out or Path("out")).absolute().parent), ("输出目录所在", "place of the output"))


def _standing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)


def _room(name: str, folder: Path, called: tuple[str, str]) -> Finding:
    zh, en = called
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
        free = shutil.disk_usage(folder).free
    except OSError as fault:
        told = (f"{zh} {folder} 不可写（{fault.strerror}）", f"cannot write to the {en} {folder} ({fault.strerror})")
        mend = ("另选 -o，或换一个文件夹运行", "choose another -o, or run it elsewhere")
        if name == "temporary":
            return Finding("folders", name, "broken", told, ("export TMPDIR=…",) * 2, {"path": str(folder)})
        return Finding("folders", name, "note", told, mend, {"path": str(folder)})
    told = (f"{zh} {folder}，余 {size(free)}", f"{en} {folder}, {size(free)} free")
    facts = {"path": str(folder), "free": free}
    if free < LITTLE_ROOM:
        return Finding("folders", name, "note", told, ("空间不多", "that is not much"), facts)
    return Finding("folders", name, "sound", told, facts=facts)


def kept(out: Path | None) -> Iterator[Finding]:
    """What kg keeps between runs, and may be deleted: downloads, servers' data, what was read of files."""
    from kg.server.home import usual_home
    from kg.server.jars import cache_folder

    yield _kept("downloads", cache_folder(), ("下载的 Neo4j", "downloads of Neo4j"))
    yield _kept("server-data", usual_home(), ("kg neo4j 的数据", "data of kg neo4j"))
    if out is not None:
        from kg.run.parts import SUFFIX

        parts = out.with_name(out.name + SUFFIX)
        yield _kept("parts", parts, ("--workers 已读过的文件", "what --workers has read before"))


def _kept(name: str, folder: Path, called: tuple[str, str]) -> Finding:
    total = _size(folder)
    facts = {"path": str(folder), "bytes": total}
    zh, en = called
    if total is None:
        return Finding("folders", name, "sound", (f"{zh}：无（{folder}）", f"{en}: none ({folder})"), facts=facts)
    told = (f"{zh}：{size(total)}（{folder}）", f"{en}: {size(total)} ({folder})")
    return Finding("folders", name, "sound", told, facts=facts)


def _size(folder: Path) -> int | None:
    """Bytes of all files below a folder that can be seen; None where it is not there."""
    if not folder.is_dir():
        return None
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(where, name)).st_size  # noqa: PTH118 (a path object a file takes long)
            except OSError:  # gone in the meantime
                continue
    return total
