"""A person's decisions carried out: first names are set apart, then joined; what contradicts is said and not done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from kg.link.components import Barrier, Components
from kg.link.decisions import DIFFERENT, SAME, Decision, Side
from kg.link.forms import normal
from kg.link.places import known_place
from kg.link.readings import Key, Readings, keys
from kg.link.target import Target
from kg.model import Problem

BY_PERSON = ("set apart by a person",)


@dataclass(frozen=True, slots=True)
class Decided:
    """Which entities are one, the target of each set of them, and what could not be done."""

    joined: Components[Key, Decision]
    targets: Mapping[Key, Target]
    problems: tuple[Problem, ...]

    def settles(self, left: Key, right: Key) -> bool:
        """Whether a person's decisions tell if two entities are one; no place is another of the gazetteer."""
        one, other = self.joined.of(left), self.joined.of(right)
        placed = self.targets.get(left, Target("")).code and right[0] == "Place"
        return one == other or bool(placed) or self.joined.barrier(left, right) is not None


def decide(readings: Readings, decisions: Sequence[Decision]) -> Decided:
    """Carry decisions out in their order. Readings that they set apart are given other targets."""
    problems: list[Problem] = []
    for decision in decisions:
        if decision.verdict == DIFFERENT:
            problems += _split(readings, decision)
        elif decision.verdict == SAME:
            _release(readings, decision)
    targets = {reading.key: reading.target for reading in readings}
    barriers = [
        Barrier(left - right, right - left, decision)
        for decision in decisions
        if decision.verdict == DIFFERENT
        for left, right in [tuple(keys(readings.either(decision, side)) for side in (decision.left, decision.right))]
    ]
    joined: Components[Key, Decision] = Components(barriers)
    rank: dict[Key, tuple[bool, int]] = {}
    for decision in decisions:
        if decision.verdict == SAME:
            problems += _merge(readings, decision, joined, targets, rank)
    return Decided(joined, {key: _canonical(joined.of(key), targets, rank) for key in targets}, tuple(problems))


def _split(readings: Readings, decision: Decision) -> Iterator[Problem]:
    """Where both sides were taken for one entity, take one of them for another."""
    left, right = (readings.either(decision, side) for side in (decision.left, decision.right))
    for key in sorted(keys(left) & keys(right)):
        named = [decision.left.name, decision.right.name]
        short = [side for side in (decision.left, decision.right) if not _is_name(side, key)]
        if len(short) == 2:
            yield Problem(
                decision.file,
                None,
                "link",
                f"按判断（{told(decision)}），“{named[0]}”不再读作“{key[1]}”：程序原把“{named[0]}”和“{named[1]}”都读作它",
                f"by the decision ({told(decision)}) {named[0]} is no longer read as {key[1]}, "
                f"as which both {named[0]} and {named[1]} were read",
            )
        if short:
            for number, reading in readings.formed(decision, short[0]).items():
                if reading.key == key:
                    readings.take_for(number, _alone(reading.form, reading.target, reading.talk))
        else:  # one name, two bearers
            side = decision.left if decision.left.where else decision.right
            for number, reading in readings.named(decision, side).items():
                if reading.key == key:
                    readings.take_for(number, Target(reading.target.name, scope=side.where, reasons=BY_PERSON))


def _is_name(side: Side, key: Key) -> bool:
    return side.name == normal_name(key)


def _release(readings: Readings, decision: Decision) -> None:
    """Where the left side is a short form that was read as something else, that reading no longer holds."""
    meant = keys(readings.either(decision, decision.right)) | keys(
        readings.named(decision, decision.right, anywhere=True)
    )
    for number, reading in readings.formed(decision, decision.left).items():
        if normal_name(reading.key) != decision.left.name and reading.key not in meant:
            readings.take_for(number, _alone(reading.form, reading.target, reading.talk))


def _alone(form: str, target: Target, talk: str) -> Target:
    """A form taken for itself: within its talk where the reading that it loses did not hold everywhere."""
    return Target(form, scope=talk if target.within else "", reasons=BY_PERSON)


def _merge(
    readings: Readings,
    decision: Decision,
    joined: Components[Key, Decision],
    targets: dict[Key, Target],
    rank: dict[Key, tuple[bool, int]],
) -> Iterator[Problem]:
    """Join all that the left side means with what the right side means."""
    left = readings.named(decision, decision.left) or readings.formed(decision, decision.left)
    right = (
        readings.named(decision, decision.right)
        or readings.formed(decision, decision.right)
        or readings.named(decision, decision.right, anywhere=True)
    )
    wanted = keys(right)
    if left and not right:
        new = _new(decision)
        if new is None:
            yield _unknown(decision)
            return
        if not decision.right.where:
            yield _unheard(decision)
        wanted = frozenset([(decision.type, new.name, new.scope)])
        targets.update(dict.fromkeys(wanted, new))
    for one in sorted(keys(left)):
        meant = wanted
        if one in meant:
            continue
        if len(meant) > 1:
            speeches = {reading.speech for reading in left.values() if reading.key == one}
            meant = frozenset(reading.key for reading in right.values() if reading.speech in speeches)
        if len(meant) != 1:
            yield _open(decision)
            continue
        (other,) = meant
        everywhere = readings.named(decision, decision.left, anywhere=True)
        if any(reading.key == one and number not in left for number, reading in everywhere.items()):
            # The name stands outside the scope too, and means there what it meant.
            target = targets.get(other) or next(reading.target for reading in right.values() if reading.key == other)
            for number, reading in left.items():
                if reading.key == one:
                    readings.take_for(number, replace(target, reasons=BY_PERSON))
            continue
        against = joined.join(one, other)
        if against:
            yield _blocked(decision, against, one, other)
            continue
        rank[one] = (True, rank.get(one, (False, decision.row))[1])
        rank.setdefault(other, (False, decision.row))


def _new(decision: Decision) -> Target | None:
    """The target of a right side that no text names: a place by its code, else the name as it was given."""
    side = decision.right
    if decision.type == "Place" and side.where.isdigit():
        try:
            return known_place(side.where)
        except ValueError:
            return None
    return Target(side.name, scope=side.where)


def _canonical(
    members: AbstractSet[Key], targets: Mapping[Key, Target], rank: Mapping[Key, tuple[bool, int]]
) -> Target:
    """What a set is called: by what no decision says to mean something else; the earliest decision counts first."""
    last = (False, 1 << 60)
    ordered = sorted(members, key=lambda key: (*rank.get(key, last), key))
    chosen = targets[ordered[0]]
    known = next((targets[key] for key in ordered if targets[key].code), chosen)
    return replace(chosen, code=known.code, level=known.level, parents=known.parents)


def normal_name(key: Key) -> str:
    """The normal form of the name of an entity."""
    return normal(key[1])


def told(decision: Decision) -> str:
    """A decision in a few words, after its line: 3: Program 双星 = 双五星."""
    sign = {SAME: "=", DIFFERENT: "≠"}[decision.verdict]
    return f"{decision.row}: {decision.type} {decision.left} {sign} {decision.right}"


def _blocked(decision: Decision, against: Decision, one: Key, other: Key) -> Problem:
    return _problem(
        decision,
        f"判断（{told(decision)}）未生效：它会使“{one[1]}”与“{other[1]}”合为一个，与判断（{told(against)}）矛盾",
        f"the decision ({told(decision)}) was not carried out: to make {one[1]} and {other[1]} one "
        f"contradicts the decision ({told(against)})",
    )


def _open(decision: Decision) -> Problem:
    return _problem(
        decision,
        f"判断（{told(decision)}）未生效：“{decision.right.name}”不止一个，请写明“{decision.right.name} @ 范围”",
        f"the decision ({told(decision)}) was not carried out: there are several {decision.right.name}; "
        f"write '{decision.right.name} @ scope'",
    )


def _unheard(decision: Decision) -> Problem:
    return _problem(
        decision,
        f"判断（{told(decision)}）：“{decision.right.name}”不见于任何原文，只因这一判断成为名称；若是笔误请撤回",
        f"the decision ({told(decision)}): no text holds {decision.right.name}, which is a name by this decision alone; "
        "withdraw it if it is a slip",
    )


def _unknown(decision: Decision) -> Problem:
    return _problem(
        decision,
        f"判断（{told(decision)}）未生效：没有代码为 {decision.right.where} 的地点",
        f"the decision ({told(decision)}) was not carried out: no place has the code {decision.right.where}",
    )


def _problem(decision: Decision, zh: str, en: str) -> Problem:
    return Problem(decision.file, None, "link", zh, en)
