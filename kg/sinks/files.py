"""The JSON lines and JSON files of an output folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.graph import rows
from kg.link.linker import Links
from kg.model import Document, Graph, Mention, Problem, Speech, Statement
from kg.versions.known import Known
from kg.versions.pairs import Pair
from kg.versions.rows import alignment_rows, fill_row, leak_row, text_rows

MANIFEST = "manifest.json"
# Outputs that the manifest does not list: itself, and the seconds, which differ in every run.
UNLISTED = (MANIFEST, "timings.json")


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, UTF-8, \\n line ends on every system."""
    with path.open("w", encoding="utf-8", newline="\n") as target:
        for line in lines:
            target.write(rows.dumps(line) + "\n")


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """An indented JSON file, keys in the order given."""
    path.write_bytes(as_json(value))


def as_json(value: Mapping[str, Any]) -> bytes:
    """The bytes of such a file."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


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


def write_versions(
    folder: Path, speeches: Sequence[Speech], documents: Iterable[Document], pairs: Sequence[Pair], known: Known
) -> None:
    """alignments, fills, leaks and texts, each sorted by file and place."""
    texts = {document.id: document for document in documents}
    write_lines(folder / "alignments.jsonl", alignment_rows(pairs, speeches))
    write_lines(folder / "fills.jsonl", map(fill_row, known.fills))
    write_lines(folder / "leaks.jsonl", map(leak_row, known.leaks))
    write_lines(folder / "texts.jsonl", text_rows(speeches, texts))


def write_graph(folder: Path, graph: Graph) -> None:
    """entities.jsonl and edges.jsonl, which hold the graph whole."""
    write_lines(folder / "entities.jsonl", map(rows.node_row, graph.nodes))
    write_lines(folder / "edges.jsonl", map(rows.edge_row, graph.edges))


def write_manifest(folder: Path, documents: Iterable[Document], facts: Mapping[str, Any]) -> None:
    """manifest.json: schema, versions, and the hash of every input and output."""
    inputs = {document.path: document.sha256 for document in documents}
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name not in UNLISTED)
    outputs = {name: digest(folder / name) for name in names}
    write_json(folder / MANIFEST, {"schema": rows.SCHEMA, **facts, "inputs": inputs, "outputs": outputs})


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()
