"""Outputs appear all at once or not at all: they are written beside the output folder and moved in at the end."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from kg.errors import KgError
from kg.sinks.files import MANIFEST, UNLISTED
from kg.sinks.refused import refusal
from kg.sinks.replace import TEMPORARY, unwritable, writing
from kg.sinks.swap import repair, replace_folder, work_of
from kg.text import printable


@contextmanager
def staged(out: Path, inputs: Sequence[Path] = ()) -> Iterator[Path]:
    """A folder to write into; on success it takes the place of `out`, on any exception it is removed.

    The former output stays whole until that last step. A link is followed: what it leads to is replaced. What a build
    that was killed left is mended or removed first.
    KgError where `out` holds a file that kg did not write, holds one of the inputs, is being written by another
    process or cannot be written, and where the disk fills meanwhile.
    """
    try:
        out = out.resolve()
    except RuntimeError as fault:  # links in a circle
        raise _circle(out) from fault
    except OSError as fault:
        raise unwritable(out, fault) from fault
    for given in inputs:
        if _lies_in(given, out):
            raise KgError(f"输出目录 {out} 不能包含输入 {given}", f"the output {out} must not hold the input {given}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise unwritable(out.parent, fault) from fault
    with writing(out) as locked:
        staging = out.with_name(work_of(out, os.getpid()) + token_hex(4))
        try:
            _make(staging, out, locked)
            yield staging
            _refuse_foreign(out)  # a build takes its time, and who waits may have put something there
            _swap(staging, out)
        except Exception as fault:
            why = refusal(fault)
            if isinstance(fault, OSError) and not staging.is_dir():
                why = (f"工作目录 {staging.name} 被删除", f"its folder {staging.name} was removed")
            if why is None:
                raise
            raise _unfinished(out, *why) from fault
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _lies_in(given: Path, out: Path) -> bool:
    try:
        return given.resolve().is_relative_to(out)
    except (OSError, RuntimeError):  # links in a circle: who reads it tells
        return False


def _make(staging: Path, out: Path, locked: bool) -> None:
    """A new folder beside `out`, after what killed builds left has been put right."""
    try:
        # The number of a process that has ended may be another's by now. Who has the lock is told by nothing else.
        repair(out, (lambda process: False) if locked else _runs)
        _refuse_foreign(out)
        staging.mkdir()
    except OSError as fault:
        raise unwritable(out.parent, fault) from fault


def _unfinished(out: Path, zh: str, en: str) -> KgError:
    return KgError(
        f"无法写完 {out}（{zh}），原有输出未改动", f"cannot finish {out} ({en}); the former output is as it was"
    )


def _circle(out: Path) -> KgError:
    return KgError(f"{out} 是循环链接，请另选 -o", f"{out} is a link to itself: choose another -o")


def _refuse_foreign(out: Path) -> None:
    """KgError where `out` is there and is not, entry by entry, what an earlier build wrote."""
    if not out.exists():
        return
    if not out.is_dir():
        raise KgError(f"{out} 不是文件夹，请另选 -o", f"{out} is no folder: choose another -o")
    if _is_mount(out):
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


def _runs(process: int) -> bool:
    """Whether a process of that number is alive, or may be."""
    if os.name == "nt":  # where 0 is no question: it is sent to the process as Ctrl-C
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _swap(staging: Path, out: Path) -> None:
    """Put the new output in the place of the former one, which is back where it was if that fails."""
    try:
        replace_folder(staging, out)
    except OSError as fault:
        raise KgError(
            f"无法替换 {out}（{fault.strerror}），原有输出未改动；请另选 -o",
            f"cannot replace {out} ({fault.strerror}); the former output is as it was: choose another -o",
        ) from fault


def _is_mount(folder: Path) -> bool:
    """Whether a folder is a mount point; of one that shows a folder of the same disk only Linux's own list tells."""
    if folder.is_mount():
        return True
    try:
        listed = Path("/proc/self/mountinfo").read_bytes()
    except OSError:
        return False
    places = {line.split(b" ")[4] for line in listed.splitlines()}
    octal = re.sub(rb"[ \t\n\\]", lambda found: b"\\%03o" % found[0][0], os.fsencode(folder))
    return octal in places
