"""A name that several places bear: the near one, the one that the text says, or none, with a question."""

from __future__ import annotations

import pytest

from kg.link.decisions import Decision, side
from kg.link.places import Home, known_place, resolve
from tests.link.talks import talks

UNPLACED = "在党建工作会议上的讲话\n同志们：\n"


def read(text: str, *decisions: Decision) -> tuple[str | None, list[str]]:
    """The code that 朝阳区 is taken for, and what is asked about it."""
    found = talks({"a.txt": text}, decisions)
    codes = {found.links.by_mention[m.id].target.code for m in found.mentions if m.surface == "朝阳区"}
    assert len(codes) == 1
    return codes.pop(), [j.right for j in found.judgements("unsure", "Place") if j.left == "朝阳区"]


def test_of_two_that_bear_it_none_is_taken_and_each_is_asked_about() -> None:
    code, asked = read(UNPLACED + "朝阳区的做法很好。")
    assert code is None
    assert asked == ["朝阳区 @ 110105", "朝阳区 @ 220104"]


@pytest.mark.parametrize(
    "text",
    [
        UNPLACED + "长春市朝阳区的做法很好。",  # the text says which
        "在全市党建工作会议上的讲话\n吉林省长春市委书记\n周明远（2024年3月5日）\n同志们：\n朝阳区的做法很好。",
    ],
)
def test_the_near_one_is_meant(text: str) -> None:
    assert read(text) == ("220104", [])


def test_a_person_says_which() -> None:
    decision = Decision("Place", side("朝阳区"), side("朝阳区 @ 220104"), "a.txt", "same", "王敏", "2024-09-01")
    assert read(UNPLACED + "朝阳区的做法很好。", decision) == ("220104", [])


def test_a_code_that_no_place_has_is_said() -> None:
    decision = Decision("Place", side("朝阳区"), side("朝阳区 @ 999999"), "a.txt", "same", "王敏", "2024-09-01", row=7)
    found = talks({"a.txt": UNPLACED + "朝阳区的做法很好。"}, [decision])
    assert "7: " in found.told() and "999999" in found.told()


def test_a_village_nearby_comes_before_a_county_far_away() -> None:
    home = Home("420581", frozenset({"4205", "5101"}))
    assert resolve("锦江", home, "a.txt").name == "锦江社区"
    assert resolve("锦江区", home, "a.txt").code == "510104"
    assert resolve("北京", home, "a.txt").code == "11"
    chengdu = known_place("5101")
    assert resolve("锦江", home, "a.txt", chengdu).code == "510104"
