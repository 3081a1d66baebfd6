"""Documents, events and dates."""

import pytest

from tests.passages import said


@pytest.mark.parametrize(
    ("sentence", "documents"),
    [
        ("要认真学习党章。", ["中国共产党章程"]),
        ("《中国共产党纪律处分条例》有规定。", ["中国共产党纪律处分条例"]),
        ("落实支部工作条例的要求。", ["中国共产党支部工作条例（试行）"]),
        ("县委活动办下发了《指导方案》。", ["指导方案"]),
        ("按照县委组织部关于做好流动党员教育管理工作的通知办。", ["关于做好流动党员教育管理工作的通知"]),
    ],
)
def test_documents(sentence: str, documents: list[str]) -> None:
    assert said(sentence).entities("Document") == documents


def test_who_issued_it_and_who_cites_it() -> None:
    facts = said("县委活动办下发了《指导方案》。").facts()
    assert ("指导方案", "ISSUED_BY", "县委活动办") in facts
    assert ("在全市党建工作会议上的讲话", "CITES", "指导方案") in facts


def test_dates_take_the_year_of_the_speech() -> None:
    assert said("7月26日开了会，8月17-18日又来了人。").entities("Date")[1:] == ["2024-07-26", "2024-08-17/2024-08-18"]


def test_events() -> None:
    assert said("我们召开全市基层党建工作推进会，迎接党的十九大。").names("Event")[-2:] == [
        "全市基层党建工作推进会",
        "党的十九大",
    ]


@pytest.mark.parametrize("mark", ["# ", "### ", "- ", "* ", "> ", "12. ", "● ", "　　"])
def test_a_meeting_begins_after_the_marks_of_its_line(mark: str) -> None:
    assert said(f"\n{mark}全市基层党建工作推进会\n今天很好。").names("Event")[-1] == "全市基层党建工作推进会"
