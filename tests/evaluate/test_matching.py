"""The matching has as many pairs as can be had, and no other matching of that size fits better."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.matching import best_pairs

weights = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 4)), st.integers(1, 20).map(lambda tenths: tenths / 10), max_size=12
)


def _best(given_: dict[tuple[int, int], float]) -> tuple[int, float]:
    """Size and weight of the best matching, by trying all."""
    tried = (
        [given_[pair] for pair in enumerate(rights) if pair in given_] for rights in permutations(range(9), 4)
    )  # 4 left numbers; rights above 4 stand for "no one"
    return max((len(chosen), round(sum(chosen), 6)) for chosen in tried)


@given(weights)
def test_most_pairs_then_best_fit(given_: dict[tuple[int, int], float]) -> None:
    pairs = best_pairs(given_)
    assert len(set(pairs.values())) == len(pairs)
    assert (len(pairs), round(sum(given_[pair] for pair in pairs.items()), 6)) == _best(given_)


def test_nothing_fits_nothing() -> None:
    assert best_pairs({}) == {}
