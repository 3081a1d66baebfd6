"""What the head of one copy says and that of another does not: who spoke, as what, where and when."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Mention, PartialDate, Speech
from kg.text import plain
from kg.versions.fills import HEAD, Copies, Fill

# Fields of a speech and the types of the mentions that say them.
FIELDS = {"speaker": "Person", "position": "Position", "place": "Place", "date": "Date"}


def head(copies: Copies) -> Iterator[Fill]:
    """The fields that a copy lacks and the head of the other has."""
    for field, type_ in FIELDS.items():
        if not _lacks(copies.copy, copies.other, field):
            continue
        found = _said(copies, field, type_)
        if found:
            span, mention = found
            yield copies.fill(HEAD, copies.copy.id, (copies.copy.start, copies.copy.start), span, mention, field)


def _lacks(copy: Speech, other: Speech, field: str) -> bool:
    """Whether a copy says nothing where the other does; a year where the other has the day of it is less than that."""
    own, theirs = getattr(copy, field), getattr(other, field)
    if isinstance(own, PartialDate) and isinstance(theirs, PartialDate):
        return len(own.iso) < len(theirs.iso) and theirs.iso.startswith(own.iso)
    return own is None and theirs is not None


def _said(copies: Copies, field: str, type_: str) -> tuple[tuple[int, int], Mention | None] | None:
    """Where the head of the other copy says it, and the mention there. None where it does not say it in one stretch."""
    start, end = copies.other.start, copies.other.body
    mentions = [m for m in copies.other_mentions if m.type == type_ and m.end <= end and not m.redacted]
    value = getattr(copies.other, field)
    if isinstance(value, PartialDate):
        for mention in mentions:
            if mention.props.get("iso") == value.iso:
                return (mention.start, mention.end), mention
        return None
    at = plain(copies.other_document.text[start:end]).find(plain(str(value)))
    if at < 0:
        return None
    span = (start + at, start + at + len(str(value)))
    within = [m for m in mentions if span[0] <= m.start and m.end <= span[1]]
    exact = [m for m in within if (m.start, m.end) == span]
    return span, exact[0] if exact else (within[-1] if field == "place" and within else None)
