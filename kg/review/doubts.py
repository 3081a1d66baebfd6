"""What of a build is worth a person's look: unsure judgements, then readings of short names by their score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from kg.graph.folder import read_fields
from kg.link.decisions import Decision, Side, side
from kg.model import Judgement
from kg.review.quotations import Quotation, Quotations

# Readings that score this or more are hardly ever wrong.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Doubt:
    """A judgement of the machine's, its two sides, and where each stands in the texts."""

    judgement: Judgement
    left: Side
    right: Side
    left_quotations: tuple[Quotation, ...]
    right_quotations: tuple[Quotation, ...]

    @property
    def named_alike(self) -> bool:
        """Whether it asks which bearer of a name is meant, rather than which of two names."""
        return self.judgement.verdict == "unsure" and bool(self.right.where)


def doubts(out: Path, decided: Iterable[Decision], below: float = SURE) -> list[Doubt]:
    """The doubtful judgements of OUT that nobody decided, the unsure ones first (the likeliest before), then those with
    a score under `below`, the lowest before. KgError where OUT is no output folder."""
    known = {decision.key for decision in decided}
    found = [judgement for judgement in _judgements(out) if _is_doubtful(judgement, below)]
    open_ = [judgement for judgement in found if judgement.key not in known]
    quotations = Quotations.of(out)
    ordered = sorted(open_, key=lambda j: (*_urgency(j), j.type, j.left, j.right, j.scope))
    return [_doubt(judgement, quotations) for judgement in ordered]


def _judgements(out: Path) -> Iterable[Judgement]:
    names = [field.name for field in fields(Judgement)]
    for row in read_fields(out, "judgements", " ".join(names)):
        yield Judgement(**{name: row[name] for name in names} | {"reasons": tuple(row["reasons"])})


def _is_doubtful(judgement: Judgement, below: float) -> bool:
    return judgement.by is None and (judgement.verdict == "unsure" or judgement.score < below)


def _urgency(judgement: Judgement) -> tuple[bool, float]:
    unsure = judgement.verdict == "unsure"
    return not unsure, -judgement.score if unsure else judgement.score


def _doubt(judgement: Judgement, quotations: Quotations) -> Doubt:
    left, right = side(judgement.left), side(judgement.right)
    read_as = right.name if judgement.verdict == "same" else None
    other = left.name if left.name != right.name else None
    return Doubt(
        judgement,
        left,
        right,
        quotations.about(judgement.type, left, judgement.scope, only_as=read_as),
        quotations.about(judgement.type, right, "" if read_as else judgement.scope, but_not=other),
    )
