"""People by what stands beside them: a title after the name, a role, a count, any word after a post."""

import pytest

from tests.passages import said


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("县委书记刘冲第一时间到了现场。", ["刘冲"]),
        ("省委骆志远书记到会。", ["骆志远"]),
        ("副总经理（主持工作）梁大栋分析了形势。", ["梁大栋"]),
        ("本报讯（记者 杨小帆 张珺珺）昨天，大会开幕。", ["杨小帆", "张珺珺"]),
        ("尊敬的杨长林院士，各位专家。", ["杨长林"]),
        ("朱水良、钱虹雨、徐小萍三位老师获奖。", ["朱水良", "钱虹雨", "徐小萍"]),
        ("社区居民王健民看到了变化。", ["王健民"]),
        ("优秀读者代表和学生代表都来了。", []),
        ("实现在职党员服务社区居民经常化、常态化。", []),
        ("省部级主要领导干部专题研讨班开班。", []),
        ("老师荣获一等奖，农民富起来了。", []),
        ("各支部书记要带头，徐州市副市长到会。", []),
    ],
)
def test_people(sentence: str, people: list[str]) -> None:
    assert said(sentence).names("Person")[1:] == people  # the first is the speaker


def test_a_post_that_several_hold_is_held_by_all_of_a_list() -> None:
    facts = said("县人大副主任孙云龙、王建发到会。").facts()
    assert {person for person, relation, _ in facts if relation == "HOLDS_POSITION"} >= {"孙云龙", "王建发"}


def test_a_doctrine_named_after_a_person_is_no_mention_of_him() -> None:
    read = said("深入学习习近平新时代中国特色社会主义思想。")
    assert read.names("Concept") == ["习近平新时代中国特色社会主义思想"]
    assert read.names("Person")[1:] == []
