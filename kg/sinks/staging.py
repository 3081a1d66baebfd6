"""Outputs appear all at once or not at all: they are written beside the output folder and moved in at the end."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError
from kg.sinks.files import MANIFEST, UNLISTED
from kg.sinks.replace import TEMPORARY
from kg.text import printable


@contextmanager
def staged(out: Path, inputs: Sequence[Path] = ()) -> Iterator[Path]:
    """A folder to write into; on success it takes the place of `out`, on any exception it is removed.

    The former output stays whole until two renames at the very end. A link is followed: what it leads to is replaced.
    KgError where `out` holds a file that kg did not write, holds one of the inputs, or cannot be written.
    """
    try:
        out = out.resolve()
    except (OSError, RuntimeError) as fault:  # links in a circle
        raise KgError(f"{out} 是循环链接，请另选 -o", f"{out} is a link to itself: choose another -o") from fault
    for given in inputs:
        if given.resolve().is_relative_to(out):
            raise KgError(f"输出目录 {out} 不能包含输入 {given}", f"the output {out} must not hold the input {given}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _clear_stale(out)
        _refuse_foreign(out)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-{os.getpid()}-", dir=out.parent))
    except OSError as fault:
        raise KgError(
            f"无法写入 {out.parent}（{fault.strerror}）", f"cannot write to {out.parent} ({fault.strerror})"
        ) from fault
    try:
        staging.chmod(0o777 & ~_umask())
        yield staging
        _refuse_foreign(out)  # a build takes its time, and who waits may have put something there
        _swap(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _refuse_foreign(out: Path) -> None:
    """KgError where `out` is there and is not, entry by entry, what an earlier build wrote."""
    if not out.exists():
        return
    if not out.is_dir():
        raise KgError(f"{out} 不是文件夹，请另选 -o", f"{out} is no folder: choose another -o")
    if out.is_mount():
        raise KgError(f"{out} 是挂载点，不能整体替换，请用 -o {out}/kg", f"{out} is a mount point: use -o {out}/kg")
    own = _outputs(out)
    temporary = re.compile(TEMPORARY.format("|".join(map(re.escape, sorted(own)))))
    for name in sorted(path.name for path in out.iterdir()):
        if name not in own and not (own and temporary.fullmatch(name)):
            shown = printable(name)
            raise KgError(
                f"{out} 中的 {shown} 不是 kg 写的，为免丢失不予替换；请先移走，或另选 -o",
                f"{out} holds {shown}, which kg did not write and would delete: move it away, or choose another -o",
            )


def _outputs(out: Path) -> frozenset[str]:
    """The files of an output folder by its manifest; none where no manifest of kg is there."""
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    known = isinstance(manifest, dict) and {"schema", "kg"} <= manifest.keys()
    listed = manifest.get("outputs") if known else None
    return frozenset({*listed, *UNLISTED}) if isinstance(listed, dict) else frozenset()


def _clear_stale(out: Path) -> None:
    """Remove what builds that were killed outright left beside the output; bring back an output set aside by one."""
    pattern = re.compile(rf"\.{re.escape(out.name)}-(\d+)-[a-z0-9_]{{8}}(-former)?")
    for path in sorted(out.parent.iterdir()):
        match = pattern.fullmatch(path.name)
        if match and path.is_dir() and not _runs(int(match[1])):
            if match[2] and not out.exists():
                path.rename(out)
            else:
                shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    """Whether a process of that number is alive."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _swap(staging: Path, out: Path) -> None:
    """Put the new output in the place of the former one, which is back where it was if that fails."""
    former = staging.with_name(staging.name + "-former")
    try:
        if not out.exists():
            staging.rename(out)
        elif Path.cwd().is_relative_to(out):
            _swap_files(staging, out, former)  # the folder itself stays: the user stands in it
        else:
            _swap_folders(staging, out, former)
    except OSError as fault:
        raise KgError(
            f"无法替换 {out}（{fault.strerror}），原有输出未改动；请另选 -o",
            f"cannot replace {out} ({fault.strerror}); the former output is as it was: choose another -o",
        ) from fault
    shutil.rmtree(former, ignore_errors=True)


def _swap_folders(staging: Path, out: Path, former: Path) -> None:
    out.rename(former)
    try:
        staging.rename(out)
    except BaseException:
        former.rename(out)
        raise


def _swap_files(staging: Path, out: Path, former: Path) -> None:
    former.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for source, target in ((out, former), (staging, out)):
            for path in sorted(source.iterdir()):
                path.rename(target / path.name)
                moved.append((path, target / path.name))
    except BaseException:
        for path, there in reversed(moved):
            there.rename(path)
        former.rmdir()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
