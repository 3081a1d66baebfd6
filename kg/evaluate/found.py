"""What a build found in the files that the gold annotates, as far as the gold's scope goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kg.evaluate.gold import RELATIONS, TYPES, GoldFile
from kg.evaluate.spans import Span, shared
from kg.graph.folder import read_fields, read_manifest
from kg.link.forms import normal


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A row of mentions.jsonl; `name` is the canonical name of its entity."""

    span: Span
    text: str
    type: str
    name: str
    entity: str
    redacted: bool


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """A row of relations.jsonl: canonical names, or the id of a speech."""

    type: str
    head: str
    tail: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class FoundSpeech:
    """A row of speeches.jsonl."""

    id: str
    span: Span
    title: str
    date: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in one file; `file` is the name the build knows it by."""

    file: str
    mentions: tuple[FoundMention, ...]
    relations: tuple[FoundRelation, ...]
    speeches: tuple[FoundSpeech, ...]


Row = dict[str, Any]
# What is read of each file.
_READ = {
    "mentions": "file start end text type entity entity_id redacted",
    "relations": "file start end head rel tail",
    "speeches": "file start end speech title date speaker",
}


def read_found(out: Path, golds: Iterable[GoldFile]) -> list[tuple[GoldFile, Found | None]]:
    """Each gold file with what OUT holds of its text, or None where OUT was not built from that text."""
    inputs = sorted(read_manifest(out).get("inputs", ()))
    files = [(gold, _same_file(gold.file, inputs)) for gold in golds]
    rows = {name: list(read_fields(out, name, fields)) for name, fields in _READ.items()}
    return [(gold, _found(gold, file, rows) if file else None) for gold, file in files]


def _same_file(named: str, inputs: list[str]) -> str | None:
    """The input of that name, in whatever folder; else the one input that begins with the same three characters."""
    by_name = [path for path in inputs if PurePosixPath(path).name == PurePosixPath(named).name]
    by_number = [path for path in inputs if PurePosixPath(path).name[:3] == PurePosixPath(named).name[:3]]
    for candidates in ([path for path in inputs if path == named], by_name, by_number):
        if len(candidates) == 1:
            return candidates[0]
    return None


def _found(gold: GoldFile, file: str, rows: dict[str, list[Row]]) -> Found:
    own = {name: [row for row in table if row["file"] == file] for name, table in rows.items()}
    return Found(
        file=file,
        mentions=tuple(_once(gold, map(_mention, own["mentions"]))),
        relations=tuple(_different(gold, map(_relation, own["relations"]))),
        speeches=tuple(speech for speech in map(_speech, own["speeches"]) if _mostly_counts(gold, speech.span)),
    )


def _once(gold: GoldFile, mentions: Iterable[FoundMention]) -> Iterator[FoundMention]:
    """Mentions of scored types that count; the same span and type once."""
    seen = set()
    for mention in mentions:
        key = (mention.span, mention.type)
        if mention.type in TYPES and gold.counts(mention.span) and key not in seen:
            seen.add(key)
            yield mention


def _different(gold: GoldFile, relations: Iterable[FoundRelation]) -> Iterator[FoundRelation]:
    """Relations that count; what is said twice of the same names once."""
    seen = set()
    for relation in relations:
        key = (relation.type, normal(relation.head), normal(relation.tail))
        if relation.type in RELATIONS and gold.counts(relation.evidence) and key not in seen:
            seen.add(key)
            yield relation


def _mostly_counts(gold: GoldFile, span: Span) -> bool:
    return not gold.scope or any(2 * shared(span, part) > span[1] - span[0] for part in gold.scope)


def _mention(row: Row) -> FoundMention:
    span = row["start"], row["end"]
    return FoundMention(span, row["text"], row["type"], row["entity"], row["entity_id"], row["redacted"])


def _relation(row: Row) -> FoundRelation:
    return FoundRelation(row["rel"], row["head"], row["tail"], (row["start"], row["end"]))


def _speech(row: Row) -> FoundSpeech:
    return FoundSpeech(row["speech"], (row["start"], row["end"]), row["title"], row["date"], row["speaker"])
