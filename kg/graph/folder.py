"""Reading a built output folder back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import KgError
from kg.graph.fields import fits
from kg.graph.rows import SCHEMA, edge_from, node_from
from kg.model import Edge, Graph
from kg.schema import node_types, relation_types
from kg.written import from_json

T = TypeVar("T")


def read_rows(out: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of OUT/NAME.jsonl in file order. KgError where the file is missing or a line is no JSON object
    or holds in a field what it cannot (kg.graph.fields)."""
    path = out / f"{name}.jsonl"
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = from_json(line)
                except ValueError as fault:
                    raise _broken(path, number) from fault
                if not isinstance(row, dict) or not fits(row):
                    raise _broken(path, number)
                yield row
    except FileNotFoundError as fault:
        raise KgError(
            f"{out} 中没有 {path.name}，请先运行 kg build -o {out}",
            f"there is no {path.name} in {out}: run kg build -o {out} first",
        ) from fault
    except UnicodeDecodeError as fault:
        raise _broken(path) from fault
    except OSError as fault:
        raise _unreadable(path, fault) from fault


def read_fields(out: Path, name: str, fields: str) -> Iterator[dict[str, Any]]:
    """The rows of OUT/NAME.jsonl. KgError as above, and where one lacks one of `fields`, which spaces join."""
    needed = set(fields.split())
    for number, row in enumerate(read_rows(out, name), 1):
        if not needed <= row.keys():
            raise _broken(out / f"{name}.jsonl", number)
        yield row


def read_manifest(out: Path) -> dict[str, Any]:
    """OUT/manifest.json. KgError where it is missing, broken or of another schema."""
    path = out / "manifest.json"
    try:
        manifest = from_json(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise KgError(
            f"{out} 不是 kg 的输出目录，请先运行 kg build -o {out}",
            f"{out} is not an output folder of kg: run kg build -o {out} first",
        ) from fault
    except ValueError as fault:
        raise _broken(path) from fault
    except OSError as fault:
        raise _unreadable(path, fault) from fault
    if not isinstance(manifest, dict) or not all(
        isinstance(manifest.get(listed, {}), dict) for listed in ("inputs", "outputs")
    ):
        raise _broken(path)
    if manifest.get("schema") != SCHEMA:
        raise KgError(
            f"{out} 的格式版本是 {manifest.get('schema')}，本程序需要 {SCHEMA}，请重新运行 kg build",
            f"{out} has schema {manifest.get('schema')} but {SCHEMA} is needed: run kg build again",
        )
    return manifest


def read_graph(out: Path) -> Graph:
    """The whole graph of an output folder, as it was built. KgError where a row lacks something, is of no known type
    or leads to a node that is not there."""
    read_manifest(out)
    return unfinished_graph(out)


def unfinished_graph(out: Path) -> Graph:
    """The same of a folder that is still being written and has no manifest."""
    nodes = tuple(checked(out, "entities", node_from, lambda node: node.type in node_types()))
    ids, types = {node.id for node in nodes}, relation_types()

    def whole(edge: Edge) -> bool:
        return edge.type in types and {edge.source, edge.target} <= ids and len(edge.quotes) == len(edge.spans)

    return Graph(nodes, tuple(checked(out, "edges", edge_from, whole)))


def checked(out: Path, name: str, from_row: Callable[[dict[str, Any]], T], whole: Callable[[T], bool]) -> Iterator[T]:
    """What `from_row` makes of the rows of OUT/NAME.jsonl. KgError as `read_rows`, and where a row lacks something or
    what is made of it is not `whole`."""
    for number, row in enumerate(read_rows(out, name), 1):
        try:
            found = from_row(row)
            sound = whole(found)
        except (KeyError, TypeError, AttributeError) as fault:
            raise _broken(out / f"{name}.jsonl", number) from fault
        if not sound:
            raise _broken(out / f"{name}.jsonl", number)
        yield found


def _broken(path: Path, line: int | None = None) -> KgError:
    zh, en = (f" 第 {line} 行", f", line {line},") if line else ("", "")
    return KgError(f"{path}{zh} 已损坏，请重新运行 kg build", f"{path}{en} is damaged: run kg build again")


def _unreadable(path: Path, fault: OSError) -> KgError:
    return KgError(f"无法读取 {path}（{fault.strerror}）", f"cannot read {path} ({fault.strerror})")
