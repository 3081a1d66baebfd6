"""A user's own names: a CSV or YAML file that adds to what kg knows, and says what is never a name.

CSV with the columns name, type, aliases (joined by |); YAML as a list of mappings with the same keys, aliases a list.
A type is one of the vocabulary's, in English or Chinese; `never` (从不) keeps a string from being taken for anything.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.extract.lexicon import Entry
from kg.schema import entity_types, node_types

OWN, NEVER = "user", "never"
_NEVER_NAMES = (NEVER, "从不")


def read_lexicon(path: Path) -> list[Entry]:
    """The entries of a lexicon file, in its order. KgError naming the file and the row at fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise KgError(
            f"无法读取词库 {path}（须为 UTF-8 文件）", f"cannot read the lexicon {path} (a UTF-8 file)"
        ) from fault
    rows = _csv(text) if path.suffix.lower() == ".csv" else _yaml(path, text)
    return [entry for number, row in rows for entry in _entries(path, number, row)]


def _csv(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        yield reader.line_num, {**row, "aliases": (row.get("aliases") or "").split("|")}


def _yaml(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    import yaml

    try:
        rows = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise KgError(
            f"词库 {path} 不是有效的 YAML：{fault}", f"the lexicon {path} is not valid YAML: {fault}"
        ) from fault
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise KgError(f"词库 {path} 应为条目的列表", f"the lexicon {path} must be a list of entries")
    yield from enumerate(rows, 1)


def _entries(path: Path, number: int, row: Mapping[str, Any]) -> Iterator[Entry]:
    name = str(row.get("name") or "").strip()
    type_ = _type(str(row.get("type") or "").strip())
    if len(name) < 2 or type_ is None:
        known = "、".join((*entity_types(), NEVER))
        raise KgError(
            f"词库 {path} 第 {number} 条需要至少两个字的 name 和有效的 type（{known}）",
            f"the lexicon {path}, row {number}, needs a name of two characters or more and a type out of {known}",
        )
    aliases = row.get("aliases") or []
    forms = [name, *(str(alias).strip() for alias in aliases)] if isinstance(aliases, list) else [name]
    for form in dict.fromkeys(form for form in forms if len(form) > 1):
        yield Entry(form, type_, name, NEVER if type_ == NEVER else OWN)


def _type(given: str) -> str | None:
    if given.lower() in _NEVER_NAMES:
        return NEVER
    types = node_types()
    return next((name for name in entity_types() if given in (name, types[name].zh)), None)
