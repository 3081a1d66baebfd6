"""Organizations."""

import pytest

from tests.passages import said


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("省委、宜昌市委组织部给了指导。", ["省委", "宜昌市委组织部"]),
        ("市国土局、司法局、清江小学走在前列。", ["市国土局", "司法局", "清江小学"]),
        ("土老憨、丰岛公司、天宜机械等非公企业做得好。", ["土老憨", "丰岛公司", "天宜机械"]),
        ("王家畈镇横冲村、老屋棚村联村党委成立了。", ["王家畈镇横冲村、老屋棚村联村党委"]),
        ("按照中央和省、市、县委要求办。", ["中央", "县委"]),
        ("各级党组织、各乡镇党委和党支部要重视。", []),
        ("各县市区委书记要带头。", []),
    ],
)
def test_bodies(sentence: str, bodies: list[str]) -> None:
    assert said(sentence).names("Organization")[1:] == bodies  # the first is 宜都市委 of the head


def test_a_bare_committee_belongs_to_the_place_of_the_speech() -> None:
    read = said("市委作了部署，省委组织部来了，市国土局走在前列。")
    assert read.entities("Organization")[1:] == ["宜都市委", "湖北省委组织部", "宜都市国土局"]
