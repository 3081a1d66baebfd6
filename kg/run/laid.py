"""Versions of talks that an earlier build laid side by side: to do it again would take a seventh of the time."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence

from kg.model import Speech
from kg.read.versions import Laid
from kg.run.tables import DuckTables
from kg.versions.align import Alignment
from kg.versions.dense import Dense
from kg.versions.gaps import Segment


def laid_before(tables: DuckTables) -> Laid:
    """All that was kept."""
    texts = {
        id_: Dense(text, array("I", starts), array("I", ends))
        for id_, text, starts, ends in tables.rows("SELECT id, text, starts, ends FROM kept.dense")
    }
    return {
        (one, other): Alignment(texts[one], texts[other], _segments(json.loads(passages)))
        for one, other, passages in tables.rows("SELECT one, other, passages FROM kept.laid")
    }


def _segments(passages: Iterable[Iterable[Sequence[str | int]]]) -> tuple[tuple[Segment, ...], ...]:
    return tuple(tuple(Segment(*segment) for segment in passage) for passage in passages)  # type: ignore[arg-type]


def keep_laid(tables: DuckTables, laid: Laid, speeches: Iterable[Speech]) -> None:
    """Make the tables that sql/keep.sql keeps, of talks that are still there."""
    living = {speech.id for speech in speeches}
    texts: dict[str, Dense] = {}
    pairs = []
    for (one, other), alignment in laid.items():
        if one in living and other in living:
            texts |= {one: alignment.left, other: alignment.right}
            rows = [[(s.kind, s.a, s.a_end, s.b, s.b_end) for s in passage] for passage in alignment.passages]
            pairs.append((one, other, json.dumps(rows)))
    dense = (
        (id_, signs.text, bytes(array("I", signs.starts)), bytes(array("I", signs.ends)))
        for id_, signs in texts.items()
    )
    tables.add("dense_now", {"id": "string", "text": "string", "starts": "binary", "ends": "binary"}, dense)
    tables.add("laid_now", dict.fromkeys(("one", "other", "passages"), "string"), pairs)
