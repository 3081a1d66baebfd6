"""People of one full name in several documents: one person or more?

Within a document, within the versions of a talk and on one occasion (day and place) a name is one person. Beyond that
the posts, bodies and places beside the name decide: a common one joins; where both sides have some and none in common,
they are two until a person says otherwise. A name that nothing is said of joins the only one there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from kg.link.bearers import Bearer, Token
from kg.link.components import Barrier, Components
from kg.link.decisions import DIFFERENT, Decision

# Of a name that many bear, so many pairs are asked about.
MOST_PAIRS = 3


@dataclass(frozen=True, slots=True)
class Namesakes:
    """By name and document the scope of a bearer, where a name has several; pairs of scopes in doubt, with name, score
    and reasons; decisions that kept apart what evidence would have joined, with the name and the evidence."""

    scopes: Mapping[tuple[str, str], str]
    doubts: Sequence[tuple[str, str, str, float, tuple[str, ...]]]
    blocked: Sequence[tuple[Decision, str, str]]


def namesakes(
    bearers: Iterable[Bearer],
    families: Mapping[str, str],
    covering: Mapping[str, frozenset[str]],
    decisions: Iterable[Decision],
) -> Namesakes:
    """Tell the bearers of each full name apart. By speech id: the family, and the scopes that cover it (asked for only
    where a decision is about two of one name)."""
    by_name: dict[str, list[Bearer]] = {}
    for bearer in bearers:
        by_name.setdefault(bearer.name, []).append(bearer)
    apart = [d for d in decisions if d.verdict == DIFFERENT and d.type == "Person" and d.left.name == d.right.name]
    scopes: dict[tuple[str, str], str] = {}
    doubts: list[tuple[str, str, str, float, tuple[str, ...]]] = []
    blocked: list[tuple[Decision, str, str]] = []
    for name in sorted(by_name):
        found = sorted(by_name[name], key=lambda bearer: bearer.file)
        barriers = [_barrier(d, found, covering) for d in apart if d.left.name == name]
        joined: Components[int, Decision] = Components(barriers)
        blocked += [(cause, name, token) for cause, token in _join(found, families, joined)]
        people = _people(len(found), joined)
        if len(people) > 1:
            for person in people:
                scopes.update({(name, found[number].document): found[person[0]].file for number in person})
            for left, right in islice(combinations(people, 2), MOST_PAIRS):
                doubts.append(_doubt(_Person.of(found, left), _Person.of(found, right)))
    return Namesakes(scopes, doubts, blocked)


def _people(count: int, joined: Components[int, Decision]) -> list[list[int]]:
    """Each person as the numbers of the bearers who are that one, sorted."""
    people: list[list[int]] = []
    seen: set[int] = set()
    for number in range(count):
        if number not in seen:
            members = joined.of(number)
            seen |= members
            people.append(sorted(members))
    return people


def _barrier(
    decision: Decision, bearers: Sequence[Bearer], covering: Mapping[str, frozenset[str]]
) -> Barrier[int, Decision]:
    sides = [
        frozenset(
            number
            for number, bearer in enumerate(bearers)
            if any({side.where, decision.scope} <= covering[speech] for speech in bearer.speeches)
        )
        for side in (decision.left, decision.right)
    ]
    return Barrier(sides[0] - sides[1], sides[1] - sides[0], decision)


def _join(
    bearers: Sequence[Bearer], families: Mapping[str, str], joined: Components[int, Decision]
) -> Iterator[tuple[Decision, str]]:
    """Join bearers on evidence, the surest first; give back what a decision forbade, with the evidence."""
    talks = [[*bearer.occasions, *(("family", families[speech]) for speech in bearer.speeches)] for bearer in bearers]
    for tokens in (talks, [bearer.said for bearer in bearers]):
        holders: dict[Token, list[int]] = {}
        for number, of_bearer in enumerate(tokens):
            for token in of_bearer:
                holders.setdefault(token, []).append(number)
        for token in sorted(holders):
            for number in holders[token][1:]:
                cause = joined.join(holders[token][0], number)
                if cause:
                    yield cause, token[1]
    _join_unsaid(bearers, joined)


def _join_unsaid(bearers: Sequence[Bearer], joined: Components[int, Decision]) -> None:
    """Those of whom nothing is said join the only person near them, else the only one there is."""
    # A person by the least number of theirs: those of whom something is said stay apart in all that follows.
    known = {min(joined.of(number)) for number, bearer in enumerate(bearers) if bearer.said}
    near: dict[Token, set[int]] = {}
    for person in known:
        for number in joined.of(person):
            if bearers[number].said:
                for token in (*bearers[number].said, *bearers[number].around):
                    near.setdefault(token, set()).add(person)
    placed = {number for person in known for number in joined.of(person)}
    for number, bearer in enumerate(bearers):
        if number in placed:
            continue
        candidates = set().union(*(near.get(token, ()) for token in bearer.around)) or known
        if len(candidates) == 1:
            if joined.join(number, next(iter(candidates))) is None:
                placed |= joined.of(number)
        elif not known and number:
            joined.join(0, number)


@dataclass(frozen=True, slots=True)
class _Person:
    """All that is said of one person, and where the first bearer stands."""

    name: str
    file: str
    said: frozenset[Token]
    years: frozenset[str]

    @staticmethod
    def of(bearers: Sequence[Bearer], numbers: Sequence[int]) -> _Person:
        """The person of some bearers."""
        those = [bearers[number] for number in numbers]
        said = frozenset(token for one in those for token in one.said)
        years = frozenset(year for one in those for year in one.years)
        return _Person(those[0].name, those[0].file, said, years)


def _doubt(left: _Person, right: _Person) -> tuple[str, str, str, float, tuple[str, ...]]:
    if not (left.said and right.said):
        return left.name, left.file, right.file, 0.6, ("nothing is said of one of them",)
    shown = " / ".join("、".join(sorted(name for _, name in side.said)[:3]) for side in (left, right))
    one_year = bool(left.years & right.years)
    when = "in one year" if one_year else "in different years"
    return left.name, left.file, right.file, 0.4 if one_year else 0.5, (f"posts or places differ: {shown}", when)
