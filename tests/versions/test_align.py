"""Two texts laid side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.versions.align import align, whole
from kg.versions.dense import BLANK, dense, signs
from kg.versions.gaps import inside

FIRST = "东河镇每月初五开放议事厅，由老支书主持，谁家有难处都可以来说一说。"
SECOND = "北岭村把闲置的粮仓改成书屋，假期里请大学生给孩子们辅导功课。"
THIRD = "南湖社区替独居老人装上门铃，志愿者轮流上门，一按就有人应。"


def kinds(left: str, right: str) -> list[tuple[str, str, str]]:
    """What differs: kind, and the signs of either side."""
    alignment = align(dense(left), dense(right))
    return [
        (s.kind, alignment.left.text[s.a : s.a_end], alignment.right.text[s.b : s.b_end])
        for _, s in whole(alignment)
        if s.kind != "same"
    ]


def test_marks_spaces_and_wide_digits_are_no_difference() -> None:
    alignment = align(dense(FIRST), dense(FIRST.replace("，", ",\n ").replace("五", "５")))
    assert kinds(FIRST, FIRST.replace("，", ",\n ")) == []
    assert alignment.covered < 1  # 五 and 5 are two signs, 5 and ５ one
    assert signs("在５月 5 日，XX镇") == "在5月5日□镇"


def test_passages_are_found_in_any_order() -> None:
    alignment = align(dense(FIRST + SECOND + THIRD), dense(THIRD + FIRST + SECOND))
    assert alignment.similarity == 1.0
    assert [len(passage) for passage in alignment.passages] == [1, 1]
    assert kinds(FIRST + SECOND, SECOND + FIRST) == []


def test_what_one_text_lacks_is_told_where_it_stood() -> None:
    assert kinds(FIRST + THIRD, FIRST + SECOND + THIRD) == [("removed", "", signs(SECOND))]
    assert kinds(FIRST + SECOND + THIRD, FIRST + THIRD) == [("added", signs(SECOND), "")]


def test_a_hole_stands_beside_its_words() -> None:
    text = "x月xx至xx日，会议在x召开，" + FIRST
    full = "7月18至19日，会议在上海召开，" + FIRST
    holes = [("blanked", BLANK, words) for words in ("7", "18", "19", "上海")]
    assert kinds(text, full) == holes
    assert kinds(full, text) == [("filled", words, BLANK) for _, _, words in holes]


def test_holes_that_can_be_read_in_two_ways_are_no_more_than_a_change() -> None:
    assert [segment.kind for segment in inside("□的□", "好的坏")] == ["blanked", "same", "blanked"]
    assert "blanked" not in {segment.kind for segment in inside("□的□", "好的坏的新")}
    assert "blanked" not in {segment.kind for segment in inside("在□开会", "在" + "长" * 30 + "开会")}


def test_texts_that_share_phrases_only_do_not_line_up() -> None:
    phrase = "要坚持以人民为中心的发展思想"
    assert align(dense(FIRST + phrase + SECOND), dense(THIRD + phrase)).covered < 0.5
    assert align(dense(FIRST), dense(THIRD)).passages == ()
    assert align(dense(""), dense(FIRST)).covered == 0


PARTS = st.lists(st.sampled_from([FIRST, SECOND, THIRD, "XX镇", "某同志", "好。", "\n"]), max_size=8).map("".join)


@given(PARTS, PARTS)
def test_every_sign_of_both_texts_stands_in_one_segment(left: str, right: str) -> None:
    alignment = align(dense(left), dense(right))
    segments = [segment for _, segment in whole(alignment)]
    for text, spans in (
        (alignment.left.text, sorted((s.a, s.a_end) for s in segments)),
        (alignment.right.text, sorted((s.b, s.b_end) for s in segments)),
    ):
        assert "".join(text[start:end] for start, end in spans) == text
    for segment in segments:
        if segment.kind == "same":
            assert alignment.left.text[segment.a : segment.a_end] == alignment.right.text[segment.b : segment.b_end]


@given(PARTS, PARTS)
def test_which_text_is_left_makes_no_difference_to_how_alike_they_are(left: str, right: str) -> None:
    one, other = align(dense(left), dense(right)), align(dense(right), dense(left))
    assert abs(one.similarity - other.similarity) < 0.2
    assert align(dense(left), dense(left)).similarity == (1.0 if signs(left) else 0.0)
