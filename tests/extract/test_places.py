"""Places."""

import pytest

from tests.passages import said


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("王家畈镇横冲村、老屋棚村走在前列。", ["王家畈镇", "横冲村", "老屋棚村"]),
        ("我到陆城街道锦江社区调研。", ["陆城街道", "锦江社区"]),
        ("弭水桥、龙王台、十里铺等村社区变化很大。", ["弭水桥", "龙王台", "十里铺"]),
        ("中央在上海召开会议。", ["上海"]),
        ("示范村、贫困村、后进村都要抓，各社区也一样。", []),
        ("根据村情，按照社区要求，通过街道社区推进城乡融合。", []),
        ("资源要整合，合作要深入，比如这件事。", []),
    ],
)
def test_places(sentence: str, places: list[str]) -> None:
    head = ["湖北省", "宜都市"]
    assert said(sentence).names("Place")[len(head) :] == places


def test_a_village_lies_in_the_town_beside_it() -> None:
    facts = said("王家畈镇横冲村、老屋棚村走在前列。").facts()
    assert {("横冲村", "LOCATED_IN", "王家畈镇"), ("老屋棚村", "LOCATED_IN", "王家畈镇")} <= facts


def test_short_names_are_linked_to_the_official_ones() -> None:
    read = said("宜都的做法在宜昌推广，潘家湾乡也学了。")
    assert read.entities("Place")[-3:] == ["宜都市", "宜昌市", "潘家湾土家族乡"]
