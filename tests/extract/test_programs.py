"""Programs: what is carried out, told from figures of speech."""

import pytest

from tests.passages import said


@pytest.mark.parametrize(
    ("sentence", "programs"),
    [
        ("我们实施“双五星”创评和“双指数”管理。", ["双五星", "双指数"]),
        ("我们开展“红色物业”试点工作，明年铺开。", ["红色物业"]),
        ("五眼泉镇“五美之星”、潘家湾乡“户党建”正在形成品牌。", ["五美之星", "户党建"]),
        ("要抓好整市推进和七类支部建设。", ["整市推进", "七类支部"]),
        ("要开展软弱涣散党组织整顿，抓好精准扶贫。", ["软弱涣散党组织整顿", "精准扶贫"]),
        ("我们开展“社区吹响集结号，网格党旗处处飘”活动。", ["社区吹响集结号，网格党旗处处飘"]),
    ],
)
def test_programs(sentence: str, programs: list[str]) -> None:
    assert said(sentence).names("Program") == programs


@pytest.mark.parametrize(
    "sentence",
    [
        "要注重一个“整”字，落实一个“推”字。",
        "不能做“无用功”、搞“两张皮”。",
        "思维方式做“加法”，问题导向做“减法”。",
        "关键在“整”，要解决“怎么抓”的问题。",
        "防止出现“衰减效应”，不追求“高大上”。",
        "要让“长板”更长、“短板”更短。",
        "支部书记要帮他“画个像”。",
    ],
)
def test_figures_of_speech_are_no_programs(sentence: str) -> None:
    assert said(sentence).names("Program") == []


def test_a_brand_is_carried_out_where_its_owner_stands() -> None:
    facts = said("五眼泉镇“五美之星”、潘家湾乡“户党建”正在形成品牌。").facts()
    assert ("五美之星", "IMPLEMENTED_IN", "五眼泉镇") in facts
    assert ("户党建", "IMPLEMENTED_IN", "潘家湾土家族乡") in facts


def test_a_name_once_quoted_is_found_bare() -> None:
    assert said("我们实施“双五星”创评。双五星创评要完善。").names("Program") == ["双五星", "双五星"]
