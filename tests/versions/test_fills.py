"""What another copy knows of what one hides."""

from __future__ import annotations

import pytest

from tests.versions.told import BARE, HEAD, filled, told

REST = (
    "会后要把任务分到每个支部，谁牵头、谁配合、什么时候办完，都要在公开栏里写明。"
    "办得怎么样，年底请党员和群众来评，评得不好的要在大会上说明原因。"
)
LAST = (
    "最后讲一讲作风。开会要短，发文要少，下去要多，听到的话要记下来，答应的事要办得成。"
    "有困难先找支部商量，支部解决不了的再往上报，报了就要有回音。"
)


@pytest.mark.parametrize(
    ("full", "copy", "expected"),
    [
        ("4月21日，全市召开了动员会。", "x月xx日，全市召开了动员会。", ("x月xx日", "4月21日", "2024-04-21")),
        ("有关方面在上海召开会议部署。", "有关方面在XX召开会议部署。", ("XX", "上海", None)),
        ("聂家河镇已经先走了一步。", "XX镇已经先走了一步。", ("XX镇", "聂家河镇", "聂家河镇")),
        ("刘洋同志在会上作了说明。", "XX同志在会上作了说明。", ("XX", "刘洋", "刘洋")),
        ("已经建成77个服务站点。", "已经建成x个服务站点。", ("x", "77", None)),
        ("王家畈镇横冲村办得很好。", "XX镇XX村办得很好。", ("XX村", "横冲村", "横冲村")),
    ],
)
def test_a_hole_is_filled(full: str, copy: str, expected: tuple[str, str, str | None]) -> None:
    fills = told(HEAD + REST + full + LAST, HEAD + REST + copy + LAST).fills
    found = [(hidden, known) for hidden, known, _ in filled(fills, "hole")]
    assert expected[:2] in found
    if expected[2]:
        assert expected in filled(fills, "hole")


def test_both_quotations_are_given_and_the_copy_keeps_its_own_words() -> None:
    full, copy = HEAD + REST + "聂家河镇已经先走了一步。" + LAST, HEAD + REST + "XX镇已经先走了一步。" + LAST
    (fill,) = told(full, copy).fills  # both have a head, so the hole is all there is
    assert (fill.hidden.quote, fill.known.quote) == ("XX镇已经先走了一步。", "聂家河镇已经先走了一步。")
    for text, words in ((copy, fill.hidden), (full, fill.known)):
        assert text[words.start : words.end] == words.text
        assert text[words.quote_start :].startswith(words.quote)
    assert fill.node.startswith("redacted-")


@pytest.mark.parametrize(
    ("full", "copy"),
    [
        ("各村都要开会，聂家河镇先走一步。", "XX镇先走一步。"),  # nothing before it is the same
        ("已经建成一批服务站点。", "已经建成x个服务站点。"),
        ("聂家河镇、王家畈镇走在前面。", "XX走在前面。"),  # two names, one hole
        ("有关的人也都在会上作了说明。", "XX同志在会上作了说明。"),
    ],
)
def test_a_hole_without_its_own_words_stays_one(full: str, copy: str) -> None:
    fills = told(HEAD + LAST + "\n" + full + REST, HEAD + LAST + "\n" + copy + REST).fills
    assert filled(fills, "hole") == []


def test_what_the_head_lacks() -> None:
    text = REST + "青年工作也要抓起来。" + LAST
    fills = told(HEAD + text, BARE + text).fills
    assert filled(fills, "head") == [
        ("date", "2024年8月24日", "2024-08-24"),
        ("place", "宜都市", "宜都市"),
        ("position", "湖北省宜都市委书记", "宜都市委书记"),
        ("speaker", "罗联峰", "罗联峰"),
    ]
    assert told(HEAD + text, HEAD + text).fills == ()


def test_our_city_stands_for_the_city_where_the_other_copy_names_it() -> None:
    full = HEAD + REST + "要把宜都路径推向全省，请宜昌市委组织部来看一看。" + "我市还要办好服务站。" + LAST
    copy = HEAD + REST + "要把我市路径推向全省，请市委组织部来看一看。" + "我市还要办好服务站。" + LAST
    assert filled(told(full, copy).fills, "general") == [
        ("我市", "宜都", "宜都市"),
        ("市委组织部", "宜昌市委组织部", "宜昌市委组织部"),
    ]


def test_a_phrase_stands_for_a_name_only_where_the_copies_line_up_so() -> None:
    named = "实施“整市推进”工程。整市推进要见实效。今年整市推进任务很重。抓好整体推进，不留死角。"
    reworded = "实施“整体推进”工程。整体推进要见实效。今年整体推进任务很重。抓好整体推进，不留死角。"
    known = told(HEAD + REST + named + LAST, HEAD + REST + reworded + LAST)
    assert filled(known.fills, "reworded") == [("整体推进", "整市推进", "整市推进")] * 3
    once = told(HEAD + REST + "实施“整市推进”工程。" + LAST, HEAD + REST + "实施“整体推进”工程。" + LAST)
    assert filled(once.fills, "reworded") == []


def test_a_copy_retold_for_another_place_is_filled_by_nothing() -> None:
    full = HEAD + REST + "枝城镇在全市领先。4月21日，全市召开了动员会。" + LAST
    copy = BARE + REST + "沙洋县在全市领先。x月xx日，全市召开了动员会。" + LAST
    assert told(full, copy).fills == ()


def test_a_name_that_was_hidden_elsewhere_is_a_leak() -> None:
    full = HEAD + REST + "聂家河镇已经先走了一步。" + LAST + "向聂家河镇学习，向枝城镇学习。"
    copy = HEAD + REST + "XX镇已经先走了一步。" + LAST + "向聂家河镇学习，向枝城镇学习。"
    (leak,) = told(full, copy).leaks
    assert (leak.found.text, leak.found.quote) == ("聂家河镇", "向聂家河镇学习，向枝城镇学习。")
    assert [fill.hidden.text for fill in leak.hidden] == ["XX镇"]
    assert told(full, full).leaks == ()


def test_a_copy_that_merely_lacks_its_head_leaks_nothing() -> None:
    text = REST + "宜都的做法值得推广。" + LAST
    known = told(HEAD + text, BARE + text)
    assert known.fills and known.leaks == ()


def test_the_first_version_that_knows_is_believed_and_a_third_is_asked() -> None:
    first = HEAD + REST + "聂家河镇已经先走了一步，XX镇随后跟上来了。" + LAST
    second = BARE + REST + "XX镇已经先走了一步，枝城镇随后跟上来了。" + LAST
    third = BARE + REST + "XX镇已经先走了一步，XX镇随后跟上来了。" + LAST
    fills = [fill for fill in told(first, second, third).fills if fill.hidden.file == "2.txt"]
    found = [(fill.known.text, fill.known.file) for fill in fills if fill.kind == "hole"]
    assert found == [("聂家河镇", "0.txt"), ("枝城镇", "1.txt")]
