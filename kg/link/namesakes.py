"""People of one full name in several documents: one person or more?

Within a document, within the versions of a talk and on one occasion (day and place) a name is one person. Beyond that
the posts, bodies and places beside the name decide: a common one joins; where both sides have some and none in common,
they are two until a person says otherwise. A name that nothing is said of joins the only one there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.data.names import person_names
from kg.data.places import place_of
from kg.grammar import is_name
from kg.link.components import Barrier, Components
from kg.link.decisions import DIFFERENT, Decision
from kg.link.people import BESIDE
from kg.link.places import Home
from kg.link.target import Target
from kg.model import Mention, Speech

Token = tuple[str, str]
# Of a name that many bear, so many pairs are asked about.
MOST_PAIRS = 3
_OWNER = re.compile(r"^.{2,}?[省市县区州]")


@dataclass
class _Bearer:
    """Whoever bears a name in one document, and what is said beside it."""

    name: str
    file: str
    speeches: set[str] = field(default_factory=set)
    occasions: set[Token] = field(default_factory=set)
    said: set[Token] = field(default_factory=set)
    around: set[Token] = field(default_factory=set)
    years: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Namesakes:
    """By name and speech the scope of a bearer, where a name has several; pairs of scopes in doubt, with name, score
    and reasons; decisions that kept apart what evidence would have joined, with the name and the evidence."""

    scopes: Mapping[tuple[str, str], str]
    doubts: Sequence[tuple[str, str, str, float, tuple[str, ...]]]
    blocked: Sequence[tuple[Decision, str, str]]


def namesakes(
    mentions: Sequence[Mention],
    speeches: Mapping[str, Speech],
    homes: Mapping[str, Home],
    targets: Mapping[str, Target],
    covering: Mapping[str, frozenset[str]],
    decisions: Iterable[Decision],
) -> Namesakes:
    """Tell the bearers of each full name apart. `mentions` are sorted by place, `targets` those of all but people."""
    by_name: dict[str, list[_Bearer]] = {}
    for (name, _), bearer in _bearers(mentions, speeches, homes, targets).items():
        by_name.setdefault(name, []).append(bearer)
    apart = [d for d in decisions if d.verdict == DIFFERENT and d.type == "Person" and d.left.name == d.right.name]
    scopes: dict[tuple[str, str], str] = {}
    doubts: list[tuple[str, str, str, float, tuple[str, ...]]] = []
    blocked: list[tuple[Decision, str, str]] = []
    for name in sorted(by_name):
        bearers = sorted(by_name[name], key=lambda bearer: bearer.file)
        barriers = [_barrier(d, bearers, covering) for d in apart if d.left.name == name]
        joined: Components[int, Decision] = Components(barriers)
        blocked += [(cause, name, token) for cause, token in _join(bearers, joined)]
        people = sorted({tuple(sorted(joined.of(number))) for number in range(len(bearers))})
        if len(people) > 1:
            for person in people:
                scope = bearers[person[0]].file
                scopes.update({(name, speech): scope for n in person for speech in bearers[n].speeches})
            merged = [_merged([bearers[number] for number in person]) for person in people]
            doubts += [_doubt(*pair) for pair in list(combinations(merged, 2))[:MOST_PAIRS]]
    return Namesakes(scopes, doubts, blocked)


def _bearers(
    mentions: Sequence[Mention],
    speeches: Mapping[str, Speech],
    homes: Mapping[str, Home],
    targets: Mapping[str, Target],
) -> dict[tuple[str, str], _Bearer]:
    """Whoever bears a full name, by name and document. People known to all are one each and left out."""
    known = person_names()
    found: dict[tuple[str, str], _Bearer] = {}
    recent: list[Mention] = []
    for mention in mentions:
        if mention.type in ("Position", "Organization", "Place") and not mention.redacted:
            recent = [*recent[-7:], mention]
        name = mention.surface
        if mention.type != "Person" or mention.redacted or "canonical" in mention.props:
            continue
        if name in known or not is_name(name):
            continue
        speech = speeches[mention.speech]
        home = place_of(homes[speech.id].code) if homes[speech.id].code else None
        bearer = found.setdefault((name, mention.document), _Bearer(name, mention.file))
        bearer.speeches.add(speech.id)
        bearer.occasions.add(("family", speech.family))
        bearer.said.update(_beside(mention, recent, targets))
        if speech.speaker == name and speech.place:
            bearer.said.add(("place", speech.place))
        if home:
            bearer.around.add(("place", home.name))
        if speech.date:
            bearer.years.add(speech.date.iso[:4])
            if home and speech.date.precision == "day":
                bearer.occasions.add((speech.date.iso, home.code))
    return found


def _beside(name: Mention, recent: Iterable[Mention], targets: Mapping[str, Target]) -> Iterator[Token]:
    """The posts just before a name that are somebody's, their owners, and the bodies and places that touch them."""
    near = [m for m in recent if m.speech == name.speech and 0 <= name.start - m.end <= BESIDE]
    posts = [mention for mention in near if mention.type == "Position"]
    starts = {name.start, *(post.start for post in posts)}
    for mention in near:
        target = targets[mention.id]
        if mention.type == "Place" and mention.end in starts:
            yield "place", target.name
        elif target.scope == "" and (mention.type == "Position" or mention.end in starts):
            yield mention.type.lower(), target.name
            owner = _OWNER.match(target.name)
            if owner:
                yield "place", owner.group()


def _barrier(
    decision: Decision, bearers: Sequence[_Bearer], covering: Mapping[str, frozenset[str]]
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


def _join(bearers: Sequence[_Bearer], joined: Components[int, Decision]) -> Iterator[tuple[Decision, str]]:
    """Join bearers on evidence, the surest first; give back what a decision forbade, with the evidence."""
    for tokens in ([bearer.occasions for bearer in bearers], [bearer.said for bearer in bearers]):
        holders: dict[Token, list[int]] = {}
        for number, of_bearer in enumerate(tokens):
            for token in of_bearer:
                holders.setdefault(token, []).append(number)
        for token in sorted(holders):
            for number in holders[token][1:]:
                cause = joined.join(holders[token][0], number)
                if cause:
                    yield cause, token[1]
    told = [number for number, bearer in enumerate(bearers) if bearer.said]
    for number, bearer in enumerate(bearers):
        if not any(bearers[other].said for other in joined.of(number)):
            near = [other for other in told if bearer.around & (bearers[other].said | bearers[other].around)]
            known = {joined.of(other) for other in near} or {joined.of(other) for other in told}
            if len(known) == 1:
                joined.join(number, min(next(iter(known))))
            elif not told and number:
                joined.join(0, number)


def _merged(bearers: Sequence[_Bearer]) -> _Bearer:
    said, years = (set().union(*sets) for sets in ([b.said for b in bearers], [b.years for b in bearers]))
    return _Bearer(bearers[0].name, bearers[0].file, said=said, years=years)


def _doubt(left: _Bearer, right: _Bearer) -> tuple[str, str, str, float, tuple[str, ...]]:
    if not (left.said and right.said):
        return left.name, left.file, right.file, 0.6, ("nothing is said of one of them",)
    shown = " / ".join("、".join(sorted(name for _, name in side.said)[:3]) for side in (left, right))
    one_year = bool(left.years & right.years)
    when = "in one year" if one_year else "in different years"
    return left.name, left.file, right.file, 0.4 if one_year else 0.5, (f"posts or places differ: {shown}", when)
