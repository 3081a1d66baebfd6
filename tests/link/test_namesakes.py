"""One name in several texts: one person on evidence, two where posts and places differ, and no guess between."""

from __future__ import annotations

import pytest

from tests.link.talks import decided, talks

YIDU, QIANJIANG, DANGYANG = "湖北省宜都市", "湖北省潜江市", "湖北省当阳市"
SPEAKERS = {YIDU: "周明远", QIANJIANG: "陈志国", DANGYANG: "李长河"}


def head(place: str, date: str = "2024年3月5日") -> str:
    return f"在全市党建工作会议上的讲话\n{place}委书记\n{SPEAKERS[place]}（{date}）\n同志们：\n"


def said(place: str, sentence: str, date: str = "2024年3月5日") -> str:
    return head(place, date) + sentence


OF_YIDU = said(YIDU, "宜都市国土局局长王建强到会。", "2024年1月9日")
OF_YIDU_TOO = said(YIDU, "会后，宜都市国土局局长王建强作了汇报。", "2024年5月6日")
OF_QIANJIANG = said(QIANJIANG, "潜江市教育局局长王建强到会。", "2024年6月7日")
OF_NOBODY = said(QIANJIANG, "王建强同志讲了自己的体会。", "2024年7月8日")


def test_a_common_post_makes_one_person() -> None:
    found = talks({"a.txt": OF_YIDU, "b.txt": OF_YIDU_TOO})
    assert len(set(found.bearers("王建强").values())) == 1
    assert found.judgements("unsure", "Person") == []


def test_different_posts_and_places_keep_two_apart_and_ask() -> None:
    found = talks({"a.txt": OF_YIDU, "b.txt": OF_QIANJIANG, "c.txt": OF_YIDU_TOO})
    ids = found.bearers("王建强")
    assert ids["a.txt"] == ids["c.txt"] != ids["b.txt"]
    (doubt,) = found.judgements("unsure", "Person")
    assert (doubt.left, doubt.right) == ("王建强 @ a.txt", "王建强 @ b.txt")
    assert any("宜都市国土局" in reason and "潜江市教育局" in reason for reason in doubt.reasons)
    assert "in one year" in doubt.reasons


def test_one_of_whom_nothing_is_said_is_the_only_one_there_is() -> None:
    found = talks({"a.txt": OF_YIDU, "d.txt": OF_NOBODY})
    assert len(set(found.bearers("王建强").values())) == 1


def test_of_two_he_is_the_one_of_the_same_place() -> None:
    found = talks({"a.txt": OF_YIDU, "b.txt": OF_QIANJIANG, "d.txt": OF_NOBODY})
    ids = found.bearers("王建强")
    assert ids["b.txt"] == ids["d.txt"] != ids["a.txt"]


def test_where_neither_place_is_his_he_stays_apart() -> None:
    elsewhere = said(DANGYANG, "王建强同志讲了自己的体会。", "2024年7月8日")
    found = talks({"a.txt": OF_YIDU, "b.txt": OF_QIANJIANG, "e.txt": elsewhere})
    assert len(set(found.bearers("王建强").values())) == 3


def test_on_one_occasion_a_name_is_one_person() -> None:
    one = said(YIDU, "宜都市国土局局长王建强到会。", "2024年1月9日")
    other = said(YIDU, "潜江市教育局局长王建强介绍了做法，大家要学。", "2024年1月9日")
    found = talks({"a.txt": one, "b.txt": other})
    assert len(set(found.bearers("王建强").values())) == 1


def test_those_whom_everybody_knows_are_one_each() -> None:
    talk = "要学习{}同志。{}局长{}到会。"
    found = talks(
        {
            "a.txt": said(YIDU, talk.format("焦裕禄", "宜都市国土局", "焦裕禄")),
            "b.txt": said(QIANJIANG, "要学习焦裕禄同志。"),
        }
    )
    assert len(set(found.bearers("焦裕禄").values())) == 1


def test_a_short_form_means_the_bearer_of_its_own_document() -> None:
    found = talks({"a.txt": OF_YIDU, "b.txt": OF_QIANJIANG + "建强同志讲得好。"})
    assert found.names("建强同志") == {"b.txt": "王建强"}
    assert found.bearers("建强同志")["b.txt"] == found.bearers("王建强")["b.txt"]


@pytest.mark.parametrize(("other_day", "name"), [("2024年3月5日", "王建强"), ("2024年3月6日", "建强")])
def test_a_short_form_is_looked_for_in_the_other_speeches_of_the_occasion(other_day: str, name: str) -> None:
    full = said(YIDU, "宜都市国土局局长王建强到会。", other_day)
    short = said(YIDU, "刚才，建强同志讲得好，我都同意。", "2024年3月5日")
    found = talks({"a.txt": full, "b.txt": short})
    assert found.names("建强同志") == {"b.txt": name}
    judgement = next(j for j in found.links.judgements if j.left == "建强同志")
    assert judgement.score == (0.75 if name == "王建强" else 0.6)


def test_a_decision_joins_them() -> None:
    texts = {"a.txt": OF_YIDU, "b.txt": OF_QIANJIANG}
    found = talks(texts, decided("Person 王建强 @ a.txt = 王建强 @ b.txt"))
    assert len(set(found.bearers("王建强").values())) == 1
    assert found.judgements("unsure", "Person") == []


def test_a_decision_keeps_two_of_one_post_apart_and_says_so() -> None:
    texts = {"a.txt": OF_YIDU, "b.txt": OF_YIDU_TOO}
    found = talks(texts, decided("Person 王建强 @ a.txt ≠ 王建强 @ b.txt"))
    assert len(set(found.bearers("王建强").values())) == 2
    assert "宜都市" in found.told() and "不是一人" in found.told()


def test_a_decision_splits_two_talks_of_one_file() -> None:
    roads = "今年要修好村里的路，把水渠清理干净，年底以前完成换届选举的各项准备，做到人人有事做。" * 2
    schools = "各学校要备好课、上好课，关心每一个孩子，家访要走进门、坐下来，听听家长怎么说。" * 2
    other = OF_QIANJIANG.replace("全市党建", "教育系统党建")
    text = {"a.txt": f"{OF_YIDU}{roads}\n\n{other}{schools}\n"}
    told = decided("Person 王建强 @ a.txt#在教育系统党建工作会议上的讲话 ≠ 王建强 @ a.txt#在全市党建工作会议上的讲话")
    for decisions, people in (([], 1), (told, 2)):
        found = talks(text, decisions)
        named = [m for m in found.mentions if m.surface == "王建强"]
        assert len({m.speech for m in named}) == 2
        assert len({found.links.by_mention[m.id].id for m in named}) == people
