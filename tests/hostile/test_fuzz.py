"""Whatever bytes a reader is given, it answers, or refuses in one sentence; what once did harm is kept as a seed.

Few inputs, the same in each run; `python -m bench.fuzz` tries many more (docs/reliability.md).
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.mutate import mutated
from tests.hostile.seeds import SEEDS
from tests.hostile.targets import TARGETS

# Inputs a run: those that read a whole text or folder are slow.
EXAMPLES = {"text": 25, "output": 40, "statement": 40, "converted": 40, "gold": 40}
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def test_every_target_has_seeds() -> None:
    assert SEEDS.keys() == TARGETS.keys()
    assert all(SEEDS.values())


@pytest.mark.parametrize(("name", "number"), [(name, n) for name, seeds in SEEDS.items() for n in range(len(seeds))])
def test_what_is_known_to_hurt(name: str, number: int) -> None:
    TARGETS[name](SEEDS[name][number])


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_made_of_it(name: str) -> None:
    @settings(max_examples=EXAMPLES.get(name, 80), suppress_health_check=SLOW)
    @given(st.one_of(mutated(SEEDS[name]), mutated(SEEDS[name]), st.binary(max_size=60)))
    def tried(data: bytes) -> None:
        TARGETS[name](data)

    tried()
