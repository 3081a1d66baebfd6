"""A person's decisions about names: checked against the graph that is shown, written as `kg review` writes them."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kg.errors import KgError
from kg.explorer.names import is_known, is_written, namesakes, side_of
from kg.explorer.scopes import is_scope
from kg.explorer.views.acts import DecisionRow, DecisionsView
from kg.graph.folder import read_fields
from kg.link.decisions import NOT_A_NAME, Decision, Side, in_force, side
from kg.link.forms import normal
from kg.review import words
from kg.review.decide import decision
from kg.review.record import check, put, recorded, withdraw
from kg.text import printable

LONGEST = 1000
# What a form may send: the verdict; two sides, each by the id of a node, or by a name (`name` or `name @ scope`), in
# which case the type is needed; the form of the name, where only one of an entity's names is meant; and the scope.
FIELDS = ("verdict", "type", "left", "left_id", "form", "right", "right_id", "scope")


def decide(
    db: sqlite3.Connection, fields: Mapping[str, str], file: Path, by: str, at: str
) -> tuple[Decision, int, bool]:
    """Write the decision that a form (FIELDS) states, and return it with its line, and whether it is new.

    KgError where a name, a scope or the type is not known to the graph, or the decision is not sound.
    """
    given = {name: _text(name, fields.get(name, "")) for name in FIELDS}
    type_, left = _side(db, given["type"], given["left"], given["left_id"])
    other, right = _side(db, given["type"], given["right"], given["right_id"])
    if given["left_id"] and given["right_id"] and type_ != other:
        raise KgError("只能判断同一类型的两个名称", "two names of one type are decided about, not of two")
    if given["form"]:
        left = replace(left, name=normal(given["form"]))
    verdict = given["verdict"].replace("-", "_")
    if verdict == NOT_A_NAME:
        left, right = Side(left.name, ""), Side("", "")  # a string names nothing, whoever was taken for its bearer
    made = decision(type_, str(left), str(right), given["scope"], verdict, by, at)
    _check(db, made)
    return made, *put(file, made)


def undo(file: Path, number: str, by: str, at: str) -> Decision:
    """Take back the decision in a line of the file, and return it. KgError where that is none in force."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise KgError("请写明要撤回的判断的编号", "say the number of the decision to take back")
    return withdraw(file, int(number), by, at)


def decisions(db: sqlite3.Connection, out: Path, file: Path) -> DecisionsView:
    """The decisions in force, and whether the graph that is shown follows them. KgError where the file is at fault."""
    standing = in_force(recorded(file))
    followed = db.execute("SELECT type, left, right, scope, verdict FROM judgement WHERE by IS NOT NULL").fetchall()
    rows = [
        DecisionRow(of.row, of.type, str(of.left), str(of.right), of.scope, of.verdict, of.by, of.at, words.line(of))
        for of in reversed(standing)
    ]
    wanted = {(of.type, str(of.left), str(of.right), of.scope, of.verdict) for of in standing}
    return DecisionsView(tuple(rows), file.name, wanted == set(map(tuple, followed)), _faults(out, file))


def _faults(out: Path, file: Path) -> tuple[str, ...]:
    """What the build says of the decisions in a file."""
    if not (out / "problems.jsonl").exists():
        return ()
    told = read_fields(out, "problems", "stage file message message_en")
    rows = (row for row in told if row["stage"] == "link" and row["file"] == file.name)
    return tuple(printable(str(KgError(row["message"], row["message_en"]))) for row in rows)


def _side(db: sqlite3.Connection, type_: str, name: str, id: str) -> tuple[str, Side]:
    """Type and name of a side, given by id or by name."""
    return side_of(db, id) if id else (type_, side(name))


def _check(db: sqlite3.Connection, made: Decision) -> None:
    check(made)
    for one in filter(lambda side: side.name, (made.left, made.right)):
        told = printable(str(one))
        if not is_known(db, made.type, one):
            raise KgError(f"图谱中没有名为“{told}”的条目", f"nothing in the graph is called {told}")
        several = [] if one.where or made.verdict == NOT_A_NAME else namesakes(db, made.type, one.name)
        if several:
            raise KgError(
                f"“{told}”不止一个，请写明是哪一个：{'、'.join(map(printable, map(str, several)))}",
                f"there are several {told}: say which one, {', or '.join(map(printable, map(str, several)))}",
            )
    if made.verdict == NOT_A_NAME and not is_written(db, made.type, made.left.name):
        told = printable(made.left.name)
        raise KgError(f"原文中没有写“{told}”，请选一个原文的写法", f"no text has {told}: choose a form that one has")
    if not is_scope(db, made.scope):
        told = printable(made.scope)
        raise KgError(f"没有“{told}”这个范围", f"there is no scope {told}")


def _text(name: str, given: str) -> str:
    if len(given) > LONGEST:
        raise KgError(f"{name} 过长（最多 {LONGEST} 字）", f"{name} is too long: {LONGEST} characters at most")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in given):
        raise KgError(f"{name} 含有控制字符", f"{name} holds control characters")
    return given.strip()
