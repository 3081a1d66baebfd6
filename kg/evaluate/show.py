"""The result of an evaluation: a table for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.evaluate.entities import PAIRS
from kg.evaluate.gold import RELATIONS
from kg.evaluate.run import GROUPS, Evaluation, faults_of
from kg.evaluate.speeches import ATTRIBUTES, SPEECH
from kg.evaluate.tally import Figures, Tally, figures
from kg.lang import choose, language
from kg.schema import node_types, relation_types

REDACTION_FAULTS = ("unflagged", "resolved", "stray")


def as_json(result: Evaluation) -> str:
    """All figures as one object; precision, recall and f1 are null where nothing was to be found or said."""
    return json.dumps(as_dict(result), ensure_ascii=False, indent=1) + "\n"


def as_dict(result: Evaluation) -> dict[str, Any]:
    """What `--format json` prints."""
    relations = {"all": RELATIONS, **{name: (name,) for name in RELATIONS}}
    return {
        "files": result.files,
        "absent": result.absent,
        "strict": _by_group(result.strict, GROUPS),
        "relaxed": _by_group(result.relaxed, GROUPS),
        "entity": _by_group(result.entity, GROUPS),
        "linking": _numbers(figures(result.linking, [PAIRS])),
        "relations": _by_group(result.relations, relations),
        "speeches": _numbers(figures(result.speeches, [SPEECH])),
        "attributes": {name: result.attributes[name] for name in ("speeches", *ATTRIBUTES)},
        "redaction": {
            **{name: result.redactions[name] for name in ("placeholders", "merged")},
            **{kind: faults_of(result, [kind]) for kind in REDACTION_FAULTS},
        },
        "traps": faults_of(result, ["trap"]),
        "misread": result.misread,
    }


def _by_group(tally: Tally, groups: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    return {name: _numbers(figures(tally, types)) for name, types in groups.items()}


def _numbers(found: Figures) -> dict[str, int | float | None]:
    return {
        "hits": found.hits,
        "alarms": found.alarms,
        "misses": found.misses,
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
    }


def as_table(result: Evaluation) -> str:
    """Precision, recall and F1 with what is behind them, then the rest a line each."""
    return "\n".join([*_mentions(result), "", *_relations(result), "", *_rest(result), ""])


def _mentions(result: Evaluation) -> Iterator[str]:
    heads = [choose("严格", "strict"), choose("宽松", "relaxed"), choose("实体", "entity")]
    yield f"{padded('')} | {padded(heads[0], len(HEAD))} | {padded(heads[1], len(RATES))} | {heads[2]}"
    yield f"{padded('')} | {HEAD} | {RATES} | {RATES}"
    for group, types in lines():
        strict, relaxed, entity = (figures(tally, types) for tally in (result.strict, result.relaxed, result.entity))
        if strict.f1 is not None or group in SUMS:
            yield f"{padded(label(group))} | {_cells(strict)} | {rates(relaxed)} | {rates(entity)}"


SUMS = {"core": ("核心五类", "core"), "other": ("其他四类", "other"), "all": ("全部", "all")}


def lines() -> list[tuple[str, tuple[str, ...]]]:
    """GROUPS in the order in which they are shown: types, then SUMS of them."""
    return sorted(GROUPS.items(), key=lambda item: item[0] in SUMS)


def label(group: str) -> str:
    """The name of one of GROUPS in the language in force."""
    return choose(*SUMS[group]) if group in SUMS else str(getattr(node_types()[group], language()))


def _relations(result: Evaluation) -> Iterator[str]:
    yield f"{padded('')} | {HEAD}"
    for name in RELATIONS:
        found = figures(result.relations, [name])
        if found.f1 is not None:
            yield f"{padded(getattr(relation_types()[name], language()))} | {_cells(found)}"
    yield f"{padded(choose('全部关系', 'all relations'))} | {_cells(figures(result.relations, RELATIONS))}"
    yield f"{padded(choose('链接（成对）', 'linking (pairs)'))} | {_cells(figures(result.linking, [PAIRS]))}"
    yield f"{padded(choose('讲话', 'speeches'))} | {_cells(figures(result.speeches, [SPEECH]))}"


def _rest(result: Evaluation) -> Iterator[str]:
    right, of = result.attributes, result.attributes["speeches"]
    yield choose(
        f"讲话属性：日期 {right['date']}/{of}，讲话人 {right['speaker']}/{of}，标题 {right['title']}/{of}",
        f"of the speeches: date {right['date']}/{of}, speaker {right['speaker']}/{of}, title {right['title']}/{of}",
    )
    holes, merged = result.redactions["placeholders"], result.redactions["merged"]
    unflagged, resolved, stray = (faults_of(result, [kind]) for kind in REDACTION_FAULTS)
    yield choose(
        f"隐去之处 {holes}：未标明 {unflagged}，当成真名 {resolved}，混入名称 {stray}，误并 {merged}",
        f"{holes} holes: not marked {unflagged}, taken for a name {resolved}, inside a name {stray}, merged {merged}",
    )
    traps = faults_of(result, ["trap"])
    yield choose(f"落入陷阱 {traps}", f"traps hit {traps}")
    if result.misread:
        yield choose(f"文字与标注不符 {result.misread}", f"{result.misread} mentions with another text than the gold")
    yield choose("已评：", "scored: ") + choose("、", ", ").join(result.files)
    if result.absent:
        yield choose("未构建，不计入：", "not built, not counted: ") + choose("、", ", ").join(result.absent)


RATES = f"{'P':>5}  {'R':>5}  {'F1':>5}"
HEAD = f"{'TP':>4} {'FP':>4} {'FN':>4}  {RATES}"


def _cells(found: Figures) -> str:
    return f"{found.hits:>4} {found.alarms:>4} {found.misses:>4}  {rates(found)}"


def rates(found: Figures) -> str:
    """Precision, recall and F1 in columns; - where there was nothing to be found or said."""
    three = (found.precision, found.recall, found.f1)
    return "  ".join(f"{'-' if rate is None else format(rate, '.3f'):>5}" for rate in three)


def padded(label: str, width: int = 18) -> str:
    """A label filled up to a width in terminal cells, of which a Chinese character takes two."""
    return label + " " * (width - sum(2 if ord(sign) > 0x2E7F else 1 for sign in label))
