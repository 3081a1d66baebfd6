"""People and their posts, in sentences made up for the test."""

import pytest

from tests.passages import said


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("省委书记蒋超良作了批示。", ["蒋超良"]),
        ("省委常委、组织部长于绍良一行三人到会。", ["于绍良"]),
        ("大家要学习王胜、于海河等优秀共产党员的事迹。", ["王胜", "于海河"]),
        ("刚才，罗书记提了要求。", ["罗书记"]),
        ("习近平总书记强调了这一点。", ["习近平"]),
        ("总书记指出了方向。", ["总书记"]),
        ("魏盛斌同志到会。", ["魏盛斌"]),
        ("公生明，廉生威，要认真履责。", []),
        ("各位同志要重视，有的同志还没有动。", []),
        ("书记项目要落实，全市书记要带头。", []),
        ("据新华社报道，这项工作已经启动。", []),
    ],
)
def test_people(sentence: str, people: list[str]) -> None:
    assert said(sentence).names("Person")[1:] == people  # the first is the speaker of the head


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("省委书记蒋超良作了批示。", ("蒋超良", "HOLDS_POSITION", "湖北省委书记")),
        ("省委书记蒋超良作了批示。", ("蒋超良", "LEADS", "湖北省委")),
        ("省委常委、组织部长于绍良一行三人到会。", ("于绍良", "AFFILIATED", "湖北省委")),
    ],
)
def test_posts(sentence: str, fact: tuple[str, str, str]) -> None:
    assert fact in said(sentence).facts()


def test_the_head_says_who_spoke_and_what_he_is() -> None:
    facts = said("我讲三点意见。").facts()
    assert ("罗联峰", "DELIVERED", "在全市党建工作会议上的讲话") in facts
    assert ("罗联峰", "HOLDS_POSITION", "宜都市委书记") in facts
    assert ("罗联峰", "LEADS", "宜都市委") in facts
