"""Programs in lists and formulas, documents by their occasion, places whose short name is a word."""

import pytest

from tests.passages import said


@pytest.mark.parametrize(
    ("sentence", "programs"),
    [
        ("做到审批“一窗办”、执法“一队管”、应急“一站救”。", ["一窗办", "一队管", "一站救"]),
        ("按照“1+8+N”的标准配备力量。", ["1+8+N"]),
        ("探索“企业独建，园区联建，行业统建”的模式。", ["企业独建，园区联建，行业统建"]),
        ("举办“国学讲坛”“辩论课堂”等活动。", ["国学讲坛", "辩论课堂"]),
        ("抓好第四次全国农业普查。", ["第四次全国农业普查"]),
        ("扎实推动主题教育深入开展。", ["主题教育"]),
        ("要当好“护林员”和“定盘星”。", []),
        ("他们高度重视、迅速行动。", []),
    ],
)
def test_programs(sentence: str, programs: list[str]) -> None:
    assert said(sentence).names("Program") == programs


@pytest.mark.parametrize(
    ("sentence", "documents"),
    [
        ("学习了胡锦涛在纪念改革开放大会上的讲话。", ["在纪念改革开放大会上的讲话"]),
        ("贯彻落实致首届论坛的贺信精神。", ["致首届论坛的贺信"]),
        ("印发了关于开展“争先创优”大讨论的实施方案。", ["关于开展“争先创优”大讨论的实施方案"]),
        ("落实中央一号文件和政府工作报告。", ["中央一号文件", "政府工作报告"]),
        ("在去年的会上，大家作了讲话。", []),
    ],
)
def test_documents(sentence: str, documents: list[str]) -> None:
    assert said(sentence).names("Document") == documents


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("推动保定、遵义、大连的发展。", ["保定", "遵义", "大连"]),
        ("甘肃省要做大做强酒泉、天水两个城市。", ["甘肃省", "酒泉", "天水"]),
        ("走进云南省玉龙县看一看。", ["云南省", "玉龙县"]),
        ("保护黄河，融入长三角。", ["黄河", "长三角"]),
        ("北京市石景山区苹果园街道下庄社区变了样。", ["北京市", "石景山区", "苹果园街道", "下庄社区"]),
        ("住宅小区、平房区都要划分网格。", []),
        ("新建村道二十公里，资源共享，合作共赢。", []),
    ],
)
def test_places(sentence: str, places: list[str]) -> None:
    assert said(sentence).names("Place")[2:] == places  # the first two are 湖北省 and 宜都市 of the head


def test_a_short_form_of_an_ethnic_county_means_that_county() -> None:
    assert "玉龙纳西族自治县" in said("走进云南省玉龙县看一看。").entities("Place")


def test_a_town_and_a_village_without_a_word_for_their_level() -> None:
    read = said("红花套周家河的做法值得学习。")
    assert read.names("Place")[2:] == ["红花套", "周家河"]
    assert ("周家河村", "LOCATED_IN", "红花套镇") in read.facts()


def test_our_city_is_the_city_of_the_speech() -> None:
    assert said("我市的工作有了进步。").entities("Place")[1:] == ["宜都市", "宜都市"]
