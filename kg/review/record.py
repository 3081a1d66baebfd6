"""Writing the decisions file: rows are added at its end, whole or not at all, and none is ever changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from kg.errors import KgError
from kg.link.decisions import Decision, fault_of, in_force, read_decisions, row_of
from kg.sinks.replace import write_whole


def recorded(path: Path) -> list[Decision]:
    """All rows of a decisions file; none where it is not there yet. KgError as read_decisions has it."""
    return read_decisions(path) if path.exists() else []


def check(decision: Decision) -> None:
    """KgError where a decision is not sound."""
    wrong_how = fault_of(decision)
    if wrong_how:
        raise KgError(f"判断有误：{wrong_how[0]}", f"the decision {wrong_how[1]}")


def add(path: Path, decision: Decision) -> bool:
    """Add a decision; False where it is in force already. KgError where it is not sound or cannot be written."""
    check(decision)
    standing = {row.key: row.verdict for row in in_force(recorded(path))}
    if standing.get(decision.key) == decision.verdict:
        return False
    _append(path, decision)
    return True


def withdraw(path: Path, number: int, by: str, at: str) -> Decision:
    """Take back the decision in line `number`, and return it. KgError where that is not in force."""
    for row in in_force(recorded(path)):
        if row.row == number:
            _append(path, replace(row, by=by, at=at, withdrawn=True))
            return row
    raise KgError(
        f"{path} 第 {number} 行没有生效的判断，请用 kg review --list 查看",
        f"line {number} of {path} holds no decision in force: see kg review --list",
    )


def _append(path: Path, decision: Decision) -> None:
    line = json.dumps(row_of(decision), ensure_ascii=False) + "\n"
    try:
        target = path.resolve()  # a link stays a link
        before = target.read_bytes() if target.exists() else b""
        if before and not before.endswith(b"\n"):
            before += b"\n"
        write_whole(target, before + line.encode())
    except (OSError, RuntimeError) as fault:
        raise KgError(f"无法写入 {path}（{fault}）", f"cannot write {path} ({fault})") from fault
