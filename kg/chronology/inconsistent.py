"""Where a talk speaks of facts as nobody did at the date that it states."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.chronology import wording
from kg.chronology.days import first_day, last_day, months_after
from kg.chronology.occurrences import Forms, Occurrence
from kg.chronology.stated import Stated, stated_date
from kg.chronology.timeline import Fact
from kg.dates import FoundDate, find_dates
from kg.model import Document, Speech
from kg.read.clear.reading import clear_of
from kg.text import Sentences

# A campaign has an aftermath; what is spoken of as under way so many months after its end proves nothing.
AFTERMATH = 6
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年|[—－-])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, document.text[start:end] or `quote`, that speaks of a fact in a way that bounds the date of its talk.

    `kind` tells how: forward (a meeting to come), under_way (a campaign going on), dated (a meeting at a day of this
    year), or named (a fact that has come about). `words` are those that say so. `first` and `last` are the days
    between which the talk was held, each None where open. What is not `clear` proves nothing alone.
    """

    fact: Fact
    kind: str
    words: str
    start: int
    end: int
    quote: str
    first: str | None
    last: str | None
    clear: bool = True

    def contradicts(self, stated: Stated) -> bool:
        """Whether the talk cannot have been held at the date that it states."""
        grace = months_after(self.last, AFTERMATH) if self.last and self.kind == "under_way" else self.last
        return bool((grace and grace < stated.first) or (self.first and self.first > stated.last))


def passages(document: Document, speech: Speech, forms: Forms, sentences: Sentences) -> list[Passage]:
    """All passages of a talk that bound its date, in order."""
    stated = stated_date(document, speech)
    year = int(stated.iso[:4]) if stated else None
    clear = clear_of(document.text)
    talk = clear.inside(speech)
    named = list(forms.find(clear.text, talk.start, talk.end, sentences if clear.is_raw else clear.sentences))
    together: dict[tuple[int, int], set[str]] = {}
    for occurrence in named:
        if occurrence.fact.sort == "campaign":
            together.setdefault(occurrence.sentence, set()).add(occurrence.fact.name)
    found = (_read(clear.text, one, year, len(together.get(one.sentence, ()))) for one in named)
    kept: dict[tuple[str, str, int], Passage] = {}
    for passage in found:
        if passage:
            kept.setdefault((passage.fact.name, passage.kind, passage.start), passage)
    if clear.is_raw:
        return list(kept.values())
    spans = {one.start: clear.back(one.start, one.end) for one in kept.values()}
    return [_at(one, document.text, *spans[one.start]) for one in kept.values()]


def _at(passage: Passage, text: str, start: int, end: int) -> Passage:
    return replace(passage, start=start, end=end, quote=text[start:end])


def _read(text: str, one: Occurrence, year: int | None, campaigns: int) -> Passage | None:
    fact, (start, end) = one.fact, one.sentence
    sentence = text[start:end]

    def passage(kind: str, words: str, first: str | None, last: str | None, clear: bool = True) -> Passage:
        return Passage(fact, kind, words, start, end, sentence, first, last, clear)

    if one.in_title != (fact.sort == "document"):
        return None  # a title tells when the document was written, not when the talk was held
    if not _other_year(sentence, year):
        if fact.sort == "meeting" and not one.in_quotes:
            if words := wording.looks_forward(sentence, one.before, one.after):
                return passage("forward", words, None, first_day(fact.since))
            if day := _dated(text, one, year):
                return passage("dated", text[day.start : day.end], first_day(fact.since), f"{fact.since[:4]}-12-31")
        ended = last_day(fact.until) if fact.sort == "campaign" and fact.until else None
        said = wording.under_way(sentence, one.before, one.after, fact.unless) if ended else None
        if said and (campaigns < 2 or wording.is_now(sentence)):
            return passage("under_way", said[0], first_day(fact.since), ended, said[1])
    if wording.adopted(fact.sort, sentence, one.before, one.after):
        return passage("named", text[one.start : one.end], first_day(fact.since), None)
    return None


def _other_year(sentence: str, year: int | None) -> bool:
    """Whether a sentence names a year that is not the one that the talk states: it tells of that year."""
    return any(found[0] != str(year) for found in _YEAR.finditer(sentence))


def _dated(text: str, one: Occurrence, year: int | None) -> FoundDate | None:
    """A day without a year before the name of a meeting, which is the day of that meeting but for the year."""
    if year is None or len(one.fact.since) < 10 or wording.looks_back(text[one.sentence[0] : one.start]):
        return None
    for date in find_dates(text[one.sentence[0] : one.start], int(one.fact.since[:4])):
        if date.iso and not date.stated_year and date.iso.partition("/")[0] == one.fact.since:
            offset = one.sentence[0]
            return FoundDate(offset + date.start, offset + date.end, date.iso, date.precision, False)
    return None
