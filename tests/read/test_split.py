"""Splitting: the forms in which talks come, each made up for the test."""

import time

import pytest

from kg.ids import content_id
from kg.model import Document, Speech
from kg.read.split import split

BODY = "今天的会议总结前一阶段的工作，安排下一阶段的任务，大家要结合实际抓好落实。" * 4


def speeches(text: str) -> list[Speech]:
    return split(Document(content_id("doc", text), "a.txt", text, "utf-8", ""))


def test_a_single_talk_with_its_byline() -> None:
    text = f"在全市党建工作会议上的讲话\n甲省乙州市委书记\n张卫国（2023年5月6日）\n同志们：\n{BODY}\n"
    (speech,) = speeches(text)
    assert speech.title == "在全市党建工作会议上的讲话"
    assert (speech.speaker, speech.position) == ("张卫国", "甲省乙州市委书记")
    assert speech.date is not None and (speech.date.iso, speech.date.precision) == ("2023-05-06", "day")
    assert text[speech.body : speech.body + 4] == "同志们："
    assert text[speech.start : speech.end] == text.strip()


def test_what_the_head_does_not_say_is_none() -> None:
    (speech,) = speeches(f"在党建工作会议上的讲话\n同志们：\n{BODY}")
    assert (speech.date, speech.speaker, speech.position, speech.place) == (None, None, None, None)


def test_a_post_in_the_title_is_the_position() -> None:
    (speech,) = speeches(f"区委书记在党建工作会议上的讲话\n同志们：\n{BODY}")
    assert (speech.speaker, speech.position) == (None, "区委书记")


def test_the_place_is_the_narrowest_of_the_position() -> None:
    (speech,) = speeches(f"在会议上的讲话\n湖北省宜都市委书记 罗联峰\n（2024年8月24日）\n同志们：\n{BODY}")
    assert speech.place == "宜都市"


def test_a_compilation_with_marks() -> None:
    text = f"第一篇：在甲会议上的讲话\n同志们：\n{BODY}\n第二篇：在乙会议上的讲话\n在乙会议上的讲话\n同志们：\n{BODY}\n"
    first, second = speeches(text)
    assert (first.title, second.title) == ("在甲会议上的讲话", "在乙会议上的讲话")
    assert first.end <= second.start and text[second.start :].startswith("第二篇")


def test_a_title_stuck_to_the_line_before() -> None:
    text = f"在甲会议上的讲话\n同志们：\n{BODY}谢谢大家！在乙会议上的讲话\n市委常委\n李明（2023年5月6日）同志们：{BODY}"
    first, second = speeches(text)
    assert text[first.end - 5 : first.end] == "谢谢大家！"
    assert (second.title, second.speaker) == ("在乙会议上的讲话", "李明")


def test_a_title_quoted_in_the_body_opens_nothing() -> None:
    text = f"在甲会议上的讲话\n同志们：\n{BODY}\n大家要学习领导在乙会议上的讲话\n{BODY}"
    assert len(speeches(text)) == 1


def test_a_title_over_two_lines_is_joined() -> None:
    (speech,) = speeches(f"在全县专题部署暨\n党建工作推进会议上的讲话\n（2023年5月6日）\n同志们：\n{BODY}")
    assert speech.title == "在全县专题部署暨党建工作推进会议上的讲话"


def test_notices_belong_to_no_speech() -> None:
    text = f"本文系网友投稿，仅供参考，请勿照搬！\n在甲会议上的讲话\n同志们：\n{BODY}转载声明：本文转载自某公众号。\n"
    (speech,) = speeches(text)
    assert text[speech.start : speech.start + 8] == "在甲会议上的讲话"[:8]
    assert text[speech.start : speech.end].endswith(BODY[-8:])


def test_a_teaser_before_the_talk_is_left_out() -> None:
    title = "在甲会议上的讲话"
    text = f"{title}同志们：{BODY[:30]}...\n{title}\n同志们：\n{BODY}"
    (speech,) = speeches(text)
    assert speech.start == text.rindex(title)


def test_a_table_of_contents_is_no_speech() -> None:
    text = f"目录\n第一篇：甲会讲话\n第二篇：乙会讲话\n第一篇：甲会讲话\n同志们：\n{BODY}\n第二篇：乙会讲话\n同志们：\n{BODY}"
    first, second = speeches(text)
    assert (first.title, second.title) == ("甲会讲话", "乙会讲话")
    assert first.start == text.rindex("第一篇")


@pytest.mark.parametrize("leader", ["…………", " ........ ", "········", "\t", "    "])
def test_a_table_of_contents_with_pages_is_no_speech(leader: str) -> None:
    contents = "".join(f"第{n}篇：在{n}会议上的讲话{leader}{n}2\n" for n in (1, 2))
    text = f"目  录\n{contents}第1篇：在1会议上的讲话\n同志们：\n{BODY}\n第2篇：在2会议上的讲话\n同志们：\n{BODY}\n"
    first, second = speeches(text)
    assert (first.title, second.title) == ("在1会议上的讲话", "在2会议上的讲话")
    assert first.start == text.rindex("第1篇")


def test_a_digest_with_its_mark() -> None:
    (speech,) = speeches(
        f"在甲会议上的讲话\n市委书记 张卫国\n（2023年5月6日）\n（讲话要点摘编，非原文）\n一、总体要求\n{BODY}"
    )
    assert (speech.title, speech.speaker) == ("在甲会议上的讲话", "张卫国")


def test_markdown_headings() -> None:
    text = f"# 甲条例学习要点\n\n## 一、由来\n\n{BODY}\n\n# 乙条例学习要点\n\n{BODY}\n"
    assert [speech.title for speech in speeches(text)] == ["甲条例学习要点", "乙条例学习要点"]


def test_a_text_without_title_is_still_a_speech() -> None:
    (speech,) = speeches(BODY + "\n" + BODY)
    assert speech.start == 0 and speech.end == len(BODY) * 2 + 1


def test_a_paragraph_without_heading_is_the_talk_itself() -> None:
    (speech,) = speeches(BODY)
    assert (speech.title, speech.start, speech.body, speech.end) == ("a", 0, 0, len(BODY))


def test_words_of_a_notice_in_the_talk_are_the_talk() -> None:
    text = f"在全市政务公众号工作会上的讲话\n市长 张三\n（2023年5月6日）\n同志们：\n{BODY}\n要用好微信公众号，把工作做实，让群众看得到。"
    (speech,) = speeches(text)
    assert (speech.title, speech.end) == ("在全市政务公众号工作会上的讲话", len(text))


def test_a_notice_in_the_middle_cuts_nothing_off() -> None:
    text = f"在甲会议上的讲话\n同志们：\n{BODY}转载声明：此处转载。{BODY}{BODY}"
    (speech,) = speeches(text)
    assert speech.end == len(text)


def test_a_bracketed_mark_and_a_chapter_that_is_none() -> None:
    text = f"【篇一】在甲会上的讲话\n同志们：\n{BODY}\n第一篇 章是总则，规定了原则。\n{BODY}\n【篇二】在乙会上的讲话\n同志们：\n{BODY}"
    assert [speech.title for speech in speeches(text)] == ["在甲会上的讲话", "在乙会上的讲话"]


def test_numbered_markdown_headings_open_no_talk() -> None:
    assert len(speeches(f"# 在甲会上的讲话\n\n# 一、总体要求\n\n{BODY}\n\n# 二、重点任务\n\n{BODY}\n")) == 1


@pytest.mark.parametrize(
    "byline",
    ["市委书记　王　浩", "市委书记王　浩", "市委书记 王 浩", "市委书记 **王浩**", "**市委书记 王浩**", "市委书记王浩"],
)
def test_a_name_however_it_is_set(byline: str) -> None:
    (speech,) = speeches(f"在甲会上的讲话\n{byline}\n（2023年5月6日）\n同志们：\n{BODY}")
    assert speech.speaker == "王浩"


def test_a_title_stuck_to_a_paragraph_without_heading() -> None:
    text = f"{BODY}谢谢大家！在乙会议上的讲话\n同志们：\n{BODY}"
    first, second = speeches(text)
    assert (first.title, first.body, text[first.end - 5 : first.end]) == ("a", 0, "谢谢大家！")
    assert second.title == "在乙会议上的讲话"


def test_a_notice_at_the_beginning_of_a_line_is_left_out_and_the_rest_is_read() -> None:
    text = f"本文系网友投稿，仅供参考。在甲会议上的讲话同志们：{BODY}"
    (speech,) = speeches(text)
    assert (speech.title, speech.start, speech.end) == ("在甲会议上的讲话", text.index("在甲"), len(text))


def test_notices_after_notices_at_the_end_are_left_out() -> None:
    text = f"在甲会议上的讲话\n同志们：\n{BODY}\n免责声明：本站转载。版权归原作者所有。\n来源：某网\n责任编辑：某人\n"
    (speech,) = speeches(text)
    assert text[: speech.end].endswith(BODY)
    (speech,) = speeches(text.replace(f"{BODY}\n", BODY))
    assert text[: speech.end].endswith(BODY)


@pytest.mark.parametrize(
    "last", ["以上意见，仅供参考。", "更多资料要及时报送。", "扫码登记等措施要落实。", "本文由三部分组成。"]
)
def test_last_words_that_sound_like_a_notice_are_kept(last: str) -> None:
    text = f"在甲会议上的讲话\n同志们：\n{BODY}\n{last}"
    (speech,) = speeches(text)
    assert speech.end == len(text)


def test_a_remark_before_the_talk_is_no_part_of_it() -> None:
    text = f"内部资料，仅供学习参考\n在甲会议上的讲话\n同志们：\n{BODY}"
    (speech,) = speeches(text)
    assert speech.start == text.index("在甲")


def test_a_mark_on_a_line_of_its_own() -> None:
    text = f"第一篇\n在甲会上的讲话\n同志们：\n{BODY}\n第二篇\n{BODY}\n第三篇\n在乙会上的讲话\n同志们：\n{BODY}"
    assert [speech.title for speech in speeches(text)] == ["在甲会上的讲话", "在乙会上的讲话"]


def test_stars_that_blank_a_name_are_no_markdown() -> None:
    (speech,) = speeches(f"在**市会议上的讲话\n**市委书记 **同志\n同志们：\n{BODY}")
    assert (speech.title, speech.position, speech.speaker) == ("在**市会议上的讲话", "**市委书记", None)


@pytest.mark.parametrize(
    "text",
    [
        "会议强调要抓好落实" * 30_000,
        "在会上的讲话 同志们" * 30_000,
        "在会上的讲话。" * 30_000,
        f"第一篇：甲会讲话\n同志们：\n{BODY}\n" * 3_000,
    ],
    ids=["one line", "titles", "sentences", "talks"],
)
def test_time_grows_with_length_alone(text: str) -> None:
    begun = time.process_time()
    assert all(len(speech.title) <= 80 for speech in speeches(text))
    assert time.process_time() - begun < 10  # a quadratic one takes minutes


def test_nothing_but_notices_is_no_speech() -> None:
    assert speeches("本文系网友投稿，仅供参考，请勿照搬！\n") == []
