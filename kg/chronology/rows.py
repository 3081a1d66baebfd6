"""Rows of inconsistencies.jsonl."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.chronology.find import Inconsistency, when
from kg.chronology.posts import Doubt


def rows_of(found: Iterable[Inconsistency], doubts: Iterable[Doubt]) -> list[dict[str, Any]]:
    """The lines of inconsistencies.jsonl, by file and place."""
    rows = [*map(_inconsistency, found), *map(_doubt, doubts)]
    return sorted(
        rows, key=lambda row: (row["file"], row["start"], row["end"], row["kind"], row["fact"], row["holder"] or "")
    )


def _inconsistency(row: Inconsistency) -> dict[str, Any]:
    passage, fact = row.passage, row.passage.fact
    return {
        "file": row.speech.file,
        "start": passage.start,
        "end": passage.end,
        "text": row.quote,
        "speech": row.speech.id,
        "kind": passage.kind,
        "words": passage.words,
        "fact": fact.name,
        "when": when(fact),
        "act": fact.act,
        "act_of_end": fact.end,
        "stated": row.stated.iso,
        "stated_start": row.stated.start,
        "stated_end": row.stated.end,
        "stated_text": row.stated.text,
        "years": list(row.years),
        "likely": row.likely,
        "holder": None,
        "others": [],
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    stated = doubt.held.stated
    return {
        "file": doubt.held.file,
        "start": doubt.held.start,
        "end": doubt.held.end,
        "text": doubt.held.text,
        "speech": doubt.held.speech,
        "kind": "post",
        "words": doubt.held.text,
        "fact": doubt.post,
        "when": None,
        "act": None,
        "act_of_end": None,
        "stated": stated.iso,
        "stated_start": stated.start,
        "stated_end": stated.end,
        "stated_text": stated.text,
        "years": [],
        "likely": None,
        "holder": doubt.held.holder,
        "others": [
            {
                "file": other.file,
                "start": other.start,
                "end": other.end,
                "text": other.text,
                "speech": other.speech,
                "holder": other.holder,
                "stated": other.stated.iso,
            }
            for other in doubt.others
        ],
    }
