"""Going through the doubts one by one; each answer is written down at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.lang import choose
from kg.link.decisions import DIFFERENT, NOT_A_NAME, SAME, Decision, Side
from kg.review import words
from kg.review.doubts import Doubt
from kg.review.record import add, recorded, withdraw

# What may be typed; the first of each is shown.
ANSWERS = {
    SAME: ("s", "same", "同", "同一"),
    DIFFERENT: ("d", "different", "不同"),
    NOT_A_NAME: ("n", "not", "不是", "不是名称"),
    "skip": ("", "k", "skip", "跳过"),
    "back": ("b", "back", "返回"),
    "quit": ("q", "quit", "退出"),
}
MEANT = {typed: answer for answer, all_typed in ANSWERS.items() for typed in all_typed}


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides: a name, a clock that tells the time as ISO text, a way to ask (None: there is no answer any more)
    and one to say a line."""

    by: str
    now: Callable[[], str]
    ask: Callable[[str], str | None]
    say: Callable[[str], None]


def walk(doubts: Sequence[Doubt], path: Path, reviewer: Reviewer) -> int:
    """Put doubts before a person until they end or the person does; how many decisions were made. `back` takes back
    what was answered last and asks it again."""
    made: dict[int, Decision] = {}
    number = 0
    while number < len(doubts):
        for told in words.about(doubts[number], number + 1, len(doubts)):
            reviewer.say(told)
        answer = _answer(reviewer)
        if answer == "quit":
            break
        if answer == "back":
            number = max(0, number - 1)
            if number in made:
                taken = _take_back(path, made.pop(number), reviewer)
                reviewer.say(choose(f"已撤回：{taken}", f"withdrawn: {taken}"))
            continue
        if answer != "skip":
            decision = _decision(doubts[number], answer, reviewer)
            if decision is None:
                break
            if add(path, decision):
                made[number] = decision
            reviewer.say(choose(f"已记下：{words.line(decision)}", f"recorded: {words.line(decision)}"))
        number += 1
    return len(made)


def _answer(reviewer: Reviewer) -> str:
    prompt = choose(
        "同一[s] 不同[d] 不是名称[n] 跳过[回车] 返回[b] 退出[q]：",
        "same[s] different[d] not a name[n] skip[enter] back[b] quit[q]: ",
    )
    while True:
        typed = reviewer.ask(prompt)
        if typed is None:
            return "quit"
        if typed.strip().lower() in MEANT:
            return MEANT[typed.strip().lower()]
        reviewer.say(choose("没有这个选项", "there is no such answer"))


def _decision(doubt: Doubt, answer: str, reviewer: Reviewer) -> Decision | None:
    """The decision that an answer makes; None where there is no answer to what it leaves open."""
    judgement, left, right = doubt.judgement, doubt.left, doubt.right
    scope = judgement.scope
    if judgement.verdict == "unsure" and not doubt.named_alike and answer != DIFFERENT:
        question = {
            SAME: choose("用哪个名称？1/2 [2]：", "which name stays? 1/2 [2]: "),
            NOT_A_NAME: choose("哪个不是名称？1/2 [1]：", "which is no name? 1/2 [1]: "),
        }[answer]
        typed = reviewer.ask(question)
        if typed is None:
            return None
        if typed.strip() == ("1" if answer == SAME else "2"):
            left, right = right, left
    if answer == NOT_A_NAME:
        left, right, scope = Side(left.name, ""), Side("", ""), left.where or scope
    return Decision(judgement.type, left, right, scope, answer, reviewer.by, reviewer.now())


def _take_back(path: Path, decision: Decision, reviewer: Reviewer) -> str:
    row = max(row.row for row in recorded(path) if row.key == decision.key and row.verdict == decision.verdict)
    return words.line(withdraw(path, row, reviewer.by, reviewer.now()))
