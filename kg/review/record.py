"""Writing the decisions file: rows are added at its end, whole or not at all, and none is ever changed.

Several may write at one moment (`kg review` in two terminals, and the server): each reads the file anew once it has the
file's lock, so that no decision is lost and of two that agree one is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from kg.errors import KgError
from kg.link.decisions import Decision, fault_of, in_force, read_decisions, row_of
from kg.sinks.locks import Held, alone
from kg.sinks.refused import refusal
from kg.sinks.replace import clear_temporary, write_whole

# Seconds that one who writes waits for another; a row takes some milliseconds.
PATIENCE = 20.0


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
    return put(path, decision)[1]


def put(path: Path, decision: Decision) -> tuple[int, bool]:
    """The same; the line in which the decision stands, and whether it is new."""
    check(decision)
    with _writing(path) as target:
        rows = recorded(target)
        standing = {row.key: row for row in in_force(rows)}.get(decision.key)
        if standing and standing.verdict == decision.verdict:
            return standing.row, False
        return _append(target, decision), True


def withdraw(path: Path, number: int, by: str, at: str) -> Decision:
    """Take back the decision in line `number`, and return it. KgError where that is not in force."""
    with _writing(path) as target:
        for row in in_force(recorded(target)):
            if row.row == number:
                _append(target, replace(row, by=by, at=at, withdrawn=True))
                return row
    raise KgError(
        f"{path} 第 {number} 行没有生效的判断，请用 kg review --list 查看",
        f"line {number} of {path} holds no decision in force: see kg review --list",
    )


@contextmanager
def _writing(path: Path) -> Iterator[Path]:
    """Be the one that writes to a file, which a link may lead to. KgError where it cannot be written."""
    try:
        target = path.resolve()  # a link stays a link
        with ExitStack() as held:
            held.enter_context(alone(target, PATIENCE))
            clear_temporary(target)
            yield target
    except Held as other:
        raise KgError(
            f"另一个程序一直在写 {path}{other.zh}，请稍后再试",
            f"another program keeps writing {path}{other.en}: try later",
        ) from other
    except (OSError, RuntimeError) as fault:
        zh, en = refusal(fault) or (str(fault), str(fault))
        raise KgError(f"无法写入 {path}（{zh}）", f"cannot write {path} ({en})") from fault


def _append(path: Path, decision: Decision) -> int:
    line = json.dumps(row_of(decision), ensure_ascii=False) + "\n"
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    write_whole(path, before + line.encode())
    return before.count(b"\n") + 1
