"""Spans and how much two of them share."""

from __future__ import annotations

Span = tuple[int, int]


def shared(one: Span, other: Span) -> int:
    """How many characters two spans have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def likeness(one: Span, other: Span) -> float:
    """Characters in common over characters covered by either: 1 for equal spans, 0 for separate ones."""
    common = shared(one, other)
    return common / (one[1] - one[0] + other[1] - other[0] - common) if common else 0.0
