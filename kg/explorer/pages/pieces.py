"""A text with marks cut into what HTML can nest: paragraphs of pieces, each with the marks that it lies in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.explorer.views.shapes import Filled, Mark, Quotation, SpeechView

T = TypeVar("T")
LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A stretch of text and what covers it, from the outside in; `inner` are the same as pieces, if it is nested.

    `first` says that what covers it last begins here, and is not the rest of something cut.
    """

    text: str
    over: T | None
    first: bool = True
    inner: tuple[Piece[T], ...] = ()


def cut(text: str, spans: Iterable[tuple[int, int, T]], start: int = 0, end: int | None = None) -> tuple[Piece[T], ...]:
    """text[start:end] as pieces, nested where a span lies in another and cut where two overlap.

    Of two spans the longer is outside; of equal ones the later. What reaches beyond the stretch is cut there.
    """
    end = len(text) if end is None else end
    inside = [
        (max(s, start), min(e, end), n, s >= start, over)
        for n, (s, e, over) in enumerate(spans)
        if s < end and e > start and s < e
    ]
    inside.sort(key=lambda span: span[:3])
    return tuple(_apart(text, inside, start, end))


_Span = tuple[int, int, int, bool, T]


def _apart(text: str, spans: Sequence[_Span[T]], start: int, end: int) -> Iterator[Piece[T]]:
    """Clusters of spans that touch one another are laid out each by itself: a line may hold thousands."""
    at, number = start, 0
    while number < len(spans):
        cluster, reach = [spans[number]], spans[number][1]
        while number + len(cluster) < len(spans) and spans[number + len(cluster)][0] < reach:
            cluster.append(spans[number + len(cluster)])
            reach = max(reach, cluster[-1][1])
        number += len(cluster)
        if at < cluster[0][0]:
            yield Piece(text[at : cluster[0][0]], None)
        cluster.sort(key=lambda span: (span[0] - span[1], -span[2]))  # the longest first: they are outside
        yield from _nested(text, cluster, min(span[0] for span in cluster), reach)
        at = reach
    if at < end:
        yield Piece(text[at:end], None)


def _nested(text: str, spans: Sequence[_Span[T]], start: int, end: int) -> Iterator[Piece[T]]:
    at = start
    while at < end:
        covering = [span for span in spans if span[0] <= at < span[1]]
        if not covering:
            following = min((span[0] for span in spans if span[0] > at), default=end)
            yield Piece(text[at : min(following, end)], None)
            at = min(following, end)
            continue
        outer = covering[0]
        # a longer one that begins within this one goes around its own part, so this one is cut where that begins
        rest = [span for span in spans if span is not outer]
        longer = [span[0] for span in rest if at < span[0] < outer[1] < span[1] and _outranks(span, outer)]
        stop = min([outer[1], end, *longer])
        inner = tuple(_nested(text, [span for span in rest if span[0] < stop and span[1] > at], at, stop))
        yield Piece(text[at:stop], outer[4], outer[3] and outer[0] == at, inner)
        at = stop


def _outranks(span: _Span[T], other: _Span[T]) -> bool:
    return (span[1] - span[0], span[2]) > (other[1] - other[0], other[2])


@dataclass(frozen=True, slots=True)
class Stretch:
    """The place that an address points to."""


Over = Mark | Filled | Stretch


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a speech: where it begins in the file, and its pieces."""

    start: int
    pieces: tuple[Piece[Over], ...]


def paragraphs(view: SpeechView, at: tuple[int, int] | None, *, fills: bool) -> tuple[Line, ...]:
    """The text of a speech line by line, with its mentions, the place `at` (offsets of the file) and, where `fills` are
    wanted, what other copies have. Empty where the text is not at hand."""
    if view.text is None:
        return ()
    spans: list[tuple[int, int, Over]] = [(mark.start, mark.end, mark) for mark in view.marks]
    if fills:
        spans += [(fill.start, fill.end, fill) for fill in view.fills]
    if at:
        spans.append((at[0] - view.offset, at[1] - view.offset, Stretch()))
    spans.sort(key=lambda span: span[0])
    return tuple(Line(view.offset + start, pieces) for start, pieces in _lines(view.text, spans))


def _lines(text: str, spans: list[tuple[int, int, Over]]) -> Iterator[tuple[int, tuple[Piece[Over], ...]]]:
    """Each line with the spans that touch it; spans are sorted, and few are open at a time."""
    open_, following = [], 0
    for line in LINE.finditer(text):
        while following < len(spans) and spans[following][0] < line.end():
            open_.append(spans[following])
            following += 1
        open_ = [span for span in open_ if span[1] > line.start()]
        yield line.start(), cut(text, open_, line.start(), line.end())


def marked(quotation: Quotation) -> tuple[Piece[bool], ...]:
    """A quotation with what it is shown for."""
    return cut(quotation.text, [(start, end, True) for start, end in quotation.marks])
