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


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("县人大常委会主任梁小山,县委副书记、县长李文,县政协主席欧大顺出席。", ["梁小山", "李文", "欧大顺"]),
        ("分管农业的领导张跃文、张小云、蒋先与有关同志座谈。", ["张跃文", "张小云", "蒋先"]),
        ("清华大学党委书记陈旭，华为公司总裁任正非参加座谈。", ["陈旭", "任正非"]),
        ("张小民指出，要抓好落实。会议指出，要抓紧。", ["张小民"]),
        ("第一书记赵强、刘林到会，副局长不在。", ["赵强", "刘林"]),
    ],
)
def test_people_of_other_places(sentence: str, people: list[str]) -> None:
    assert said(sentence).names("Person")[1:] == people


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("宜都市委书记张卫国讲话。", {("张卫国", "LEADS", "宜都市委")}),
        ("丰岛公司第一书记赵强到会。", {("赵强", "AFFILIATED", "丰岛公司")}),
        ("时任安吉县委书记杨卫东到会。", {("杨卫东", "LEADS", "安吉县委")}),
    ],
)
def test_a_post_belongs_to_the_body_before_it(sentence: str, facts: set[tuple[str, str, str]]) -> None:
    assert facts <= said(sentence).facts()


def test_the_title_keeps_its_level() -> None:
    titles = {s.props["title"] for s in said("省长龚小正、县长李文到会。").statements if s.relation == "HOLDS_POSITION"}
    assert titles == {"市委书记", "省长", "县长"}


@pytest.mark.parametrize("unit", ["市", "县市区", "湖北省", "在宜都市、", "横冲村、", "王强、"])
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    """A list of twenty times the length must not take hundreds of times as long: the finish itself is the check."""
    assert said(unit * 20_000 + "等村等同志等企业").mentions
