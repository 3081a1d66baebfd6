"""A user's own names: CSV or YAML files that add to what kg knows, and say what is never a name.

CSV with the columns name, type, aliases (joined by |), parent; YAML as a list of mappings with the same keys, aliases
joined so or a list. A type is one of the vocabulary's, in English or Chinese; `never` (从不) keeps a string from being
taken for anything. `parent` is what a place, body or program belongs to: it tells linking which one is meant and is
shown on the node, but states no fact, since no text says it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.extract.lexicon import Entry
from kg.extract.passage import Passage, Proposal
from kg.model import Problem
from kg.read.decode import decode
from kg.schema import entity_types, node_types
from kg.text import plain
from kg.written import from_yaml

OWN, NEVER = "user", "never"
_NEVER_NAMES = (NEVER, "从不")
COLUMNS = ("name", "type", "aliases", "parent")
OWNED = ("Place", "Organization", "Program")
# A user's own names outrank every rule but the holes.
RANK = 4


def find(passage: Passage) -> Iterator[Proposal]:
    """A proposal for every place where one of the user's names stands."""
    for hit in passage.hits_of(OWN):
        entry = hit.entry
        props = {"parent": entry.parent} if entry.parent else {}
        yield Proposal(hit.start, hit.end, entry.type, OWN, 1.0, rank=RANK, canonical=entry.canonical, props=props)


def read_lexicons(paths: Sequence[Path]) -> tuple[list[Entry], list[Problem]]:
    """The entries of several files. What a later file says of a form replaces what earlier ones say of it, and is told
    where it differs. KgError as for read_lexicon."""
    kept: dict[str, list[Entry]] = {}
    origin: dict[str, Path] = {}
    problems = []
    for path in paths:
        of_file: dict[str, list[Entry]] = {}
        for entry in read_lexicon(path):
            of_file.setdefault(entry.name, []).append(entry)
        for form, entries in of_file.items():
            if form in kept and set(kept[form]) != set(entries):
                former, told = _told(kept[form]), _told(entries)
                problems.append(
                    Problem(
                        path.name,
                        None,
                        "lexicon",
                        f"“{form}”（{told}）取代 {origin[form].name} 中的同名条目（{former}）",
                        f"“{form}” ({told}) replaces the entry of {origin[form].name} ({former})",
                    )
                )
            kept[form], origin[form] = entries, path
    return [entry for form in sorted(kept) for entry in kept[form]], problems


def _told(entries: Iterable[Entry]) -> str:
    return "、".join(" ".join(filter(None, (entry.type, entry.canonical, entry.parent))) for entry in entries)


def read_lexicon(path: Path) -> list[Entry]:
    """The entries of a lexicon file, in its order. KgError naming the file and the row at fault."""
    try:
        decoded = decode(path.read_bytes())
    except OSError as fault:
        raise KgError(
            f"无法读取词库 {path}（{fault.strerror}）", f"cannot read the lexicon {path} ({fault})"
        ) from fault
    if decoded is None:
        raise KgError(f"词库 {path} 不是文本文件", f"the lexicon {path} is no text file")
    text = decoded.text
    rows = _csv(path, text) if path.suffix.lower() == ".csv" else _yaml(path, text)
    return [entry for number, row in rows for entry in _entries(path, number, row)]


def _csv(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(text.splitlines())
    try:
        _check_columns(path, 1, [name for name in reader.fieldnames or () if name])
        for row in reader:
            if any(row.values()):
                yield reader.line_num, row
    except csv.Error as fault:  # a field of more than 131,072 characters: a quotation mark that nothing closes
        raise KgError(
            f"词库 {path} 不是有效的 CSV：{fault}", f"the lexicon {path} is not valid CSV: {fault}"
        ) from fault


def _yaml(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        rows = from_yaml(text)
    except ValueError as fault:
        raise KgError(
            f"词库 {path} 不是有效的 YAML：{fault}", f"the lexicon {path} is not valid YAML: {fault}"
        ) from fault
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise KgError(f"词库 {path} 应为条目的列表", f"the lexicon {path} must be a list of entries")
    for number, row in enumerate(rows, 1):
        _check_columns(path, number, row)
        yield number, row


def _check_columns(path: Path, number: int, names: Iterable[object]) -> None:
    """KgError for a column that is nearly one of COLUMNS: alias, parents. Others, such as a note, are passed over."""
    for name in names:
        near = get_close_matches(str(name), COLUMNS, 1, 0.8)
        if near and name not in COLUMNS:
            raise KgError(
                f"词库 {path} 第 {number} 条：没有 {name} 这一列，是否指 {near[0]}",
                f"the lexicon {path}, row {number}: there is no {name}; is {near[0]} meant?",
            )


def _entries(path: Path, number: int, row: Mapping[str, Any]) -> Iterator[Entry]:
    name = str(row.get("name") or "").strip()
    type_ = _type(str(row.get("type") or "").strip())
    if len(name) < 2 or type_ is None:
        known = "、".join((*(node_types()[type_].zh for type_ in entity_types()), _NEVER_NAMES[1]))
        types = ", ".join((*entity_types(), NEVER))
        zh, en = _shown(row, "name"), _shown(row, "type")
        raise KgError(
            f"词库 {path} 第 {number} 条：name 是{zh}，type 是{en}；须有至少两个字的 name，type 须为 {known} 之一"
            "（首行写 name,type,aliases,parent）",
            f"the lexicon {path}, row {number}: name is {zh}, type is {en}; it needs a name of two characters or more and "
            f"a type out of {types} (the first line is name,type,aliases,parent)",
        )
    parent = str(row.get("parent") or "").strip() or None
    if parent and type_ not in OWNED:
        owned = "、".join(OWNED)
        raise KgError(
            f"词库 {path} 第 {number} 条：只有 {owned} 可有 parent",
            f"the lexicon {path}, row {number}: only {owned} can have a parent",
        )
    aliases = row.get("aliases") or []
    listed = aliases if isinstance(aliases, list) else str(aliases).split("|")
    forms = [name, *(str(alias).strip() for alias in listed)]
    for form in dict.fromkeys(form for form in forms if len(form) > 1):
        yield Entry(plain(form), type_, name, NEVER if type_ == NEVER else OWN, parent=parent)


def _shown(row: Mapping[str, Any], column: str) -> str:
    return f"“{str(row.get(column) or '').strip()}”"


def _type(given: str) -> str | None:
    if given.lower() in _NEVER_NAMES:
        return NEVER
    types = node_types()
    return next((name for name in entity_types() if given in (name, types[name].zh)), None)
