"""One file of a finished output folder written anew: whole or not at all, and the manifest knows of it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.graph.folder import read_manifest
from kg.sinks.files import MANIFEST, as_json, digest
from kg.sinks.locks import Held, alone
from kg.sinks.refused import refusal

# What a write that was killed outright leaves in the folder; {} stands for the name of the file.
TEMPORARY = r"\.(?:{})-kg-[a-z0-9_]{{8}}"


@contextmanager
def writing(out: Path) -> Iterator[bool]:
    """Be the one process that writes to an output folder; whether that is sure (kg.sinks.locks). KgError where another
    is, or no file can be put beside the folder."""
    with ExitStack() as held:
        try:
            locked = held.enter_context(alone(out))
        except Held as other:
            raise KgError(
                f"另一个 kg 正在写 {out}{other.zh}，请等它完成后再运行",
                f"another kg is writing {out}{other.en}: run it again when that has finished",
            ) from other
        except OSError as fault:
            raise unwritable(out.parent, fault) from fault
        yield locked


def unwritable(where: Path, fault: OSError) -> KgError:
    """What is said of a folder that cannot be written to."""
    zh, en = refusal(fault) or (fault.strerror, fault.strerror)
    return KgError(f"无法写入 {where}（{zh}）", f"cannot write to {where} ({en})")


def replace_output(out: Path, name: str, data: bytes, of: Mapping[str, Any]) -> None:
    """Write OUT/NAME anew, which was made of what the manifest `of` told, and its hash into the manifest. KgError where
    the folder cannot be written to, or holds another graph by now."""
    with ExitStack() as held:
        try:
            held.enter_context(alone(out.resolve()))
        except Held as other:
            raise _changed(out) from other
        except OSError:  # nothing can be put beside the folder, so that no build can either
            pass
        if not same_graph(read_manifest(out), of):
            raise _changed(out)
        try:
            clear_temporary(out / name)
            write_whole(out / name, data)
            record(out, name)
        except OSError as fault:
            raise unwritable(out, fault) from fault


def same_graph(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two manifests tell of the same graph: of pages and databases made of it, nothing is asked."""
    return graph_of(one) == graph_of(other)


def graph_of(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a manifest says of the lines that hold the graph; of one that lists none, all of it."""
    listed = manifest.get("outputs")
    lines = {name: of for name, of in listed.items() if name.endswith(".jsonl")} if isinstance(listed, dict) else {}
    return lines or manifest


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader sees the old one or the new one, and a fault (OSError) leaves the old one. The
    new one is on the disk, and not only on its way there, before it takes the place of the old one."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-kg-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
            target.flush()
            os.fsync(handle)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def clear_temporary(path: Path) -> None:
    """Remove what writes of a file that were killed have left. Only for who has its lock. OSError as above."""
    half = re.compile(TEMPORARY.format(re.escape(path.name)))
    for other in path.parent.iterdir():
        if half.fullmatch(other.name):
            other.unlink(missing_ok=True)


def record(out: Path, name: str) -> None:
    """Put the hash of OUT/NAME as it now is into the manifest, if that lists the outputs. OSError as above."""
    manifest = read_manifest(out)
    outputs = manifest.get("outputs")
    found = digest(out / name)
    if isinstance(outputs, dict) and outputs.get(name) != found:
        manifest["outputs"] = dict(sorted({**outputs, name: found}.items()))
        write_whole(out / MANIFEST, as_json(manifest))


def _changed(out: Path) -> KgError:
    return KgError(
        f"{out} 此时正由另一个 kg 重建，请再运行一次", f"{out} is being built anew by another kg: run it once more"
    )
