"""How much an archive may hold. What holds more was made to fill a disk, or is to be unpacked by hand."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kg.read.formats.model import LARGEST, TOO_LARGE, Unreadable, reading

MIB = 2**20
DEPTH = 3  # archives in archives
ENTRIES = 20_000
TOTAL = 1024 * MIB
RATIO = 200  # of what is unpacked to what was packed, beyond a MiB; a text gets to some ten
PACKAGE = 256 * MIB  # a Word file is an archive too
PARTS = 5_000


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked of one file of the input, archives within it included."""

    entries: int = ENTRIES
    size: int = TOTAL


def check_entry(entry: ZipInfo) -> None:
    """Unreadable where an entry of an archive should not be unpacked."""
    if entry.flag_bits & 0x1:
        raise Unreadable("已加密，请先解密", "is encrypted: decrypt it first")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unreadable("压缩方法不受支持，请重新打包", "is packed by a method that kg does not read: pack it anew")
    if entry.file_size > MIB and entry.file_size > RATIO * max(1, entry.compress_size):
        raise Unreadable("压缩比异常，可能是压缩炸弹", "unpacks to too many times its size: a bomb, it seems")
    if entry.file_size > LARGEST:
        raise Unreadable(*TOO_LARGE)


def check_package(data: bytes) -> None:
    """Unreadable where an Office file (a zip archive) is none, or should not be unpacked."""
    with reading("不是完整的 Word 文件", "is no intact Word file"):
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
        for entry in entries:
            check_entry(entry)
    if len(entries) > PARTS or sum(entry.file_size for entry in entries) > PACKAGE:
        raise Unreadable("解压后过大，可能是压缩炸弹", "unpacks to too much: a bomb, it seems")
