"""The JSON lines and JSON files of an output folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.graph import rows
from kg.graph.folder import read_manifest
from kg.link.linker import Links
from kg.model import Document, Graph, Mention, Problem, Speech, Statement

# Not listed in the manifest: the manifest itself, and what differs in every run.
UNCOMPARED = ("timings.json", "manifest.json")


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, UTF-8, \\n line ends on every system."""
    with path.open("w", encoding="utf-8", newline="\n") as target:
        for line in lines:
            target.write(rows.dumps(line) + "\n")


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """An indented JSON file, keys in the order given."""
    path.write_bytes(_json(value))


def write_facts(
    folder: Path,
    speeches: Sequence[Speech],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    links: Links,
    problems: Sequence[Problem],
) -> None:
    """speeches, mentions, relations, judgements and problems, each sorted by file and place."""
    names = {mention.id: links.by_mention[mention.id] for mention in mentions}

    def end(reference: str) -> tuple[str, str]:
        found = names.get(reference)
        return (found.id, found.name) if found else (reference, reference)

    write_lines(folder / "speeches.jsonl", map(rows.speech_row, speeches))
    write_lines(folder / "mentions.jsonl", (rows.mention_row(m, names[m.id].id, names[m.id].name) for m in mentions))
    write_lines(folder / "relations.jsonl", (rows.relation_row(s, *end(s.subject), *end(s.object)) for s in statements))
    write_lines(folder / "judgements.jsonl", map(rows.judgement_row, links.judgements))
    write_lines(folder / "problems.jsonl", map(rows.problem_row, problems))


def write_graph(folder: Path, graph: Graph) -> None:
    """entities.jsonl and edges.jsonl, which hold the graph whole."""
    write_lines(folder / "entities.jsonl", map(rows.node_row, graph.nodes))
    write_lines(folder / "edges.jsonl", map(rows.edge_row, graph.edges))


def write_manifest(folder: Path, documents: Iterable[Document], facts: Mapping[str, Any]) -> None:
    """manifest.json: schema, versions, and the hash of every input and output."""
    inputs = {document.path: document.sha256 for document in documents}
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name not in UNCOMPARED)
    outputs = {name: _digest(folder / name) for name in names}
    write_json(folder / "manifest.json", {"schema": rows.SCHEMA, **facts, "inputs": inputs, "outputs": outputs})


def replace_output(out: Path, name: str, data: bytes) -> None:
    """Write one file of a finished output folder anew, in one step, and its hash in the manifest. KgError where the
    folder cannot be written."""
    try:
        for target, content in ((name, data), ("manifest.json", _with_hash(out, name, data))):
            temporary = out / f".{target}.new"
            temporary.write_bytes(content)
            temporary.replace(out / target)
    except OSError as fault:
        raise KgError(f"无法写入 {out}（{fault.strerror}）", f"cannot write to {out} ({fault.strerror})") from fault


def _with_hash(out: Path, name: str, data: bytes) -> bytes:
    manifest = read_manifest(out)
    manifest["outputs"] = dict(sorted({**manifest["outputs"], name: sha256(data).hexdigest()}.items()))
    return _json(manifest)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
