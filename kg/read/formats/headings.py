"""Headings of a file that knows which lines are headings: a title of a talk gets a #, as in Markdown.

A heading begins a talk where it is the title of one, or where what follows looks like the rest of a head; where it is
both, splitting sees it without a mark. All other headings are sections of a talk and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.read.patterns import DATED, HASH, HEADING, MARK, SALUTATION, titles

LONGEST = 120
FOLLOWING = 6  # how far below a title its byline and salutation stand
HEAD_LINE = 60
FRAMED = 4  # paragraphs in a cell, from which on a table is no table but lays out a page


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and its level where it is a heading, from 0 for a title."""

    text: str
    heading: int | None = None


def marked(paragraphs: Iterable[Paragraph]) -> list[str]:
    """The paragraphs as lines, with # before those that begin a talk."""
    listed = list(paragraphs)
    top = min((one.heading for one in listed if one.heading is not None), default=None)
    return [
        f"# {one.text}" if top is not None and one.heading == top and _begins(listed, number) else one.text
        for number, one in enumerate(listed)
    ]


def _begins(paragraphs: list[Paragraph], number: int) -> bool:
    """Whether a heading begins a talk that splitting would not see without a mark."""
    text = paragraphs[number].text
    if (
        number == 0
        or "\n" in text
        or len(text) > LONGEST
        or HASH.match(text)
        or HEADING.match(text)
        or MARK.match(text)
    ):
        return False
    is_title = any(end == len(text) for _, end in titles(text))
    return is_title != _is_announced(paragraphs[number + 1 : number + 1 + FOLLOWING])


def _is_announced(following: list[Paragraph]) -> bool:
    """Whether what follows looks like the rest of a head."""
    for one in following:
        if SALUTATION.search(one.text[:80]):
            return True
        if len(one.text) > HEAD_LINE or one.text.endswith("。"):
            return False
        if DATED.search(one.text):
            return True
    return False
