"""Outputs appear all at once or not at all: they are written beside the output folder and moved in at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError

MARK = "manifest.json"


@contextmanager
def staged(out: Path, inputs: Sequence[Path] = ()) -> Iterator[Path]:
    """A folder to write into; on success it takes the place of `out`, on any exception it is removed.

    The former output stays whole until two renames at the very end. KgError where `out` holds files that are not
    kg's, holds one of the inputs, or cannot be written.
    """
    for given in inputs:
        if given.resolve().is_relative_to(out.resolve()):
            raise KgError(f"输出目录 {out} 不能包含输入 {given}", f"the output {out} must not hold the input {given}")
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).exists())):
        raise KgError(
            f"{out} 已存在且不是 kg 的输出目录，请另选 -o", f"{out} exists and is no output of kg: choose another -o"
        )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as fault:
        raise KgError(
            f"无法写入 {out.parent}（{fault.strerror}）", f"cannot write to {out.parent} ({fault.strerror})"
        ) from fault
    try:
        staging.chmod(0o777 & ~_umask())
        yield staging
        _swap(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _swap(staging: Path, out: Path) -> None:
    if not out.exists():
        staging.rename(out)
        return
    former = staging.with_name(staging.name + "-former")
    out.rename(former)
    try:
        staging.rename(out)
    except BaseException:
        former.rename(out)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
