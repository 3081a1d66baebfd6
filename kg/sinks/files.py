"""The JSON lines and JSON files of an output folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any

from kg.graph import rows
from kg.link.linker import Links
from kg.model import Document, Graph, Judgement, Mention, Problem, Speech, Statement
from kg.versions.known import Known
from kg.versions.pairs import Pair
from kg.versions.rows import alignment_rows, fill_row, leak_row, text_rows

NONE: Mapping[str, str] = {}
MANIFEST = "manifest.json"
ORIGIN = "origin.json"
INDEX = "explorer.sqlite"
# Outputs that the manifest does not list: itself, the seconds, which differ in every run, what was built from, and what
# `kg serve` makes of them.
UNLISTED = (MANIFEST, "timings.json", ORIGIN, INDEX)


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

    write_told(folder, speeches, links.judgements, problems)
    write_lines(folder / "mentions.jsonl", (rows.mention_row(m, names[m.id].id, names[m.id].name) for m in mentions))
    write_lines(folder / "relations.jsonl", (rows.relation_row(s, *end(s.subject), *end(s.object)) for s in statements))


def write_told(
    folder: Path, speeches: Sequence[Speech], judgements: Sequence[Judgement], problems: Sequence[Problem]
) -> None:
    """speeches, judgements and problems."""
    write_lines(folder / "speeches.jsonl", map(rows.speech_row, speeches))
    write_lines(folder / "judgements.jsonl", map(rows.judgement_row, judgements))
    write_lines(folder / "problems.jsonl", map(rows.problem_row, problems))


def write_versions(folder: Path, speeches: Sequence[Speech], pairs: Sequence[Pair], known: Known) -> None:
    """alignments, fills and leaks, each sorted by file and place."""
    write_lines(folder / "alignments.jsonl", alignment_rows(pairs, speeches))
    write_lines(folder / "fills.jsonl", map(fill_row, known.fills))
    write_lines(folder / "leaks.jsonl", map(leak_row, known.leaks))


def write_texts(folder: Path, speeches: Sequence[Speech], documents: Iterable[Document]) -> None:
    """texts, sorted by file and place."""
    write_lines(folder / "texts.jsonl", text_rows(speeches, {document.id: document for document in documents}))


def write_graph(folder: Path, graph: Graph) -> None:
    """entities.jsonl and edges.jsonl, which hold the graph whole."""
    write_lines(folder / "entities.jsonl", map(rows.node_row, graph.nodes))
    write_lines(folder / "edges.jsonl", map(rows.edge_row, graph.edges))


def write_manifest(
    folder: Path, inputs: Mapping[str, str], facts: Mapping[str, Any], known: Mapping[str, str] = NONE
) -> None:
    """manifest.json: schema, versions, and the hash of every input (by path) and output (of some it may be `known`)."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name not in UNLISTED)
    outputs = {name: known.get(name) or digest(folder / name) for name in names}
    write_json(folder / MANIFEST, {"schema": rows.SCHEMA, **facts, "inputs": dict(inputs), "outputs": outputs})


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()
