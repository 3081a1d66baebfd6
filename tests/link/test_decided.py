"""Decisions of a person outrank the machine's, are taken back without a trace, and never contradict in silence."""

from __future__ import annotations

import pytest

from kg.link.linker import Links
from tests.link.talks import Talks, decided, talks
from tests.passages import HEAD

TEXT = HEAD + (
    "市长罗大山到会。刚才，罗书记提了要求。市委作了部署。开展“双五星”创评，实施“红色引擎工程”、“红色先锋工程”、"
    "“红色引航工程”。三个工程要抓好：“红色引擎工程”要做实，“红色先锋工程”要做细，“红色引航工程”要做精。"
)


def read(*rows: str, scope: str = "", text: str = TEXT) -> Talks:
    return talks({"a.txt": text}, decided(*rows, scope=scope))


def name(found: Talks, surface: str) -> str:
    return found.names(surface)["a.txt"]


def test_what_the_machine_reads() -> None:
    found = read()
    assert [name(found, surface) for surface in ("罗书记", "市委", "红色先锋工程")] == [
        "罗联峰",
        "宜都市委",
        "红色先锋工程",
    ]


def test_a_short_form_means_whom_a_person_says() -> None:
    found = read("Person 罗书记 = 罗大山")
    assert name(found, "罗书记") == "罗大山"
    assert found.bearers("罗书记") == found.bearers("罗大山") != found.bearers("罗联峰")  # they do not become one
    assert not [j for j in found.links.judgements if (j.left, j.right) == ("罗书记", "罗联峰")]


def test_a_name_that_no_text_has_in_full() -> None:
    assert name(read("Person 罗书记 = 罗云山"), "罗书记") == "罗云山"


@pytest.mark.parametrize("row", ["Organization 市委 ≠ 宜都市委", "Organization 宜都市委 ≠ 市委"])
@pytest.mark.parametrize("scope", ["", "a.txt", "420581", "42"])
def test_what_the_machine_joined_is_kept_apart(row: str, scope: str) -> None:
    assert name(read(row, scope=scope), "市委") == "市委"


@pytest.mark.parametrize("scope", ["b.txt", "420582", "a.txt#另一篇"])
def test_but_only_where_the_decision_holds(scope: str) -> None:
    assert name(read("Organization 市委 ≠ 宜都市委", scope=scope), "市委") == "宜都市委"


def test_two_short_forms_of_one_name_are_kept_apart_aloud() -> None:
    text = TEXT + "联峰同志讲得好。"
    assert {name(read(text=text), surface) for surface in ("罗书记", "联峰同志")} == {"罗联峰"}
    found = read("Person 联峰同志 ≠ 罗书记", text=text)
    assert (name(found, "罗书记"), name(found, "联峰同志")) == ("罗联峰", "联峰同志")
    assert "联峰同志 ≠ 罗书记" in found.told()


def test_names_are_joined_through_others_by_what_none_of_them_means() -> None:
    found = read("Program 红色先锋工程 = 红色引航工程", "Program 红色引航工程 = 红色引擎工程")
    assert {name(found, n) for n in ("红色先锋工程", "红色引航工程", "红色引擎工程")} == {"红色引擎工程"}
    assert not found.judgements("unsure", "Program")


def test_a_negative_decision_blocks_a_merge_through_others_aloud() -> None:
    rows = (
        "Program 红色先锋工程 = 红色引航工程",
        "Program 红色先锋工程 ≠ 红色引擎工程",
        "Program 红色引航工程 = 红色引擎工程",
    )
    found = read(*rows)
    assert name(found, "红色先锋工程") == name(found, "红色引航工程") == "红色引航工程"
    assert name(found, "红色引擎工程") == "红色引擎工程"
    (problem,) = found.links.problems
    for told in (problem.zh, problem.en):
        assert "3: Program 红色引航工程 = 红色引擎工程" in told
        assert "2: Program 红色先锋工程 ≠ 红色引擎工程" in told
    assert (problem.file, problem.stage) == ("out.decisions.jsonl", "link")
    assert "3: " not in read(rows[1], rows[0]).told()


def test_what_is_no_name_leaves_no_mention_and_no_statement() -> None:
    text = HEAD + "宜都市推行“双五星”创评。"
    assert [s.relation for s in read(text=text).statements if s.relation == "IMPLEMENTED_IN"]
    found = read("Program 双五星 ✗ ", text=text)
    assert "双五星" not in {m.surface for m in found.mentions}
    assert not [s for s in found.statements if s.relation == "IMPLEMENTED_IN"]
    assert "双五星" in {m.surface for m in read("Place 双五星 ✗ ", text=text).mentions}
    assert "双五星" in {m.surface for m in read("Program 双五星 ✗ ", scope="b.txt", text=text).mentions}
    assert "双五星" not in {m.surface for m in read("Program 双五星 ✗ ", scope="420581", text=text).mentions}


def test_decisions_stand_among_the_judgements() -> None:
    found = read("Organization 市委 ≠ 宜都市委", "Program 双五星 ✗ ")
    mine = [j for j in found.links.judgements if j.by]
    assert [(j.left, j.right, j.verdict, j.by, j.at) for j in mine] == [
        ("市委", "宜都市委", "different", "王敏", "2024-09-01"),
        ("双五星", "", "not_a_name", "王敏", "2024-09-01"),
    ]


def shown(links: Links) -> object:
    return sorted((id_, link.id, link.name) for id_, link in links.by_mention.items()), links.judgements, links.problems


@pytest.mark.parametrize(
    "row",
    [
        "Person 罗书记 = 罗大山",
        "Organization 市委 ≠ 宜都市委",
        "Program 红色先锋工程 = 红色引航工程",
        "Program 双五星 ✗ ",
    ],
)
def test_what_is_withdrawn_leaves_no_trace(row: str) -> None:
    assert shown(read(row).links) != shown(read().links)
    assert shown(read(row, f"-{row}").links) == shown(read().links)


def test_a_withdrawal_brings_back_what_it_had_replaced() -> None:
    same, other = "Program 红色先锋工程 = 红色引航工程", "Program 红色先锋工程 ≠ 红色引航工程"
    assert name(read(same, other), "红色先锋工程") == "红色先锋工程"
    assert shown(read(same, other, f"-{other}").links) == shown(read(same).links)


def test_decisions_hold_for_an_edited_text() -> None:
    edited = TEXT.replace("刚才，", "刚才大家都听到了，").replace("市委作了部署。", "会议开得好。市委再次作了部署。")
    found = read("Person 罗书记 = 罗大山", "Organization 市委 ≠ 宜都市委", scope="a.txt", text=edited)
    assert (name(found, "罗书记"), name(found, "市委")) == ("罗大山", "市委")


def test_a_decision_about_one_version_holds_for_the_others() -> None:
    texts = {"a.txt": TEXT, "b.txt": TEXT.replace("2024年8月24日", "x月xx日")}
    found = talks(texts, decided("Organization 市委 ≠ 宜都市委", scope="b.txt"))
    assert found.names("市委") == {"a.txt": "市委", "b.txt": "市委"}


def test_a_right_side_that_several_bear_is_not_guessed() -> None:
    texts = {
        n: f"在党建工作会议上的讲话\n同志们：\n{what}"
        for n, what in (("a.txt", "市委作了部署。" * 9), ("b.txt", "市委很重视。" * 9))
    }
    texts["c.txt"] = TEXT
    found = talks(texts, decided("Program 双五星 = 双星", "Organization 宜都市委 = 市委"))
    assert len(set(found.bearers("市委").values())) == 3
    assert "2: Organization 宜都市委 = 市委" in found.told() and "市委 @ " in found.told()


def test_holes_are_never_joined() -> None:
    found = read("Place XX镇 = 枝城镇", text=HEAD + "XX镇抓得实，枝城镇抓得细，XX镇还要抓。")
    assert len({found.links.by_mention[m.id].id for m in found.mentions if m.surface == "XX镇"}) == 2
