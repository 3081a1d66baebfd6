"""The judgements of a build: the readings of short names, what is in doubt, and what a person decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.data.vocabulary import term_names
from kg.link.decided import Decided
from kg.link.decisions import Decision, Side
from kg.link.forms import normal
from kg.link.namesakes import Namesakes
from kg.link.near import nearest
from kg.link.readings import Key, Readings
from kg.model import Judgement

# More doubts of one type than this are not read by anyone; the likeliest stay.
MOST = 50


@dataclass(frozen=True, slots=True)
class _Doubt:
    """An unsure judgement and the two entities that it is about."""

    judgement: Judgement
    left: Key
    right: Key


def judged(
    readings: Readings,
    alike: Namesakes,
    decided: Decided,
    decisions: Sequence[Decision],
    programs: Mapping[str, str],
) -> tuple[Judgement, ...]:
    """All judgements, sorted. A person's decision stands in the place of the machine's judgement of the same key, and
    what it settles is in doubt no longer. `programs`: more names by their normal forms, of which nothing is told but
    what they are near to."""
    by_person = {decision.key: decision.judgement() for decision in decisions}
    machine = {judgement.key: judgement for judgement in _readings(readings)}
    doubts = [*_open(decided, [*_places(readings), *_people(alike)])]
    doubts += islice(_open(decided, _programs(readings, programs)), MOST)  # the likeliest first: there may be very many
    machine |= {judgement.key: judgement for judgement in _likeliest(doubts)}
    return tuple(sorted({**machine, **by_person}.values(), key=lambda j: (j.type, j.left, j.right, j.scope, j.verdict)))


def _open(decided: Decided, doubts: Iterable[_Doubt]) -> Iterator[Judgement]:
    for doubt in doubts:
        if not decided.settles(doubt.left, doubt.right):
            yield doubt.judgement


def _readings(readings: Readings) -> Iterator[Judgement]:
    """A judgement for each short form and what it was taken for."""
    for reading in readings:
        target = reading.target
        if reading.type != "Date" and reading.form != normal(target.name):
            yield Judgement(
                reading.type, reading.form, target.name, target.within, "same", target.score, target.reasons
            )


def _places(readings: Readings) -> Iterator[_Doubt]:
    for reading in readings:
        for target in reading.target.doubts:
            right = str(Side(target.name, target.scope))
            above = "、".join(target.parents[:2])
            reasons = (*target.reasons, f"lies in: {above}") if above else target.reasons
            judgement = Judgement("Place", reading.form, right, reading.target.within, "unsure", target.score, reasons)
            yield _Doubt(judgement, reading.key, ("Place", target.name, target.scope))


def _people(alike: Namesakes) -> Iterator[_Doubt]:
    for name, left, right, score, reasons in alike.doubts:
        judgement = Judgement("Person", str(Side(name, left)), str(Side(name, right)), "", "unsure", score, reasons)
        yield _Doubt(judgement, ("Person", name, left), ("Person", name, right))


def _programs(readings: Readings, others: Mapping[str, str]) -> Iterator[_Doubt]:
    names: dict[str, Key] = {called: ("Program", name, "") for called, name in others.items()}
    names |= {normal(r.target.name): r.key for r in readings if r.type == "Program"}
    known = {normal(name) for name in term_names("Program").values()}
    for pair in nearest(names):
        if not {pair.left, pair.right} <= known:  # campaigns that everybody knows are not mistaken for each other
            judgement = Judgement("Program", pair.left, pair.right, "", "unsure", pair.score, (pair.reason,))
            yield _Doubt(judgement, names[pair.left], names[pair.right])


def _likeliest(judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    ordered = sorted(set(judgements), key=lambda j: (j.type, -j.score, j.left, j.right, j.scope))
    count: dict[str, int] = {}
    for judgement in ordered:
        count[judgement.type] = count.get(judgement.type, 0) + 1
        if count[judgement.type] <= MOST:
            yield judgement
