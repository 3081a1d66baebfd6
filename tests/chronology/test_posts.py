"""Who held which post when, by dated talks alone."""

from __future__ import annotations

import pytest

from kg.chronology.posts import doubtful_posts, problems_of_posts
from kg.chronology.rows import rows_of
from kg.model import Statement
from tests.chronology.talks import talk


def _doubts(held: list[tuple[str, str]], post: str = "宜都市委书记", inferred: bool = False) -> list[str]:
    """The speakers that are in doubt, of talks that state (date, holder)."""
    documents, speeches, statements = [], [], []
    names: dict[str, tuple[str, str]] = {}
    for number, (date, holder) in enumerate(held):
        document, found = talk("要抓好工作。", date, speaker=holder, file=f"{number}.txt")
        (speech,) = found
        start = document.text.index(holder)
        documents.append(document)
        speeches.append(speech)
        ends = (f"{number}-holder", f"{number}-post")
        names |= {ends[0]: (f"person-{holder}", holder), ends[1]: ("position-1", post)}
        statements.append(
            Statement(f"s{number}", document.id, document.path, speech.id, ends[0], "HOLDS_POSITION", ends[1], start,
                      start + len(holder), "test", 1.0, inferred)
        )  # fmt: skip
    doubts = doubtful_posts(documents, speeches, statements, names)
    assert len(problems_of_posts(doubts)) == len(doubts)
    for row in rows_of([], doubts):
        assert row["kind"] == "post" and row["fact"] == post and len(row["others"]) == 2
        assert row["others"][0]["stated"] < row["stated"] < row["others"][1]["stated"]
    return [doubt.held.holder for doubt in doubts]


def test_a_post_of_another_in_between_is_in_doubt() -> None:
    assert _doubts([("2016年3月", "罗联峰"), ("2017年5月", "邹青松"), ("2019年1月", "罗联峰")]) == ["邹青松"]


@pytest.mark.parametrize(
    "held",
    [
        [("2016年3月", "罗联峰"), ("2017年5月", "罗联峰"), ("2019年1月", "罗联峰")],
        [("2016年3月", "罗联峰"), ("2017年5月", "邹青松"), ("2019年1月", "邹青松")],  # one follows the other
        [("2017年5月", "罗联峰"), ("2017年5月", "邹青松"), ("2019年1月", "罗联峰")],  # not before
        [("2017年", "罗联峰"), ("2017年5月", "邹青松"), ("2019年1月", "罗联峰")],  # perhaps not before
    ],
)
def test_who_follows_whom_is_no_doubt(held: list[tuple[str, str]]) -> None:
    assert _doubts(held) == []


BETWEEN = [("2016年3月", "罗联峰"), ("2017年5月", "邹青松"), ("2019年1月", "罗联峰")]


@pytest.mark.parametrize(
    "post", ["市委书记", "总书记", "县委常委", "宜都市副市长", "部长", "村支部书记", "村党支部书记"]
)
def test_a_post_that_many_hold_tells_nothing(post: str) -> None:
    assert _doubts(BETWEEN, post) == []


def test_a_named_body_has_one_secretary() -> None:
    assert _doubts(BETWEEN, "丰岛公司第一书记") == ["邹青松"]
    assert _doubts(BETWEEN, "丰岛公司第一书记", inferred=True) == []
