"""What a person decided about names, in a file of JSON lines that is only ever added to.

A row is {"type", "left", "right", "scope", "verdict", "by", "at"}: `same`, the left name means the right one;
`different`, they are two; `not_a_name`, the left string (right is '') names nothing of that type. Names are normal
forms (kg.link.forms). One that several bear says which: `王强 @ 甲.txt`, with a scope after the mark or, for a place,
its code. A row with "withdrawn": true takes back the last one before it with the same key and verdict. Of several about
one key, the last that is not withdrawn is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.link.forms import normal
from kg.model import Judgement
from kg.schema import entity_types
from kg.written import from_json

SAME, DIFFERENT, NOT_A_NAME = "same", "different", "not_a_name"
VERDICTS = (SAME, DIFFERENT, NOT_A_NAME)
SUFFIX = ".decisions.jsonl"
# Between a name and where it is used. Normal forms have no white space, so no name holds it.
AT = " @ "
_FIELDS = ("type", "left", "right", "scope", "verdict", "by", "at")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two names: its normal form, and the scope it is used in ('' anywhere; a code for a known place)."""

    name: str
    where: str

    def __str__(self) -> str:
        return f"{self.name}{AT}{self.where}" if self.where else self.name


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the file: who decided what, when; `file` and `row` tell where that stands."""

    type: str
    left: Side
    right: Side
    scope: str
    verdict: str
    by: str
    at: str
    withdrawn: bool = False
    file: str = ""
    row: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is about, whichever name comes first."""
        return self.judgement().key

    def judgement(self) -> Judgement:
        """The decision among the machine's judgements."""
        sides = (str(self.left), str(self.right))
        reasons = ("decided by a person",)
        return Judgement(self.type, *sides, self.scope, self.verdict, 1.0, reasons, self.by, self.at)


def side(text: str) -> Side:
    """The side that `name` or `name @ scope` stands for."""
    name, _, where = text.partition(AT)
    return Side(normal(name), where.strip())


def decisions_beside(out: Path) -> Path:
    """Where the decisions about an output folder are by default: beside it, as each build replaces the folder."""
    named = out if out.name not in ("", "..") else out.resolve()
    return named.with_name(named.name + SUFFIX)


def decisions_of(given: Path | None, out: Path) -> Path | None:
    """The file that a build into `out` reads: the one given, else the one beside it where that is there, else none."""
    beside = decisions_beside(out)
    return given or (beside if beside.exists() else None)


def in_force(rows: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, in the order of the file."""
    standing: dict[tuple[str, str, str, str], list[Decision]] = {}
    for row in rows:
        of_key = standing.setdefault(row.key, [])
        if row.withdrawn:
            of_key.remove(_withdrawn_by(row, of_key))
        else:
            of_key.append(row)
    return sorted((of_key[-1] for of_key in standing.values() if of_key), key=lambda decision: decision.row)


def read_decisions(path: Path) -> list[Decision]:
    """All rows of a decisions file. KgError naming the file and the line at fault."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise KgError(
            f"无法读取判断文件 {path}（须为 UTF-8 文件）", f"cannot read the decisions {path} (a UTF-8 file)"
        ) from fault
    rows: list[Decision] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _decision(path, number, line)
            rows.append(row)
            if row.withdrawn:
                _checked_withdrawal(path, rows)
    return rows


def _decision(path: Path, number: int, line: str) -> Decision:
    try:
        row = from_json(line)
    except ValueError as fault:
        raise _bad(path, number, "不是有效的 JSON", "is no valid JSON") from fault
    if not isinstance(row, dict):
        raise _bad(path, number, "不是 JSON 对象", "is no JSON object")
    wrong = sorted(row.keys() - {*_FIELDS, "withdrawn"})
    wrong += [name for name in _FIELDS if not isinstance(row.get(name), str)]
    if wrong or not isinstance(row.get("withdrawn", False), bool):
        named = "、".join(wrong or ["withdrawn"])
        raise _bad(path, number, f"缺少、多出或写错字段：{named}", f"lacks, adds or misspells: {named}")
    decision = decision_of(row, path.name, number)
    wrong_how = fault_of(decision)
    if wrong_how:
        raise _bad(path, number, *wrong_how)
    return decision


def decision_of(row: Mapping[str, Any], file: str = "", number: int = 0) -> Decision:
    """The decision of a row, its names in normal form."""
    return Decision(
        row["type"],
        side(row["left"]),
        side(row["right"]),
        row["scope"],
        row["verdict"],
        row["by"],
        row["at"],
        bool(row.get("withdrawn", False)),
        file,
        number,
    )


def row_of(decision: Decision) -> dict[str, Any]:
    """The row of a decision."""
    row: dict[str, Any] = {
        "type": decision.type,
        "left": str(decision.left),
        "right": str(decision.right),
        "scope": decision.scope,
        "verdict": decision.verdict,
        "by": decision.by,
        "at": decision.at,
    }
    return {**row, "withdrawn": True} if decision.withdrawn else row


def fault_of(decision: Decision) -> tuple[str, str] | None:
    """What is wrong with a decision, in both languages; None where it is sound."""
    if decision.type not in entity_types():
        known = "、".join(entity_types())
        return f"类型 {decision.type} 不在 {known} 之中", f"has the type {decision.type}, which is none of {known}"
    if decision.verdict not in VERDICTS:
        known = "、".join(VERDICTS)
        return f"verdict 应为 {known} 之一", f"needs a verdict out of {known}"
    if not decision.left.name:
        return "没有左边的名称", "has no left name"
    if (decision.verdict == NOT_A_NAME) == bool(decision.right.name):
        return (
            "same 和 different 需要右边的名称，not-a-name 则不可有",
            "needs a right name for same and different, and none for not_a_name",
        )
    if decision.left == decision.right:
        return "左右是同一个名称", "names one name twice"
    try:
        datetime.fromisoformat(decision.at)
    except ValueError:
        return f"at 不是 ISO 时间：{decision.at}", f"has a time that is not ISO: {decision.at}"
    return None


def _withdrawn_by(row: Decision, standing: list[Decision]) -> Decision:
    return next(decision for decision in reversed(standing) if decision.verdict == row.verdict)


def _checked_withdrawal(path: Path, rows: list[Decision]) -> None:
    try:
        in_force(rows)
    except StopIteration as fault:
        raise _bad(path, rows[-1].row, "撤回的判断不存在", "withdraws what nobody decided") from fault


def _bad(path: Path, number: int, zh: str, en: str) -> KgError:
    return KgError(f"判断文件 {path} 第 {number} 行：{zh}", f"the decisions {path}, line {number}: it {en}")
