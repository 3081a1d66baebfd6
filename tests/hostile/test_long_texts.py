"""A long text of one thing over and over is read to its end: what takes more than its share is ended and is a failure.

`python -m bench.long_texts` gives each kind a million characters (docs/reliability.md).
"""

from __future__ import annotations

import pytest

from tests.hostile.long_texts import KINDS, text
from tests.hostile.test_patterns import within
from tests.passages import read

LENGTH = 30_000


@pytest.mark.parametrize("kind", KINDS)
def test_it_ends(kind: str) -> None:
    told = text(kind, LENGTH)
    with within(20):  # of processor time, for what takes a tenth of a second or two
        found = read(told)
    assert found.speeches
    assert all(told[mention.start : mention.end] == mention.surface for mention in found.mentions)
