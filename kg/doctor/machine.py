"""The machine: processors, memory, open files, what the terminal can show."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.doctor.finding import Finding, size

FEW_FILES = 256
LITTLE_MEMORY = 1_000_000_000
CGROUP = Path("/sys/fs/cgroup")


def processors() -> Iterator[Finding]:
    """How many processors this process may use, and how much memory there is for it."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _quota(CGROUP)
    if quota is not None:
        count = max(1, min(count, quota))
    yield Finding(
        "machine", "processors", "sound", (f"{count} 个处理器", f"{count} processors"), facts={"count": count}
    )
    memory = _memory(CGROUP)
    if memory is None:
        return
    told = (f"内存 {size(memory)}", f"{size(memory)} of memory")
    if memory < LITTLE_MEMORY:
        mend = ("文件很多时请分批构建", "build many files in portions")
        yield Finding("machine", "memory", "note", told, mend, {"bytes": memory})
    else:
        yield Finding("machine", "memory", "sound", told, facts={"bytes": memory})


def _quota(group: Path) -> int | None:
    """Processors that a container is given; None where it is given all."""
    try:
        quota, period = (group / "cpu.max").read_text(encoding="ascii").split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError):  # no container, no Linux, or "max"
        return None


def _memory(group: Path) -> int | None:
    """Bytes of memory of the machine, or of the container where that has fewer."""
    try:
        whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # not on Windows
        return None
    try:
        return min(whole, int((group / "memory.max").read_text(encoding="ascii")))
    except (OSError, ValueError):
        return whole


def open_files() -> Iterator[Finding]:
    """How many files may be open at once; a system without such a limit has no finding."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    facts = {"soft": soft, "hard": hard}
    told = (f"可同时打开 {soft} 个文件", f"{soft} files may be open at once")
    if 0 <= soft < FEW_FILES:
        yield Finding("machine", "open-files", "note", told, ("ulimit -n 1024",) * 2, facts)
    else:
        yield Finding("machine", "open-files", "sound", told, facts=facts)


def encoding() -> Iterator[Finding]:
    """Whether Chinese can be printed here."""
    output = (getattr(sys.stdout, "encoding", "") or "").lower()
    facts = {"stdout": output, "locale": locale.getpreferredencoding(False)}
    told = (f"输出编码 {output or '?'}", f"output in {output or '?'}")
    try:
        "汉字 · ─ 𠮷".encode(output or "ascii")
    except (UnicodeEncodeError, LookupError):
        mend = (
            "显示不了的字会成为 ?：设置 PYTHONUTF8=1 或 UTF-8 的 locale",
            "what it lacks is shown as ?: set PYTHONUTF8=1, or a locale with UTF-8",
        )
        yield Finding("machine", "encoding", "note", told, mend, facts)
    else:
        yield Finding("machine", "encoding", "sound", told, facts=facts)
