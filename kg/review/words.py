"""What a review says: a doubt with its quotations, a decision in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.lang import choose, language
from kg.link.decisions import DIFFERENT, NOT_A_NAME, SAME, Decision, Side, in_force
from kg.link.reasons import reason
from kg.review.doubts import Doubt
from kg.review.quotations import Quotation
from kg.schema import node_types
from kg.spans import FileSpan
from kg.text import printable

VERDICTS = {SAME: ("同一", "same"), DIFFERENT: ("不同", "different"), NOT_A_NAME: ("不是名称", "not a name")}


def scope(given: str) -> str:
    """Where a judgement holds."""
    return given or choose("到处", "everywhere")


def about(doubt: Doubt, number: int, of: int) -> Iterator[str]:
    """The lines that put a doubt before a person."""
    judgement = doubt.judgement
    unsure = judgement.verdict == "unsure"
    state = choose("存疑，未合并", "unsure, kept apart") if unsure else choose("已合并", "taken for one")
    label = getattr(node_types()[judgement.type], language())
    yield ""
    yield f"[{number}/{of}] {label} · {state} · {judgement.score:.2f}"
    for mark, side, quotations in (
        (1, doubt.left, doubt.left_quotations),
        (2, doubt.right, doubt.right_quotations),
    ):
        yield printable(f"  {mark}  {side}")
        yield from _quoted(side, quotations)
    reasons = choose("；", "; ").join(map(reason, judgement.reasons))
    yield printable(f"  {choose('理由：', 'reasons: ')}{reasons}")
    yield printable(f"  {choose('范围：', 'scope: ')}{scope(judgement.scope)}")


def _quoted(side: Side, quotations: Sequence[Quotation]) -> Iterator[str]:
    if not quotations:
        yield f"       {choose('（没有写出这个名称的句子）', '(no sentence has it in full)')}"
    for quotation in quotations:
        yield printable(f"       {quotation.before}⟦{quotation.text}⟧{quotation.after}")
        yield printable(f"       {FileSpan(quotation.file, quotation.start, quotation.end)}")


def line(decision: Decision) -> str:
    """A decision without its number: 人物 罗书记 = 罗联峰 （到处）."""
    label = getattr(node_types()[decision.type], language())
    sign = {SAME: "=", DIFFERENT: "≠", NOT_A_NAME: choose("不是名称", "is no name")}[decision.verdict]
    told = " ".join(filter(None, (label, str(decision.left), sign, str(decision.right))))
    return printable(choose(f"{told}（{scope(decision.scope)}）", f"{told} ({scope(decision.scope)})"))


def listed(rows: Sequence[Decision]) -> Iterator[str]:
    """All rows of a decisions file with their numbers, and which of them are no longer in force."""
    standing = {row.row for row in in_force(rows)}
    if not rows:
        yield choose("还没有判断", "there are no decisions")
    for row in rows:
        state = ""
        if row.withdrawn:
            state = choose("（撤回）", " (withdrawal)")
        elif row.row not in standing:
            state = choose("（不再生效）", " (no longer in force)")
        yield f"{row.row:>4}  {line(row)}{state}  {printable(row.by)}  {printable(row.at)}"
