"""Two builds against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.diff.align import Pair, aligned_files, aligned_passages, aligned_speeches, change_of
from kg.diff.causes import Causes, changed_settings
from kg.diff.items import Terms, items_of, placed
from kg.diff.model import Cause, Comparison, Difference, EntityChange, FileChange, Item, Passage
from kg.diff.side import Side, read_side

# Nodes that are no entities: files and talks are compared as such, and two holes are never known to be one.
_NO_ENTITIES = ("Speech", "SourceFile", "Redacted")


def compare(before: Path, after: Path) -> Comparison:
    """What the second of two output folders lost and gained. KgError where one of them is not what kg build wrote."""
    old, new = read_side(before), read_side(after)
    pairs = aligned_files(old, new)
    changes = {pair: change for pair in pairs if (change := change_of(pair, old, new))}
    speeches: dict[str, str] = {}
    for left, right in pairs:
        if left is not None and right is not None:
            speeches |= aligned_speeches(old.speeches.get(left, ()), new.speeches.get(right, ()))
    terms = Terms(old, new, speeches)
    causes = Causes(old, new, list(changes.values()))
    differences: list[Difference] = []
    for left, right in pairs:
        if left is None or right is None:
            differences.append(_whole(left, right, old, new, terms))
        else:
            differences += _of_file(left, right, (old, new), terms, causes, changes.get((left, right)))
    return Comparison(
        tuple(changed_settings(old, new)),
        tuple(changes.values()),
        tuple(differences),
        *_entities(old, new, differences),
    )


def _whole(left: str | None, right: str | None, old: Side, new: Side, terms: Terms) -> Difference:
    """A file that only one side has."""
    side, file = (new, right or "") if left is None else (old, left)
    passages = side.passages.get(file, ())
    items = tuple(item for _, item in items_of(side, file, terms))
    first = passages[0] if passages else Passage(file, 0, 0, "")
    if left is None:
        return Difference(None, first, (), items, (Cause("added", file),))
    return Difference(first, None, items, (), (Cause("removed", file),))


def _of_file(
    left: str, right: str, sides: tuple[Side, Side], terms: Terms, causes: Causes, change: FileChange | None
) -> Iterable[Difference]:
    groups = aligned_passages(left, right, *sides)
    pairs = [pair for group in groups for pair in group]
    before = placed(items_of(sides[0], left, terms), [one for one, _ in pairs if one])
    after = placed(items_of(sides[1], right, terms), [one for _, one in pairs if one])
    for group in groups:
        parts: list[Part] = []
        for one, other in group:
            ours, theirs = before.get(one, []) if one else [], after.get(other, []) if other else []
            parts.append(((one, other), _missing(ours, theirs), _missing(theirs, ours)))
        for (one, other), lost, gained in _settled(parts):
            same = bool(one and other and one.said == other.said)
            if lost or gained or not same:
                told = (causes.of_file(change),) if change and not same else causes.of_items([*lost, *gained], change)
                yield Difference(one, other, tuple(lost), tuple(gained), told)


Part = tuple[Pair, list[Item], list[Item]]


def _missing(these: Iterable[Item], those: Iterable[Item]) -> list[Item]:
    """What of the first the second lacks, counted: a name that was said twice and is said once now is lost."""
    left = Counter(item.identity for item in those)
    found = []
    for item in these:
        if left[item.identity]:
            left[item.identity] -= 1
        else:
            found.append(item)
    return sorted(found, key=lambda item: item.identity)


def _settled(parts: Sequence[Part]) -> list[Part]:
    """Of a stretch that was rewritten: what one passage lost and another gained has only moved."""
    if len(parts) < 2:
        return list(parts)
    lost = [item for _, items, _ in parts for item in items]
    gained = [item for _, _, items in parts for item in items]
    gone = Counter(item.identity for item in _missing(lost, gained))
    come = Counter(item.identity for item in _missing(gained, lost))
    return [(pair, _take(before, gone), _take(after, come)) for pair, before, after in parts]


def _take(items: Iterable[Item], allowed: Counter[tuple[str, ...]]) -> list[Item]:
    kept = []
    for item in items:
        if allowed[item.identity]:
            allowed[item.identity] -= 1
            kept.append(item)
    return kept


def _entities(
    old: Side, new: Side, differences: Sequence[Difference]
) -> tuple[tuple[EntityChange, ...], tuple[EntityChange, ...]]:
    why: dict[str, set[Cause]] = {}
    for difference in differences:
        for item in (*difference.lost, *difference.gained):
            if item.what == "link":
                why.setdefault(item.shown["entity_id"], set()).update(difference.causes)
    return _only(old, new, why), _only(new, old, why)


def _only(side: Side, other: Side, why: dict[str, set[Cause]]) -> tuple[EntityChange, ...]:
    known = {(row["type"], row["name"]) for row in other.entities.values() if row["id"] not in side.entities}
    found = [
        EntityChange(
            id_, row["type"], row["name"], tuple(sorted(why.get(id_, ()), key=lambda cause: (cause.kind, cause.of)))
        )
        for id_, row in side.entities.items()
        if row["type"] not in _NO_ENTITIES and id_ not in other.entities and (row["type"], row["name"]) not in known
    ]
    return tuple(sorted(found, key=lambda change: (change.type, change.name, change.id)))
