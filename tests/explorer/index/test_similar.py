"""The order by similarity, against another way to compute it."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.explorer.index.similar import positions

COUNTS = st.integers(3, 6).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 3), min_size=width, max_size=width), min_size=3, max_size=7)
)


def cells(table: list[list[int]]) -> list[tuple[int, int, int]]:
    return [(row, column, count) for row, counts in enumerate(table) for column, count in enumerate(counts) if count]


@given(COUNTS)
def test_it_is_the_first_axis_of_correspondence_analysis(table: list[list[int]]) -> None:
    counts = np.array(table, dtype=float)
    assume(counts.sum(0).all() and counts.sum(1).all())
    weights = np.sqrt(counts.sum(1))
    weighed = counts / np.outer(weights, np.sqrt(counts.sum(0)))
    left, values, _ = np.linalg.svd(weighed)
    assume(0.05 < values[1] < 0.95 and values[2] < 0.8 * values[1])  # one axis, well apart from the others
    axis = left[:, 1] / weights
    found = np.array(positions(cells(table), range(len(table))))
    likeness = abs(found @ axis) / np.linalg.norm(found) / np.linalg.norm(axis)
    assert likeness == pytest.approx(1, abs=1e-3)


def test_rows_of_the_same_columns_stand_together() -> None:
    table = [[3, 2, 0, 0, 1], [0, 0, 2, 3, 0], [2, 3, 0, 0, 0], [0, 1, 3, 2, 0]]
    found = positions(cells(table), range(4))
    order = sorted(range(4), key=lambda row: found[row])
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset((0, 2)), frozenset((1, 3))}
    assert order[0] in (0, 2), "the axis runs from what is named first"


def test_rows_that_are_alike_stand_at_one_place() -> None:
    found = positions(cells([[1, 1, 0], [0, 1, 1], [1, 1, 0], [0, 0, 2]]), range(4))
    assert found[0] == found[2] != found[1]


@pytest.mark.parametrize("size", [0, 1, 2])
def test_what_cannot_be_told_apart_stands_at_zero(size: int) -> None:
    assert positions([(row, column, 1) for row, column in product(range(size), range(2))], range(size)) == [0.0] * size
