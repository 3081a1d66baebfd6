"""A stated date against what the text speaks of: what is told, and above all what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.chronology.find import inconsistencies, problems_of
from kg.chronology.timeline import timeline
from tests.chronology.talks import talk, told
from tests.test_build import rows

TOLD = [
    ("要以优异成绩迎接党的十九大胜利召开。", "2024年8月24日", "forward", "中国共产党第十九次全国代表大会", 2017),
    ("党的二十大即将召开，全党全国都在期待。", "2024年8月24日", "forward", "中国共产党第二十次全国代表大会", 2022),
    ("各级要喜迎党的二十大，营造良好氛围。", "2023年3月1日", "forward", "中国共产党第二十次全国代表大会", 2022),
    ("为党的十九大胜利召开营造良好环境。", "2020年8月", "forward", "中国共产党第十九次全国代表大会", 2017),
    ("各单位要以实际行动向党的十九大献礼。", "2022年8月", "forward", "中国共产党第十九次全国代表大会", 2017),
    ("要扎实推进脱贫攻坚，确保如期完成任务。", "2023年6月", "under_way", "脱贫攻坚战", None),
    ("当前，全党正在开展党的群众路线教育实践活动。", "2024年3月", "under_way", "党的群众路线教育实践活动", 2014),
    ("要深入开展“三严三实”专题教育，从严从实要求自己。", "2020年", "under_way", "“三严三实”专题教育", 2015),
    ("扫黑除恶专项斗争正在向纵深推进。", "2023年5月", "under_way", "扫黑除恶专项斗争", None),
    ("要坚决打赢脱贫攻坚战，确保贫困村如期出列。", "2024年3月", "under_way", "脱贫攻坚战", None),
    ("要扎实开展“不忘初心、牢记使命”主题教育。", "2018年5月", "under_way", "“不忘初心、牢记使命”主题教育", 2019),
    ("11月8日至11日，党的十九届六中全会在北京召开。", "2023年12月5日", "dated", "十九届六中全会", 2021),
    ("要认真学习贯彻党的十九大精神。", "2016年5月", "named", "中国共产党第十九次全国代表大会", None),
    ("自党的二十大以来，我们推进了各项工作。", "2019年", "named", "中国共产党第二十次全国代表大会", None),
    ("要落实《中国共产党支部工作条例（试行）》的规定。", "2017年5月", "named", "中国共产党支部工作条例（试行）", None),
]


@pytest.mark.parametrize(("sentence", "date", "kind", "fact", "likely"), TOLD)
def test_what_cannot_have_been_said_then(sentence: str, date: str, kind: str, fact: str, likely: int | None) -> None:
    (row,) = told(sentence, date)
    assert (row.passage.kind, row.passage.fact.name, row.likely) == (kind, fact, likely)
    assert row.passage.words in row.quote
    assert row.passage.fact.act


# What speeches say of the past all the time, at a date long after.
SAID_IN_2024 = """
自党的十八大以来，全面从严治党成效显著。
2014年，全县深入开展党的群众路线教育实践活动，解决了一批突出问题。
2014年开展的党的群众路线教育实践活动，要求我们查摆问题。
我们先后开展了党的群众路线教育实践活动、“三严三实”专题教育、“两学一做”学习教育。
要巩固拓展脱贫攻坚成果，坚决守住不发生规模性返贫的底线。
要弘扬脱贫攻坚精神，接续推进乡村振兴。
要像打赢脱贫攻坚战那样抓乡村振兴。
打赢脱贫攻坚战以后，我们要防止松劲懈怠。
今年是打赢脱贫攻坚战三周年，我们要继续前进。
驻村干部在脱贫攻坚中经受了锻炼，今天我们要接好接力棒。
当前脱贫地区的任务由脱贫攻坚转向全面推进乡村振兴。
脱贫攻坚任务完成后，要防止出现松懈思想。
全省组织工作会议要求，要从脱贫攻坚一线选拔干部。
今天下午，我们还要观看脱贫攻坚专题片。
去年，全市上下喜迎党的二十大，各项工作迈上新台阶。
2017年，我们以优异成绩迎接党的十九大胜利召开。
为迎接党的十九大，县里那一年修缮了党员活动室。
各支部开展了“喜迎二十大、永远跟党走”主题活动。
要深入学习贯彻党的二十大精神，以优异成绩迎接新中国成立75周年。
要学习中国工会十七大精神，团结引领广大职工。
今年，我们要迎接市第七次党代会和全省第十二次党代会。
党史学习教育开展以来，各级党组织办了一批实事。
要推动党史学习教育常态化长效化。
要认真学习《关于在全党开展党史学习教育的通知》等文件。
十八洞村是精准扶贫的首倡地，我们要学习他们的经验。
要扎实开展弘扬雷锋精神主题教育实践活动，把好事办实。
今年以来，我们扎实开展党纪学习教育，党员纪律意识明显增强。
通过开展“不忘初心、牢记使命”主题教育，党员干部受到了深刻的思想洗礼。
要认真对照“不忘初心、牢记使命”主题教育检视问题清单，逐项销号。
基层党员创先争优、争做先锋成为时尚，当前要继续开展创先争优活动。
党的十九大提出乡村振兴战略，我们要一以贯之抓下去。
要吸取“三讲”教育走过场的教训。
县档案馆要做好脱贫攻坚档案的整理移交。
今年以来，全县推进脱贫攻坚项目资产管理，确权到村。
要推进学习贯彻习近平新时代中国特色社会主义思想主题教育问题整改。
组织部要推进党史学习教育读本进支部。
要筹备好学习党的二十大精神知识竞赛。
在迎接党的二十大的日子里，我们完成了换届。
十年前，我们开展党的群众路线教育实践活动，今天仍要走好群众路线。
当前，我们正在深入学习贯彻党的二十届三中全会精神。
7月15日至18日，党的二十届三中全会在北京召开。
""".split()


@pytest.mark.parametrize("sentence", SAID_IN_2024)
def test_looking_back_proves_nothing(sentence: str) -> None:
    assert told(sentence, "2024年8月24日") == []


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("要以优异成绩迎接党的十九大胜利召开。", "2017年8月24日"),
        ("党的十九大即将召开。", "2017年"),
        ("当前，全党正在开展党的群众路线教育实践活动。", "2014年3月"),
        ("当前要继续抓好党的群众路线教育实践活动整改落实。", "2014年12月"),  # its aftermath
        ("要坚决打赢脱贫攻坚战。", "2019年3月"),
        ("到2020年要打赢脱贫攻坚战。", "2016年1月"),
        ("我们将开展“不忘初心、牢记使命”主题教育。", "2019年4月"),
        ("11月8日至11日，党的十九届六中全会在北京召开。", "2021年12月5日"),
        ("要参与修订《中国共产党支部工作条例（试行）》。", "2018年5月"),
    ],
)
def test_what_was_said_at_its_time_is_no_conflict(sentence: str, date: str) -> None:
    assert told(sentence, date) == []


def test_a_talk_without_a_date_states_nothing() -> None:
    assert told("要以优异成绩迎接党的十九大胜利召开。", "x月xx日") == []


def test_both_sides_are_quoted() -> None:
    document, speeches = talk("要抓好当前工作。要以优异成绩迎接党的十九大胜利召开。", "2024年8月24日")
    (row,) = inconsistencies([document], speeches, timeline())
    assert document.text[row.stated.start : row.stated.end] == row.stated.text == "2024年8月24日"
    assert document.text[row.passage.start : row.passage.end] == row.quote == "要以优异成绩迎接党的十九大胜利召开。"
    (problem,) = problems_of([row])
    assert (problem.offset, problem.stage) == (row.stated.start, "chronology")
    assert "2017" in problem.zh and "2017" in problem.en and "2024年8月24日" in problem.en


def test_a_short_name_counts_only_beside_the_full_one() -> None:
    assert told("教育实践活动越往下，越要加强指导。", "2024年8月21日") == []
    found = told("我们召开会议。教育实践活动越往下，越要加强指导。党的群众路线教育实践活动意义重大。", "2024年8月21日")
    assert [row.quote for row in found] == ["教育实践活动越往下，越要加强指导。"]


def test_weak_words_count_only_beside_clear_ones() -> None:
    weak = "要切实发挥好脱贫攻坚党建保障作用。"
    assert told(weak, "2024年8月24日") == []
    assert len(told(weak + "要以优异成绩迎接党的十九大胜利召开。", "2024年8月24日")) == 2


def test_talks_of_one_day_and_place_bound_each_other() -> None:
    campaign = talk("今年以来，精准扶贫等各项任务都非常繁重。", "2024年8月24日", file="a.txt")
    congress = talk("要以优异成绩迎接党的十九大胜利召开。", "2024年8月24日", speaker="邹青松", file="b.txt")
    elsewhere = talk("要以优异成绩迎接党的十九大胜利召开。", "2024年8月23日", speaker="邹青松", file="b.txt")

    def likely(*talks: tuple) -> list[int | None]:  # type: ignore[type-arg]
        documents, speeches = [one for one, _ in talks], [speech for _, found in talks for speech in found]
        return [row.likely for row in inconsistencies(documents, speeches, timeline()) if row.speech.file == "a.txt"]

    assert likely(campaign) == likely(campaign, elsewhere) == [None]
    assert likely(campaign, congress) == [2017]


CAMPAIGN = "党的群众路线教育实践活动"
REAL = {
    # title, date: what it speaks of and how often, and the likely year
    ("市2024年推进基层党建工作推进会议上的讲话材料", "2024"): {
        ("forward", "中国共产党第十九次全国代表大会", 2017): 1,
        ("under_way", "脱贫攻坚战", 2017): 1,
    },
    ("罗联峰", "2024-08-24"): {("under_way", "精准扶贫", 2017): 1},
    ("邹青松", "2024-08-24"): {
        ("forward", "中国共产党第十九次全国代表大会", 2017): 1,
        ("under_way", "脱贫攻坚战", 2017): 1,
    },
    ("在全县基层党组织专题组织生活会部署暨基层党建工作推进会议上的讲话", "2024-08-21"): {
        ("under_way", CAMPAIGN, 2014): 6
    },
}


@pytest.mark.group("speeches")
def test_the_dates_of_the_real_speeches(speeches: Path, built_speeches: Path) -> None:
    talks = {row["speech"]: row for row in rows(built_speeches, "speeches")}
    found: dict[tuple[str, str], dict[tuple[str, str, int], int]] = {}
    for row in rows(built_speeches, "inconsistencies"):
        talk = talks[row["speech"]]
        counts = found.setdefault((talk["speaker"] or talk["title"], talk["date"]), {})
        key = (row["kind"], row["fact"], row["likely"])
        counts[key] = counts.get(key, 0) + 1
        text = (speeches / row["file"]).read_bytes().decode("utf-8")
        assert text[row["start"] : row["end"]] == row["text"]
        assert text[row["stated_start"] : row["stated_end"]] == row["stated_text"]
        assert row["stated"] == talk["date"]  # kept
    assert found == REAL
    told = [row for row in rows(built_speeches, "problems") if row["stage"] == "chronology"]
    assert len(told) == len(REAL)


def test_a_build_tells_them_and_a_kg_toml_adds_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from click.testing import CliRunner

    from kg.cli import main

    monkeypatch.chdir(tmp_path)
    document, _ = talk("7月26日，专题研讨班在北京开班。", "2024年8月24日")
    Path("a.txt").write_text(document.text, encoding="utf-8")
    assert CliRunner().invoke(main, ["build", "-q", "a.txt"], catch_exceptions=False).exit_code == 0
    assert rows(Path("out"), "inconsistencies") == []
    own = "meetings:\n  专题研讨班: {act: 新华社通稿, when: 2017-07-26/2017-07-27}\n"
    Path("own.yaml").write_text(own, encoding="utf-8")
    Path("kg.toml").write_text('inputs = ["a.txt"]\ntimeline = "own.yaml"\n', encoding="utf-8")
    assert CliRunner().invoke(main, ["build", "-q"], catch_exceptions=False).exit_code == 0
    (row,) = rows(Path("out"), "inconsistencies")
    assert (row["kind"], row["words"], row["act"], row["likely"]) == ("dated", "7月26日", "新华社通稿", 2017)
    assert json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["timeline"]
    assert rows(Path("out"), "speeches")[0]["date"] == "2024-08-24"
