"""Files that hold files: zip archives, and the attachments of mails. Nothing is written to a disk.

What an archive holds is named below it: `a.zip/甲乡/讲话.docx`. An entry that leads out of its folder, is a link, is
encrypted or unpacks to too much is a Problem; the others are still read.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from kg.model import Problem
from kg.read.formats.limits import DEPTH, ENTRIES, MIB, TOTAL, Allowance, check_entry
from kg.read.formats.mail import attachments, is_cover
from kg.read.formats.model import LARGEST, Unreadable, reading
from kg.read.names import Apart, is_passed_over

HOLDING = (".zip", ".eml")
_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Item:
    """A file as it is to be read: its name as kg names it, and its bytes."""

    path: str
    data: bytes


def held(path: str, source: BinaryIO, left: Allowance | None = None, depth: int = 1) -> Iterator[Item | Problem]:
    """The files in a zip archive or the attachments of a mail, those in archives within it too, by name."""
    left = left or Allowance()
    try:
        if depth > DEPTH:
            raise Unreadable(f"压缩包嵌套超过 {DEPTH} 层", f"archives are nested over {DEPTH} deep")
        if suffix_of(path) == ".eml":
            yield from _attached(path, source.read(), left, depth)
        else:
            yield from _entries(path, source, left, depth)
    except Unreadable as fault:
        yield Problem(path, None, "read", fault.zh, fault.en)


def suffix_of(path: str) -> str:
    """The end of a name that tells the format."""
    return PurePosixPath(path).suffix.lower()


def _entries(path: str, source: BinaryIO, left: Allowance, depth: int) -> Iterator[Item | Problem]:
    with reading("不是完整的 zip 压缩包", "is no intact zip archive"):
        archive = ZipFile(source)
    with archive:
        listed = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(listed) > left.entries:
            raise Unreadable(f"压缩包内文件超过 {ENTRIES} 个", f"the archive holds over {ENTRIES} files")
        left.entries -= len(listed)
        apart = Apart()
        for name, entry in sorted(((_name(entry), entry) for entry in listed), key=lambda pair: pair[0]):
            if not any(part != ".." and is_passed_over(part) for part in PurePosixPath(name).parts):
                inner = f"{path}/{apart.own(name).lstrip('/')}"
                yield from _held(inner, _unpacked(archive, name, entry, left), left, depth)


def _attached(path: str, data: bytes, left: Allowance, depth: int) -> Iterator[Item | Problem]:
    """The mail itself, unless it says little more than that something is attached; and what is attached."""
    found = list(attachments(data))
    if len(found) > left.entries:
        raise Unreadable(f"邮件附件超过 {ENTRIES} 个", f"the mail has over {ENTRIES} attachments")
    left.entries -= len(found)
    if not found or not is_cover(data):
        yield Item(path, data)
    apart = Apart()
    for name, payload in sorted(found):
        inner = re.split(r"[/\\]", name)[-1].strip() or "附件"
        if not is_passed_over(inner):
            yield from _held(f"{path}/{apart.own(inner)}", payload, left, depth)


def _held(path: str, found: bytes | Unreadable, left: Allowance, depth: int) -> Iterator[Item | Problem]:
    if isinstance(found, Unreadable):
        yield Problem(path, None, "read", found.zh, found.en)
        return
    if suffix_of(path) in HOLDING:
        yield from held(path, BytesIO(found), left, depth + 1)
    else:
        yield Item(path, found)


def _unpacked(archive: ZipFile, name: str, entry: ZipInfo, left: Allowance) -> bytes | Unreadable:
    """The bytes of an entry, or why they are not read."""
    try:
        _check_name(name)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Unreadable("压缩包内的符号链接，不读取", "is a symbolic link in an archive: not followed")
        check_entry(entry)
        if entry.file_size > left.size:
            raise Unreadable(f"压缩包解压后超过 {TOTAL // MIB} MiB", f"the archive unpacks to over {TOTAL // MIB} MiB")
        with reading("压缩包内的文件损坏", "is damaged in its archive"), archive.open(entry) as file:
            data = file.read(LARGEST + 1)
        left.size -= len(data)
    except Unreadable as fault:
        return fault
    return data


def _check_name(name: str) -> None:
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in PurePosixPath(name).parts:
        raise Unreadable("路径越出压缩包，不读取", "its path leads out of the archive: not read")


def _name(entry: ZipInfo) -> str:
    """The name of an entry: UTF-8 where it is, else GB18030, as zip programs of a Chinese Windows write it."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", errors="replace")
    return str(PurePosixPath(name.replace("\\", "/").replace("\0", "\ufffd")))
