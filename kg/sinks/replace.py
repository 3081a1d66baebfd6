"""One file of a finished output folder written anew: whole or not at all, and the manifest knows of it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kg.errors import KgError
from kg.graph.folder import read_manifest
from kg.sinks.files import MANIFEST, as_json, digest

# What a write that was killed outright leaves in the folder; {} stands for the name of the file.
TEMPORARY = r"\.(?:{})-kg-[a-z0-9_]{{8}}"


def replace_output(out: Path, name: str, data: bytes) -> None:
    """Write OUT/NAME anew and its hash into the manifest. KgError where the folder cannot be written to."""
    try:
        write_whole(out / name, data)
        record(out, name)
    except OSError as fault:
        raise KgError(f"无法写入 {out}（{fault.strerror}）", f"cannot write to {out} ({fault.strerror})") from fault


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader sees the old one or the new one, and a fault (OSError) leaves the old one."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-kg-", dir=path.parent)
    os.close(handle)
    try:
        Path(name).write_bytes(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def record(out: Path, name: str) -> None:
    """Put the hash of OUT/NAME as it now is into the manifest, if that lists the outputs. OSError as above."""
    manifest = read_manifest(out)
    outputs = manifest.get("outputs")
    found = digest(out / name)
    if isinstance(outputs, dict) and outputs.get(name) != found:
        manifest["outputs"] = dict(sorted({**outputs, name: found}.items()))
        write_whole(out / MANIFEST, as_json(manifest))
