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


@pytest.mark.parametrize(
    ("sentence", "leaders"),
    [
        ("由县委组织部牵头实施“双五星”创评活动。", {"县委组织部"}),
        ("“双五星”创评活动由县委组织部、县民政局联合牵头，各镇落实。", {"县委组织部", "县民政局"}),
        ("县民政局主办了“双五星”评选活动。", {"县民政局"}),
        ("“双五星”创评由县委书记王小明牵头抓总。", {"王小明"}),
        ("县委组织部负责的“双五星”项目进展很快。", {"县委组织部"}),
        ("“双五星”创评工作，由县委组织部牵头抓总。", {"县委组织部"}),
        ("县住建局牵头实施“红色物业”和“双五星”。", {"县住建局"}),
        ("“双五星”和“红色物业”由县委组织部牵头。", {"县委组织部"}),
        # denied, or not yet
        ("县委组织部不牵头实施“双五星”创评。", set()),
        ("县委组织部拟牵头实施“双五星”创评。", set()),
        ("县民政局停止主办“双五星”评选。", set()),
        ("“双五星”创评不是由县委组织部牵头。", set()),
        # a part of the work, or other work
        ("县纪委负责监督“双五星”创评。", set()),
        ("县财政局负责落实“双五星”创评经费。", set()),
        ("县委组织部负责“双五星”创评的考核验收。", set()),
        ("“双五星”创评资金由县财政局负责拨付。", set()),
        ("“双五星”创评由县统计局负责评估。", set()),
        ("推进“双五星”创评，养老服务由县民政局牵头抓。", set()),
        ("县民政局牵头抓养老，各镇要做好“双五星”创评。", set()),
        ("“双五星”创评由各村申报，县民政局牵头办了养老院。", set()),
        # which of them leads which is not worked out
        ("县住建局和县民政局分别牵头“红色物业”和“双五星”。", set()),
        ("“双五星”和“红色物业”分别由县委组织部和县住建局牵头。", set()),
    ],
)
def test_who_leads_a_program_is_who_is_said_to(sentence: str, leaders: set[str]) -> None:
    facts = said(sentence).facts()
    assert {leader for leader, relation, program in facts if (relation, program) == ("LEADS", "双五星")} == leaders
