"""What the machine refuses, whatever a program does: no room, no right, no memory. It is said in a sentence."""

from __future__ import annotations

import errno
import os
import sys

_WHY = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过系统允许的大小",
    errno.EROFS: "文件系统只读",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
    errno.ESTALE: "网络文件系统已断开",
    errno.EMFILE: "打开的文件过多",
    errno.ENFILE: "打开的文件过多",
    errno.ENOMEM: "内存不足",
    errno.ENAMETOOLONG: "文件名过长",
}


def refusal(fault: BaseException) -> tuple[str, str] | None:
    """Why the machine refused, in both languages, where `fault` tells of that; None where it may be a bug."""
    if isinstance(fault, MemoryError):
        return _WHY[errno.ENOMEM], os.strerror(errno.ENOMEM)
    if isinstance(fault, OSError) and fault.errno in _WHY:
        return _WHY[fault.errno], fault.strerror or os.strerror(fault.errno)
    return _of_tables(fault)


def _of_tables(fault: BaseException) -> tuple[str, str] | None:
    """The same of DuckDB, which has no numbers for it: it writes its tables to the disk beside the output."""
    duckdb = sys.modules.get("duckdb")
    if duckdb is None or not isinstance(fault, duckdb.Error):
        return None
    if isinstance(fault, duckdb.OutOfMemoryException):
        # it may write so much to the disk as was free, and says of more that memory is out
        return _WHY[errno.ENOSPC], os.strerror(errno.ENOSPC)
    return next(((why, os.strerror(number)) for number, why in _WHY.items() if os.strerror(number) in str(fault)), None)
