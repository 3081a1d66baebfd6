"""An order of the rows of a matrix in which those that occur in the same columns stand together.

Correspondence analysis (Benzécri 1973; Greenacre, Theory and Applications of Correspondence Analysis, 1984): the rows
are placed along the first singular vector of the counts, each divided by the root of its row's and its column's sum.
The trivial vector of that matrix, which tells only how frequent each row is, is taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

ROUNDS = 25
# Two rounds that differ by less end the search; positions are rounded so that what is alike is equal.
NEAR, DIGITS = 1e-10, 6


def positions(cells: Sequence[tuple[int, int, int]], firsts: Sequence[int]) -> list[float]:
    """Where each row stands. `cells` are (row, column, count > 0); `firsts` gives each row's place in the order in
    which the rows are first named: the axis runs the same way. All zero where nothing tells the rows apart."""
    columns = max((column for _, column, _ in cells), default=-1) + 1
    row_sums, column_sums = [0] * len(firsts), [0] * columns
    for row, column, count in cells:
        row_sums[row] += count
        column_sums[column] += count
    weighed = [(row, column, count / sqrt(row_sums[row] * column_sums[column])) for row, column, count in cells]
    trivial = _unit([sqrt(each) for each in row_sums])
    # a beginning that no table is symmetric to
    found = _apart([sqrt(place + 1) * weight for place, weight in zip(firsts, trivial, strict=True)], trivial)
    for _ in range(ROUNDS):
        before, found = found, _apart(_turned(weighed, found, columns), trivial)
        if sum((one - other) ** 2 for one, other in zip(before, found, strict=True)) < NEAR:
            break
    placed = [value / weight if weight else 0.0 for value, weight in zip(found, trivial, strict=True)]
    middle = (len(firsts) - 1) / 2
    backwards = sum(value * (place - middle) for value, place in zip(placed, firsts, strict=True)) < 0
    return [round(-value if backwards else value, DIGITS) + 0.0 for value in placed]


def _turned(weighed: Sequence[tuple[int, int, float]], rows: Sequence[float], columns: int) -> list[float]:
    """The rows' values carried to the columns and back."""
    over, back = [0.0] * columns, [0.0] * len(rows)
    for row, column, weight in weighed:
        over[column] += weight * rows[row]
    for row, column, weight in weighed:
        back[row] += weight * over[column]
    return back


def _apart(values: Sequence[float], trivial: Sequence[float]) -> list[float]:
    """The part of `values` at right angles to `trivial`, of length one; zero where nothing is left."""
    shared = sum(one * other for one, other in zip(values, trivial, strict=True))
    return _unit([value - shared * other for value, other in zip(values, trivial, strict=True)])


def _unit(values: Sequence[float]) -> list[float]:
    length = sqrt(sum(value * value for value in values))
    return [value / length for value in values] if length > 1e-12 else [0.0] * len(values)
