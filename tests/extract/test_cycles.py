"""Python's search for cycles is as it was after extraction, whatever happened in it."""

from __future__ import annotations

import gc

import pytest

from kg.extract.cycles import without_cycles


@pytest.mark.parametrize("enabled", [True, False])
def test_the_search_is_left_as_it_was(enabled: bool) -> None:
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with pytest.raises(ZeroDivisionError):
            _fail()
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()


def _fail() -> None:
    with without_cycles():
        assert not gc.isenabled()
        raise ZeroDivisionError
