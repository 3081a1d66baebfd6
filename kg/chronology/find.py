"""All talks of a build against the dates that they state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.chronology.inconsistent import Passage, passages
from kg.chronology.likely import likely_year, possible_years
from kg.chronology.occurrences import Forms
from kg.chronology.stated import Stated, stated_date
from kg.chronology.timeline import Fact
from kg.model import Document, Problem, Speech
from kg.read.clear.reading import clear_of


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A talk whose stated date cannot be true beside one of its passages.

    `years` are those in which all that it says agrees, `likely` the one it was probably held in; the stated date stays
    what it is.
    """

    speech: Speech
    stated: Stated
    passage: Passage
    quote: str
    years: tuple[int, ...]
    likely: int | None


def inconsistencies(
    documents: Sequence[Document], speeches: Sequence[Speech], facts: Sequence[Fact]
) -> list[Inconsistency]:
    """Every passage that contradicts the stated date of its talk, by file and place.

    What bounds one talk bounds its versions too, and the other talks that state the same day at the same place. Of
    these, one must contradict in clear words before any is told of.
    """
    texts = {document.id: document for document in documents}
    forms = Forms(facts)
    sentences = {document.id: clear_of(document.text).raw_sentences for document in documents}
    dated = {speech.id: stated_date(texts[speech.document], speech) for speech in speeches}
    found = {
        speech.id: passages(texts[speech.document], speech, forms, sentences[speech.document]) for speech in speeches
    }
    return contradictions(speeches, dated, found)


def contradictions(
    speeches: Sequence[Speech], dated: Mapping[str, Stated | None], found: Mapping[str, Sequence[Passage]]
) -> list[Inconsistency]:
    """The same, of what each talk states and of the passages of it that bound its date, both by speech id."""
    wrong = {speech.id: _wrong(found[speech.id], dated[speech.id]) for speech in speeches}
    bounds, doubted = _together(speeches, found), _together(speeches, wrong)
    rows = []
    for speech in speeches:
        stated = dated[speech.id]
        if stated and any(passage.clear for key in _keys(speech) for passage in doubted[key]):
            years, likely = _years(stated, [passage for key in _keys(speech) for passage in bounds[key]])
            if not years:
                years, likely = _years(stated, found[speech.id])
            rows += [Inconsistency(speech, stated, one, one.quote, years, likely) for one in wrong[speech.id]]
    return sorted(rows, key=lambda row: (row.speech.file, row.passage.start, row.passage.fact.name, row.passage.kind))


def _wrong(found: Sequence[Passage], stated: Stated | None) -> list[Passage]:
    return [passage for passage in found if stated and passage.contradicts(stated)]


def _years(stated: Stated, bounds: Sequence[Passage]) -> tuple[tuple[int, ...], int | None]:
    years = possible_years(stated, bounds)
    return years, likely_year(years, bounds)


def _together(speeches: Iterable[Speech], found: Mapping[str, Sequence[Passage]]) -> dict[str, list[Passage]]:
    groups: dict[str, list[Passage]] = {}
    for speech in speeches:
        for key in _keys(speech):
            groups.setdefault(key, []).extend(found[speech.id])
    return groups


def _keys(speech: Speech) -> list[str]:
    """What a talk shares with others that were held when it was."""
    keys = [speech.family or speech.id]
    if speech.date and speech.date.precision == "day" and speech.place:
        keys.append(f"{speech.date.iso} {speech.place}")
    return keys


SPEAKS = {
    "forward": ("把 {name}（{when}）说成将要召开", "looks forward to {name} ({when})"),
    "under_way": ("把 {name}（{when}）说成正在开展", "speaks of {name} ({when}) as under way"),
    "dated": ("把 {name}（{when}）说成当年的事", "speaks of {name} ({when}) as held in the same year"),
    "named": ("提到其后才有的 {name}（{when}）", "names {name} ({when}), which came later"),
}


def problems_of(found: Sequence[Inconsistency]) -> list[Problem]:
    """One fault a talk: what it states, what it speaks of, and when it was probably held."""
    by_speech: dict[str, list[Inconsistency]] = {}
    for row in found:
        by_speech.setdefault(row.speech.id, []).append(row)
    return [_problem(rows) for rows in by_speech.values()]


def _problem(rows: Sequence[Inconsistency]) -> Problem:
    stated, years, likely = rows[0].stated, rows[0].years, rows[0].likely
    told = list(dict.fromkeys((row.passage.kind, row.passage.fact.name, when(row.passage.fact)) for row in rows))
    zh = "，".join(dict.fromkeys(SPEAKS[kind][0].format(name=name, when=day) for kind, name, day in told))
    en = ", ".join(dict.fromkeys(SPEAKS[kind][1].format(name=name, when=day) for kind, name, day in told))
    zh_year, en_year = _told_years(years, likely)
    return Problem(
        rows[0].speech.file,
        stated.start,
        "chronology",
        f"所记日期“{stated.text}”与内容不合：{zh}{zh_year}；所记日期不改",
        f"the stated date “{stated.text}” disagrees with the text, which {en}{en_year}; the stated date is kept",
    )


def _told_years(years: Sequence[int], likely: int | None) -> tuple[str, str]:
    if likely:
        return f"，当在 {likely} 年", f": probably of {likely}"
    if years:
        return f"，当在 {years[0]} 至 {years[-1]} 年之间", f": of {years[0]} to {years[-1]}"
    return "", ""


def when(fact: Fact) -> str:
    """The dates of a fact, as they are written: 2017-10-18/2017-10-24, 2018-08, 2016-02/."""
    if fact.sort == "document" or fact.until == fact.since:
        return fact.since
    return f"{fact.since}/{fact.until or ''}"
