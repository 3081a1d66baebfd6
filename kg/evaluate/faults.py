"""One thing that went wrong, and where."""

from __future__ import annotations

from dataclasses import dataclass

from kg.evaluate.spans import Span

KINDS = {
    "missed": ("漏掉", "missed"),
    "alarm": ("误报", "false alarm"),
    "trap": ("落入陷阱", "trap"),
    "unflagged": ("空缺未标明", "hole not marked"),
    "resolved": ("空缺当成真名", "hole taken for a name"),
    "stray": ("名称里混入空缺", "hole inside a name"),
    "relation missed": ("漏掉的关系", "relation missed"),
    "relation alarm": ("误报的关系", "relation false"),
}
"""The kinds of faults, in the order in which they are shown, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one of KINDS at a span of a file; `type` of a mention or relation, `told` what was meant or said."""

    kind: str
    file: str
    span: Span
    type: str
    told: str
