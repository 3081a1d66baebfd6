"""A build against a gold: everything that is counted, in one result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError
from kg.evaluate.entities import entity_tally, link_tally
from kg.evaluate.faults import Fault
from kg.evaluate.found import Found, read_found
from kg.evaluate.gold import CORE, OTHER, TYPES, GoldFile
from kg.evaluate.mentions import Matched, match
from kg.evaluate.read import read_gold
from kg.evaluate.redactions import redaction_counts, redaction_faults
from kg.evaluate.relations import compare
from kg.evaluate.speeches import attributes, match_speeches, speech_tally
from kg.evaluate.tally import Tally

GROUPS = {"core": CORE, "other": OTHER, "all": TYPES, **{type_: (type_,) for type_ in TYPES}}
"""The lines of the table of mentions and entities, and the types that each sums up."""


@dataclass(slots=True)
class Evaluation:
    """Sums over the files of the gold that the build holds; `absent` are those it does not hold and that count nothing.

    `misread` counts mentions whose text is not what the gold has at the same span: the build read another text.
    """

    files: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    strict: Tally = field(default_factory=Tally)
    relaxed: Tally = field(default_factory=Tally)
    entity: Tally = field(default_factory=Tally)
    linking: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    speeches: Tally = field(default_factory=Tally)
    attributes: Counter[str] = field(default_factory=Counter)
    redactions: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    misread: int = 0


def evaluate(gold: Path, out: Path, inferred: bool = True) -> Evaluation:
    """Score the output folder `out` against the gold files of `gold`; without `inferred`, inferred facts are optional.

    KgError where the gold is missing or malformed, where `out` is no output folder, or where they share no text.
    """
    result = Evaluation()
    for annotated, found in read_found(out, read_gold(gold)):
        if found is None:
            result.absent.append(annotated.file)
        else:
            result.files.append(annotated.file)
            _add(result, annotated, found, inferred)
    if not result.files:
        names = "、".join(result.absent)
        raise KgError(f"{out} 中没有标注所用的文本：{names}", f"{out} was built from none of the gold's texts: {names}")
    return result


def _add(result: Evaluation, gold: GoldFile, found: Found, inferred: bool) -> None:
    """Score one file."""
    strict, relaxed = match(gold, found.mentions, strict=True), match(gold, found.mentions, strict=False)
    result.strict += strict.tally()
    result.relaxed += relaxed.tally()
    result.entity += entity_tally(gold, relaxed)
    result.linking += link_tally(strict)
    result.misread += _misread(gold, found)
    result.redactions += redaction_counts(gold, relaxed)
    result.faults += [*_mention_faults(gold, strict), *redaction_faults(gold, relaxed)]

    talks = match_speeches(gold, found.speeches)
    result.speeches += speech_tally(gold, found.speeches, talks)
    result.attributes += attributes(gold, found.speeches, talks)

    ids = {found.speeches[right].id: gold.speeches[left].id for left, right in talks.items()}
    facts = compare(gold, found.relations, ids, inferred)
    result.relations += facts.tally
    result.faults += facts.faults


def _mention_faults(gold: GoldFile, strict: Matched) -> Iterator[Fault]:
    for mention in strict.missed:
        yield Fault("missed", gold.file, mention.spans[0], mention.type, mention.text)
    for number in strict.alarms:
        said = strict.found[number]
        yield Fault("alarm", gold.file, said.span, said.type, said.text)
    matched = set(strict.pairs.values())
    for trap in gold.traps:
        for number, said in enumerate(strict.found):
            if number not in matched and said.span == trap.span and (not trap.types or said.type in trap.types):
                yield Fault("trap", gold.file, said.span, said.type, said.text)


def _misread(gold: GoldFile, found: Found) -> int:
    texts = {mention.spans[0]: mention.text for mention in gold.mentions}
    return sum(said.text != texts.get(said.span, said.text) for said in found.mentions)


def faults_of(result: Evaluation, kinds: Sequence[str]) -> int:
    """How many faults of these kinds there are."""
    return sum(fault.kind in kinds for fault in result.faults)
