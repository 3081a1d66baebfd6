"""A text cut at its marks: nothing is lost, and every character lies in just the marks that cover it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from kg.explorer.pages.pieces import Piece, cut

TEXT = "abcdefghijklmnopqrst"
SPANS = st.lists(st.tuples(st.integers(0, 19), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair))), max_size=8)


def told(pieces: Sequence[Piece[str]]) -> str:
    """The pieces with brackets: [A:ab], and [A~:cd] for the rest of something cut."""
    return "".join(p.text if p.over is None else f"[{p.over}{'' if p.first else '~'}:{told(p.inner)}]" for p in pieces)


def covered(pieces: Sequence[Piece[int]], outer: frozenset[int] = frozenset()) -> Iterator[tuple[str, frozenset[int]]]:
    for piece in pieces:
        over = outer if piece.over is None else outer | {piece.over}
        if piece.inner:
            yield from covered(piece.inner, over)
        else:
            yield from ((character, over) for character in piece.text)


def test_a_span_within_another_is_nested() -> None:
    assert told(cut("省委书记来了", [(0, 4, "post"), (0, 2, "body")])) == "[post:[body:省委]书记]来了"


def test_of_two_that_overlap_one_is_cut() -> None:
    assert told(cut(TEXT[:10], [(0, 4, "A"), (2, 8, "B")])) == "[A:ab][B:[A~:cd]efgh]ij"
    assert told(cut(TEXT[:10], [(0, 5, "A"), (4, 9, "B")])) == "[A:abcd][B:[A~:e]fghi]j"


def test_what_reaches_beyond_the_stretch_is_cut_there() -> None:
    assert told(cut(TEXT, [(0, 10, "A"), (3, 5, "B")], 4, 8)) == "[A~:[B~:e]fgh]"


@given(SPANS)
def test_every_character_lies_in_the_spans_that_cover_it(spans: list[tuple[int, int]]) -> None:
    pieces = cut(TEXT, [(start, end, number) for number, (start, end) in enumerate(spans)])
    wanted = [
        (character, frozenset(number for number, (start, end) in enumerate(spans) if start <= at < end))
        for at, character in enumerate(TEXT)
    ]
    assert list(covered(pieces)) == wanted


@given(SPANS)
def test_every_span_begins_once(spans: list[tuple[int, int]]) -> None:
    pieces = told(cut(TEXT, [(start, end, str(number)) for number, (start, end) in enumerate(spans)]))
    assert all(pieces.count(f"[{number}:") == 1 for number in range(len(spans)))
