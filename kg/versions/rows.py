"""Lines of alignments.jsonl, fills.jsonl, leaks.jsonl and texts.jsonl (docs/output.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.model import Document, Speech
from kg.versions.fills import Fill, Quoted
from kg.versions.leaks import Leak
from kg.versions.pairs import Pair


def alignment_rows(pairs: Sequence[Pair], speeches: Sequence[Speech]) -> Iterator[dict[str, Any]]:
    """How each copy lines up with the preferred version of its family, in the order of the copies."""
    by_id = {speech.id: speech for speech in speeches}
    for pair in pairs:
        copy, other = by_id[pair.copy], by_id[pair.other]
        if copy.version_of != other.id:
            continue
        for number, passage in enumerate(pair.alignment.passages, 1):
            for segment in passage:
                start, end = pair.alignment.left.span(segment.a, segment.a_end)
                other_start, other_end = pair.alignment.right.span(segment.b, segment.b_end)
                yield {
                    "file": copy.file,
                    "start": start,
                    "end": end,
                    "speech": copy.id,
                    "other_file": other.file,
                    "other_start": other_start,
                    "other_end": other_end,
                    "other_speech": other.id,
                    "kind": segment.kind,
                    "passage": number,
                }


def fill_row(fill: Fill) -> dict[str, Any]:
    """A line of fills.jsonl."""
    return {
        **_here(fill.hidden),
        "kind": fill.kind,
        "field": fill.field or None,
        "node": fill.node,
        **{f"other_{key}": value for key, value in _here(fill.known).items()},
        "entity": fill.entity.name if fill.entity else None,
        "entity_id": fill.entity.id if fill.entity else None,
        "type": fill.entity.type if fill.entity else None,
        "similarity": fill.similarity,
        "inferred": True,
        "fill": fill.id,
    }


def leak_row(leak: Leak) -> dict[str, Any]:
    """A line of leaks.jsonl."""
    return {
        **_here(leak.found),
        "entity": leak.entity.name,
        "entity_id": leak.entity.id,
        "type": leak.entity.type,
        "hidden": [
            {
                "file": fill.hidden.file,
                "start": fill.hidden.start,
                "end": fill.hidden.end,
                "text": fill.hidden.text,
                "kind": fill.kind,
                "field": fill.field or None,
                "fill": fill.id,
            }
            for fill in leak.hidden
        ],
    }


def text_rows(speeches: Sequence[Speech], documents: Mapping[str, Document]) -> Iterator[dict[str, Any]]:
    """The words of each talk, so that two can be laid side by side without the input files."""
    for speech in speeches:
        yield {
            "file": speech.file,
            "start": speech.start,
            "end": speech.end,
            "body": speech.body,
            "speech": speech.id,
            "text": documents[speech.document].text[speech.start : speech.end],
        }


def _here(words: Quoted) -> dict[str, Any]:
    return {
        "file": words.file,
        "start": words.start,
        "end": words.end,
        "text": words.text,
        "speech": words.speech,
        "quote": words.quote,
        "quote_start": words.quote_start,
    }
