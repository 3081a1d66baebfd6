"""Which files, talks and passages of two builds are the same.

A file is known by its name and SHA-256, a passage by what it says: difflib aligns the sentences of a file, so that an
inserted line shifts nothing, and a changed one is paired with what it became (by the ratio of Ratcliff and Obershelp).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from kg.diff.model import FileChange, Passage, Row
from kg.diff.side import Side

Pair = tuple[Passage | None, Passage | None]
# Two passages, or two files by the passages that they share, are versions of one from here on.
ALIKE = 0.5
# Of a stretch that was rewritten, more pairs than these are not tried: it then counts as removed and added.
MOST = 10_000


def aligned_files(old: Side, new: Side) -> list[tuple[str | None, str | None]]:
    """Pairs of paths, sorted: of one name, else of the same bytes, else of mostly the same passages; the rest alone."""
    pairs: list[tuple[str | None, str | None]] = [(path, path) for path in old.inputs if path in new.inputs]
    gone, come = sorted(old.inputs.keys() - new.inputs), sorted(new.inputs.keys() - old.inputs)
    for path in list(gone):
        same = next((other for other in come if new.inputs[other] == old.inputs[path]), None)
        like = same or _likest(path, come, old, new)
        if like:
            pairs.append((path, like))
            gone.remove(path)
            come.remove(like)
    pairs += [(path, None) for path in gone] + [(None, path) for path in come]
    return sorted(pairs, key=lambda pair: (pair[0] or pair[1] or "", pair[1] or ""))


def _likest(path: str, others: Sequence[str], old: Side, new: Side) -> str | None:
    mine = {one.said for one in old.passages.get(path, ())}
    shares = {}
    for other in others:
        theirs = {one.said for one in new.passages.get(other, ())}
        shares[other] = len(mine & theirs) / max(len(mine | theirs), 1)
    best = max(others, key=lambda other: (shares[other], other), default=None)
    return best if best and shares[best] >= ALIKE else None


def change_of(pair: tuple[str | None, str | None], old: Side, new: Side) -> FileChange | None:
    """What became of a file; None where nothing did."""
    before, after = pair
    if before is None or after is None:
        return FileChange("added" if before is None else "removed", before, after)
    same = old.inputs[before] == new.inputs[after]
    if before == after:
        return None if same else FileChange("changed", before, after)
    return FileChange("renamed" if same else "moved", before, after)


def aligned_passages(before: str, after: str, old: Side, new: Side) -> list[list[Pair]]:
    """The passages of a file in groups: a pair by itself, or a stretch that was rewritten."""
    left, right = old.passages.get(before, ()), new.passages.get(after, ())
    matcher = SequenceMatcher(None, [one.said for one in left], [one.said for one in right], autojunk=False)
    groups: list[list[Pair]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            groups += [[pair] for pair in zip(left[a:b], right[c:d], strict=True)]
        else:
            groups.append(_paired(left[a:b], right[c:d]))
    return _with_moved(groups)


def _paired(left: Sequence[Passage], right: Sequence[Passage]) -> list[Pair]:
    """Each passage with the one most like it; those like none alone."""
    scored = []
    if len(left) * len(right) <= MOST:
        for a, one in enumerate(left):
            matcher = SequenceMatcher(None, "", one.text, autojunk=False)
            for b, other in enumerate(right):
                matcher.set_seq1(other.text)
                if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                    scored.append((-matcher.ratio(), abs(a - b), a, b))
    partner: dict[int, int] = {}
    for ratio, _, a, b in sorted(scored):
        if -ratio >= ALIKE and a not in partner and b not in partner.values():
            partner[a] = b
    pairs: list[Pair] = [(one, right[partner[a]] if a in partner else None) for a, one in enumerate(left)]
    return pairs + [(None, other) for b, other in enumerate(right) if b not in partner.values()]


def _with_moved(groups: list[list[Pair]]) -> list[list[Pair]]:
    """The groups, in which a passage that is gone here and come there is one pair."""
    come: dict[str, list[Passage]] = {}
    for pair in _pairs(groups):
        if pair[0] is None and pair[1]:
            come.setdefault(pair[1].said, []).append(pair[1])
    moved: dict[Passage, Passage] = {}
    for before, after in _pairs(groups):
        if before and after is None and come.get(before.said):
            moved[before] = come[before.said].pop(0)
    taken = set(moved.values())
    kept = [
        [(before, moved.get(before, after) if before else after) for before, after in group if after not in taken]
        for group in groups
    ]
    return [group for group in kept if group]


def _pairs(groups: list[list[Pair]]) -> Iterator[Pair]:
    for group in groups:
        yield from group


def aligned_speeches(before: Sequence[Row], after: Sequence[Row]) -> Mapping[str, str]:
    """Speech ids of one file on the new side → those on the old side. Talks are known by title and order."""
    ours, theirs = (sorted(rows, key=lambda row: row["start"]) for rows in (before, after))
    matcher = SequenceMatcher(None, [row["title"] for row in ours], [row["title"] for row in theirs], autojunk=False)
    found: dict[str, str] = {}
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            found |= {new["speech"]: old["speech"] for old, new in zip(ours[a:b], theirs[c:d], strict=False)}
    return found
