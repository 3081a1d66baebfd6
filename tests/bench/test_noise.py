"""Noise that is put into texts: where each character stands afterwards, and how what is found is counted."""

from random import Random

import pytest

from bench.noise import Score, moved, page
from bench.noisy import KINDS, Kind

TEXT = "在会议上的讲话\n同志们：\n一、抓好支部主题党日\n宜都市委组织部到红花套镇调研，8月16日结束。" * 3
NAMES = [(24, 28), (31, 35)]
LETTERS = frozenset(("Traditional script", "full-width digits and letters", "look-alikes in 20 % of the names"))


@pytest.mark.parametrize("label", KINDS)
def test_every_character_is_told_where_it_stands(label: str) -> None:
    kind: Kind = KINDS[label]
    noisy = kind(TEXT, NAMES, Random(3))
    assert len(noisy.at) == len(TEXT)
    if label in LETTERS:
        assert len(noisy.text) == len(TEXT)
    else:
        assert "".join(noisy.text[at] for at in noisy.at) == TEXT
    assert noisy == kind(TEXT, NAMES, Random(3))


def test_names_are_counted_where_they_stand() -> None:
    noisy = KINDS["8 % stray spaces"](TEXT, NAMES, Random(3))
    names = {(*name, "Place") for name in NAMES}
    score = Score()
    score.add((moved(names, noisy), {("Place", "甲")}), (moved(names, noisy) | {(0, 1, "Place")}, {("Place", "乙")}))
    assert score == Score(right=2, wrong=1, missed=0, same=0, other=1, lost=1)
    assert "0.667 / 1.000" in "\n".join(page([("noise", Score(), score)]))
