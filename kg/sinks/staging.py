"""Outputs appear all at once or not at all: they are written beside the output folder and moved in at the end."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError

MANIFEST, UNLISTED = "manifest.json", ("manifest.json", "timings.json")


@contextmanager
def staged(out: Path, inputs: Sequence[Path] = ()) -> Iterator[Path]:
    """A folder to write into; on success it takes the place of `out`, on any exception it is removed.

    The former output stays whole until two renames at the very end. KgError where `out` holds anything that kg did
    not write, holds one of the inputs, or cannot be written.
    """
    out = out.resolve()
    for given in inputs:
        if given.resolve().is_relative_to(out):
            raise KgError(f"输出目录 {out} 不能包含输入 {given}", f"the output {out} must not hold the input {given}")
    foreign = _foreign(out)
    if foreign:
        raise KgError(
            f"{out} 中有不是 kg 写的 {foreign}，请另选 -o 或先移走它",
            f"{out} holds {foreign}, which kg did not write: choose another -o, or move it away",
        )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(out)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-{os.getpid()}-", dir=out.parent))
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


def _foreign(out: Path) -> str | None:
    """The first entry of an existing output folder that its manifest does not name; None where all are kg's own."""
    if not out.exists():
        return None
    if not out.is_dir():
        return out.name
    present = sorted(path.name for path in out.iterdir())
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        own = {*manifest["outputs"], *UNLISTED} if {"schema", "kg"} <= set(manifest) else set()
    except (OSError, ValueError, KeyError, TypeError):
        own = set()
    return next((name for name in present if name not in own), None)


def _remove_stale(out: Path) -> None:
    """What builds that were killed outright left beside the output: the name holds the process, which is gone."""
    for path in out.parent.glob(f".{out.name}-*-*"):
        process = path.name.removeprefix(f".{out.name}-").partition("-")[0]
        if process.isdigit() and not _alive(int(process)):
            shutil.rmtree(path, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _swap(staging: Path, out: Path) -> None:
    former = staging.with_name(staging.name + "-former")
    try:
        if out.exists():
            out.rename(former)
        try:
            staging.rename(out)
        except BaseException:
            if former.exists():
                former.rename(out)
            raise
    except OSError as fault:
        raise KgError(
            f"无法替换输出目录 {out}（{fault.strerror}）", f"cannot replace the output folder {out} ({fault.strerror})"
        ) from fault
    shutil.rmtree(former, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
