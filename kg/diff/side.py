"""One of the two builds, read from its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.diff.model import Passage, Row
from kg.graph.folder import read_fields, read_manifest
from kg.text import sentence_spans


@dataclass(frozen=True, slots=True)
class Side:
    """An output folder as rows by file. `passages` are the heads and sentences of a file's talks;
    `entities` the rows of entities.jsonl by id; `decided` what a person decided."""

    manifest: Mapping[str, Any]
    passages: Mapping[str, Sequence[Passage]]
    mentions: Mapping[str, Sequence[Row]]
    statements: Mapping[str, Sequence[Row]]
    fills: Mapping[str, Sequence[Row]]
    speeches: Mapping[str, Sequence[Row]]
    entities: Mapping[str, Row]
    decided: frozenset[tuple[str, str, str, str, str]]

    @property
    def inputs(self) -> Mapping[str, str]:
        """The SHA-256 of every input by path."""
        found: Mapping[str, str] = self.manifest.get("inputs", {})
        return found


def read_side(out: Path) -> Side:
    """A built folder. KgError where it is none, is damaged or of another schema."""
    manifest = read_manifest(out)
    persons = (row for row in _read(out, "judgements") if row["by"])
    return Side(
        manifest,
        {file: _passages(file, rows) for file, rows in _by_file(_read(out, "texts")).items()},
        _by_file(_read(out, "mentions")),
        _by_file(_read(out, "relations")),
        _by_file(_read(out, "fills")),
        _by_file(_read(out, "speeches")),
        {row["id"]: row for row in _read(out, "entities")},
        frozenset((row["type"], row["left"], row["right"], row["scope"], row["verdict"]) for row in persons),
    )


# What is read of each file.
_READ = {
    "texts": "file start body text",
    "mentions": "file start text type entity entity_id redacted method speech",
    "relations": "file start head rel tail head_id tail_id inferred props",
    "fills": "file start text field entity entity_id other_text",
    "speeches": "file start speech title date speaker position place kind version_of",
    "entities": "id name type title redacted",
    "judgements": "type left right scope verdict by",
}


def _read(out: Path, name: str) -> Iterator[Row]:
    return read_fields(out, name, _READ[name])


def _passages(file: str, talks: Iterable[Row]) -> list[Passage]:
    found = []
    for talk in sorted(talks, key=lambda row: row["start"]):
        text, offset, body = talk["text"], talk["start"], talk["body"] - talk["start"]
        said = ((body + start, body + end) for start, end in sentence_spans(text[body:]).spans if start < end)
        for start, end in ((0, len(text[:body].rstrip())), *said):
            if start < end:
                found.append(Passage(file, offset + start, offset + end, text[start:end]))
    return found


def _by_file(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["file"], []).append(row)
    return found
