"""Reading a built output folder back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.graph.rows import SCHEMA, graph_from
from kg.model import Graph


def read_rows(out: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of OUT/NAME.jsonl in file order. KgError where the file is missing or a line is broken."""
    path = out / f"{name}.jsonl"
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as fault:
                    raise KgError(
                        f"{path} 第 {number} 行不是有效的 JSON，请重新运行 kg build",
                        f"{path}, line {number}, is not valid JSON: run kg build again",
                    ) from fault
    except FileNotFoundError as fault:
        raise KgError(
            f"{out} 中没有 {path.name}，请先运行 kg build -o {out}",
            f"there is no {path.name} in {out}: run kg build -o {out} first",
        ) from fault


def read_manifest(out: Path) -> dict[str, Any]:
    """OUT/manifest.json. KgError where it is missing or of another schema."""
    try:
        manifest: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise KgError(
            f"{out} 不是 kg 的输出目录，请先运行 kg build -o {out}",
            f"{out} is not an output folder of kg: run kg build -o {out} first",
        ) from fault
    except ValueError as fault:
        raise _broken(out / "manifest.json") from fault
    if not isinstance(manifest, dict):
        raise _broken(out / "manifest.json")
    if manifest.get("schema") != SCHEMA:
        raise KgError(
            f"{out} 的格式版本是 {manifest.get('schema')}，本程序需要 {SCHEMA}，请重新运行 kg build",
            f"{out} has schema {manifest.get('schema')} but {SCHEMA} is needed: run kg build again",
        )
    return manifest


def read_graph(out: Path) -> Graph:
    """The whole graph of an output folder, as it was built."""
    read_manifest(out)
    try:
        return graph_from(read_rows(out, "entities"), read_rows(out, "edges"))
    except (KeyError, TypeError) as fault:
        raise _broken(out) from fault


def _broken(path: Path) -> KgError:
    return KgError(f"{path} 已损坏，请重新运行 kg build", f"{path} is damaged: run kg build again")
