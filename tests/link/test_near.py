"""Near names: what is truly alike is put before a person, most alike first; numbers and short names are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.near import near_names
from tests.link.talks import decided
from tests.passages import said


def pairs(*names: str) -> list[tuple[str, str]]:
    return [(pair.left, pair.right) for pair in near_names(names)]


@pytest.mark.parametrize(
    ("one", "other"), [("整县推进", "整市推进"), ("堡垒指数", "支部战斗堡垒指数"), ("红色引擎工程", "红色引航工程")]
)
def test_names_that_are_alike(one: str, other: str) -> None:
    assert pairs(one, other) == pairs(other, one) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("双五星", "双指数"),  # of three characters two differ
        ("两个覆盖", "三个覆盖"),  # a number is no slip
        ("主题党日", "组织生活会"),
        ("堡垒指数", "基层党组织全覆盖堡垒指数"),  # less than half
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert pairs(one, other) == []


def test_the_most_alike_come_first() -> None:
    scores = [
        pair.score
        for pair in near_names(["红色引擎工程", "红色引航工程", "整县推进", "整市推进", "红色引擎工程示范片"])
    ]
    assert len(scores) == 3 and scores == sorted(scores, reverse=True)


def alike(one: str, other: str) -> bool:
    differ = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) == len(other):
        return len(differ) == 1
    short, long = sorted((one, other), key=len)
    return short in long and 2 * len(short) >= len(long)


@given(st.sets(st.text("红色先锋工程", min_size=4, max_size=9), max_size=12))
def test_it_finds_what_comparing_all_with_all_finds(names: set[str]) -> None:
    ordered = sorted(names)
    expected = {(a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :] if alike(a, b)}
    assert set(pairs(*ordered)) == expected


def test_they_stay_apart_and_are_in_doubt_until_somebody_decides() -> None:
    judgements = said("整市推进和“整县推进”工作要衔接，整市推进工作要抓好，“整县推进”工作要抓实。").links.judgements
    assert [(j.left, j.right, j.verdict) for j in judgements if j.type == "Program" and j.verdict == "unsure"] == [
        ("整县推进", "整市推进", "unsure")
    ]
    assert decided("Program 整县推进 ≠ 整市推进")[0].key == ("Program", "整县推进", "整市推进", "")
