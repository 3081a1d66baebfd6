"""People and the posts they hold: a name needs evidence beside it (a post, 同志, a list's hypernym, a byline)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.passage import Passage, Proposal
from kg.extract.people import beside, titles


def find(passage: Passage) -> Iterator[Proposal]:
    """Person and Position proposals."""
    yield from titles.find(passage)
    yield from beside.find(passage)
