"""The date that a talk states of itself, with its place in the head."""

from __future__ import annotations

from dataclasses import dataclass

from kg.chronology.days import first_day, last_day
from kg.dates import find_dates
from kg.model import Document, Speech
from kg.read.clear.reading import clear_of


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
    clear = clear_of(document.text)
    talk = clear.inside(speech)
    found = [date for date in find_dates(clear.text[talk.start : talk.body]) if date.iso == speech.date.iso]
    if not found:
        return None
    start, end = clear.back(talk.start + found[-1].start, talk.start + found[-1].end)
    iso = speech.date.iso
    return Stated(iso, start, end, document.text[start:end], first_day(iso), last_day(iso))
