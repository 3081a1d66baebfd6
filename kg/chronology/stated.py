"""The date that a talk states of itself, with its place in the head."""

from __future__ import annotations

from dataclasses import dataclass

from kg.chronology.days import first_day, last_day
from kg.dates import find_dates
from kg.model import Document, Speech


@dataclass(frozen=True, slots=True)
class Stated:
    """document.text[start:end] states the date `iso`; `first` and `last` are the days that it may mean."""

    iso: str
    start: int
    end: int
    text: str
    first: str
    last: str


def stated_date(document: Document, speech: Speech) -> Stated | None:
    """What the head of a talk states, the byline before the title. None for a talk without a date of its own."""
    if not speech.date:
        return None
    head = document.text[speech.start : speech.body]
    found = [date for date in find_dates(head) if date.iso == speech.date.iso]
    if not found:
        return None
    start, end = speech.start + found[-1].start, speech.start + found[-1].end
    iso = speech.date.iso
    return Stated(iso, start, end, document.text[start:end], first_day(iso), last_day(iso))
