"""Running a plug-in on a passage: what it raises or proposes wrongly is a fault of the data, and all else goes on."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from kg.extract.passage import Passage, Proposal
from kg.extract.registry import PlugIn
from kg.schema import entity_types

METHOD = "plug-in"
# A user's own names (kg.extract.user) and holes stand above.
HIGHEST_RANK = 3

Reason = tuple[str, str]


def run(plugin: PlugIn, passage: Passage) -> tuple[list[Proposal], list[Reason]]:
    """The sound proposals of a plug-in, with its name in `props`; and what is wrong, in Chinese and English.

    A plug-in that raises has proposed nothing. What is wrong with several proposals alike is told once.
    """
    try:
        proposals = list(plugin.find(passage))
    except Exception as fault:  # a stranger's code: whatever goes wrong in it must not stop the others
        told = f"{type(fault).__name__}: {fault}"
        return [], [(f"插件 {plugin.name} 出错：{told}", f"the plug-in {plugin.name} failed: {told}")]
    flaws = [(proposal, _flaw(proposal, passage)) for proposal in proposals]
    sound = [
        proposal._replace(method=METHOD, props={**proposal.props, "plugin": plugin.name})
        for proposal, flaw in flaws
        if flaw is None
    ]
    reasons = dict.fromkeys(flaw for _, flaw in flaws if flaw)
    return sound, [
        (f"插件 {plugin.name} 的提议无效：{zh}", f"the plug-in {plugin.name} proposed {en}") for zh, en in reasons
    ]


def _flaw(proposal: object, passage: Passage) -> Reason | None:
    """Why a proposal cannot be used; None where it can."""
    if not isinstance(proposal, Proposal):
        kind = type(proposal).__name__
        return f"类型应为 Proposal，而非 {kind}", f"a {kind} and not a Proposal"
    start, end = proposal.start, proposal.end
    if not (type(start) is type(end) is int and 0 <= start < end <= len(passage.text)):
        return f"区间 {start}-{end} 越界", f"the span {start}-{end}, which is not in the passage"
    if not passage.text[start:end].strip():
        return f"区间 {start}-{end} 只有空白", f"the span {start}-{end}, which is blank"
    if proposal.type not in entity_types():
        return f"没有类型 {proposal.type}", f"the type {proposal.type}, which there is not"
    if proposal.redacted:
        return "隐去之处只由 kg 标明", "a hole, which kg alone marks"
    if not (isinstance(proposal.score, int | float) and 0 <= proposal.score <= 1):
        return f"score {proposal.score} 不在 0 与 1 之间", f"the score {proposal.score}, which is not from 0 to 1"
    if not (isinstance(proposal.rank, int) and proposal.rank <= HIGHEST_RANK):
        return f"rank {proposal.rank} 大于 {HIGHEST_RANK}", f"the rank {proposal.rank}, which is above {HIGHEST_RANK}"
    if not (proposal.canonical is None or (isinstance(proposal.canonical, str) and proposal.canonical.strip())):
        return f"canonical 无效：{proposal.canonical!r}", f"the canonical name {proposal.canonical!r}"
    if not (isinstance(proposal.props, Mapping) and all(map(_is_prop, proposal.props.items()))):
        return "props 应为字符串、数字或空值", "props that are not text, numbers or None"
    return None


def _is_prop(item: tuple[object, object]) -> bool:
    name, value = item
    return isinstance(name, str) and (
        isfinite(value) if isinstance(value, float) else isinstance(value, str | int | None)
    )
