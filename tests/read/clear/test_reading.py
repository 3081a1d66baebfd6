"""What noise leaves of a text, kind by kind."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.clear.reading import clear_of

HEAD = "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n"
PROSE = (
    "今天的会议总结上半年的基层党建工作，安排下半年的任务。宜都市各乡镇要把支部主题党日办实，红花套镇和王家畈镇先走一步，"
    "其他乡镇在年底以前跟上。市委组织部每个季度到村里看一次，看台账，也看群众满意不满意，问题当场指出来，限期改好。\n"
)


VILLAGES = ("横冲村", "老屋棚村", "杨村村", "鸡头山村", "十里铺村", "周家河村")
PARTS = [
    f"在{village}，支部把{number}户困难群众分到党员名下，逐户上门问需求，能办的当场办，办不了的记下来报到镇里，由镇里的专班"
    f"在第{number}周以前给一个说法，群众对{village}的这个做法是认可的，其他村可以学。\n"
    for number, village in enumerate(VILLAGES, 3)
]
ALL = "".join(PARTS)


def cleared(text: str) -> str:
    return clear_of(text).text


def test_a_clean_text_is_the_text_itself() -> None:
    clear = clear_of(HEAD + PROSE)
    assert clear.is_raw and clear.starts is None and clear.text is clear.raw


@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e"])
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert cleared(f"宜{hidden}都市委\n") == "宜都市委\n"


def test_other_spaces_and_line_ends_are_the_usual_ones() -> None:
    assert cleared("第一段\xa0第二段\u2028第三段\x0c") == "第一段 第二段\n第三段\n"


def test_full_width_digits_and_letters_are_narrow() -> None:
    assert cleared("２０２４年８月２４日，ＸＸ镇") == "2024年8月24日，XX镇"


def test_glyphs_named_by_their_radicals_are_characters() -> None:
    assert cleared("党建⼯作") == "党建工作"


TRADITIONAL = "同志們：今天召開全市基層黨建工作會議，總結經驗，部署任務。各鄉鎮要認真開展「雙五星」創建，乾部要帶頭。\n"


def test_a_traditional_text_reads_simplified_character_by_character() -> None:
    clear = clear_of(TRADITIONAL)
    assert (
        clear.text
        == "同志们：今天召开全市基层党建工作会议，总结经验，部署任务。各乡镇要认真开展“双五星”创建，干部要带头。\n"
    )
    assert clear.starts is None


def test_words_are_read_before_their_characters() -> None:
    assert "扭转乾坤" in cleared(TRADITIONAL + "我們要扭轉乾坤，書記答覆瞭解的情況。")
    assert "答复了解的情况" in cleared(TRADITIONAL + "我們要扭轉乾坤，書記答覆瞭解的情況。")


@pytest.mark.parametrize(
    "text",
    [
        "毕昇路社区和李喆同志的做法。\n" + PROSE,
        "乾县和於潜镇的同志介绍了经验。",
        "前人说：“後生可畏”，瞭望塔建在山上。",
    ],
)
def test_old_characters_in_a_simplified_text_stay(text: str) -> None:
    assert cleared(text) == text


def test_a_talk_in_the_other_script_is_read_and_the_rest_stays() -> None:
    text = HEAD + PROSE + "乾县的於潜同志来信。\n" + TRADITIONAL
    clear = clear_of(text)
    assert clear.text.startswith(HEAD + PROSE + "乾县的於潜同志来信。\n")
    assert "双五星" in clear.text


FEW = "县委书记陳國華主持会议，副书记张麗、劉偉到会，会上讲到「雙五星」创评和「后备干部」的培养。\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + PROSE * 2 + FEW + PROSE,
        HEAD + "陳國華\n張麗、劉偉\n" + PROSE,
        HEAD + PROSE + "陳國華\n張麗、劉偉\n",
        HEAD + "会议由陳國華主持。\n" + PROSE + "张麗说：「劉偉来了。」\n" + PROSE,
    ],
)
def test_traditional_names_in_a_simplified_text_stay_and_so_do_its_quotes(text: str) -> None:
    assert cleared(text) == text


def test_a_short_line_has_the_script_of_the_lines_beside_it() -> None:
    text = f"{HEAD}{PROSE}二、會議講話\n陳國華\n{TRADITIONAL}張麗\n{HEAD}{PROSE}"
    simplified = cleared(TRADITIONAL)
    assert cleared(text) == f"{HEAD}{PROSE}二、会议讲话\n陈国华\n{simplified}张丽\n{HEAD}{PROSE}"


def test_a_traditional_text_of_short_lines_is_read() -> None:
    lines = [TRADITIONAL[at : at + 12] for at in range(0, len(TRADITIONAL), 12)]
    assert cleared("\n".join(lines)).replace("\n", "") == cleared(TRADITIONAL).strip()


def test_names_keep_the_old_characters_that_they_have() -> None:
    said = "乾安縣、乾縣、氾水鎮、於潛鎮和濛江鄉的乾部到會，不得藉口鎮壓群眾。\n"
    wanted = "乾安县、乾县、氾水镇、於潜镇和濛江乡的干部到会，不得借口镇压群众。\n"
    assert cleared(TRADITIONAL + said) == cleared(TRADITIONAL) + wanted


@pytest.mark.parametrize(
    ("noisy", "wanted"),
    [
        ("会议在 2024 年 8 月 24 日召开。", "会议在 2024年8月24日召开。"),
        ("学习了第 20 次会议的精神。", "学习了第20次会议的精神。"),
        ("印发了宜发〔2024〕 3 号文件。", "印发了宜发〔2024〕3号文件。"),
        ("宜 都 市 委 召开会议。", "宜都市委召开会议。"),
        ("中共宜 都 市 委书记到会。", "中共宜都市委书记到会。"),
        ("宜 都 市 人 民 政 府", "宜都市人民政府"),
        ("宜都 市委和红花 套镇都派人来。", "宜都市委和红花套镇都派人来。"),
        ("这项工作由市委组织 部负责。", "这项工作由市委组织部负责。"),
        ("乐业县百坭 村第一书记来了。", "乐业县百坭村第一书记来了。"),
        ("第一书记，黄 文秀，到村里。", "第一书记，黄文秀，到村里。"),
        ("王　浩（2024年5月）", "王浩（2024年5月）"),
        ("县委书记李 强 副书记王 芳出席会议。", "县委书记李强 副书记王芳出席会议。"),
        ("参加会议的有王 明 李 华 张 伟等同志。", "参加会议的有王明 李华 张伟等同志。"),
        ("参加会议的有王 明 李 小华 张 伟。", "参加会议的有王明 李小华 张伟。"),
        ("罗联峰 王 明 李 华到会。", "罗联峰 王明 李华到会。"),
        ("要推进全 面 从 严 治党。", "要推进全面从严治党。"),
        ("请王 家 畈 镇 发言。", "请王家畈镇发言。"),
        ("党 委 副 书 记到会。", "党委副书记到会。"),
        ("推行“双五星”创评，双五 星创评有了成效。", "推行“双五星”创评，双五星创评有了成效。"),
    ],
)
def test_spaces_within_words_are_left_out(noisy: str, wanted: str) -> None:
    assert cleared(noisy) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "罗联峰 邹青松",
        "中共宜都市委书记 罗联峰",
        "书记 王 浩",
        "罗联峰 王 浩",
        "邹 松 王 浩",
        "一、 加强领导",
        "罗联峰 邹青松 于绍良到会。",
        "《中共中央 国务院关于加强基层治理体系建设的意见》对此有要求。",
        "一 二 三 四 五",
        "姓名 职务 电话",
    ],
)
def test_spaces_that_part_things_stay(text: str) -> None:
    assert cleared(text) == text


def test_a_text_full_of_stray_spaces_loses_those_of_its_sentences() -> None:
    noisy = "今天 的会议 总结上半年 的工作，安 排下半 年的任务。宜都市 各乡镇 要把支部 主题党日 办实，红花套 镇先走 一步。\n"
    assert cleared(noisy + "罗联峰 邹青松\n") == noisy.replace(" ", "") + "罗联峰 邹青松\n"


@pytest.mark.parametrize("width", [20, 30, 40])
def test_lines_broken_at_a_width_are_one(width: int) -> None:
    wrapped = [part[at : at + width].strip() for part in PARTS for at in range(0, len(part), width)]
    assert cleared(HEAD + "\n".join(wrapped)) == HEAD + ALL.rstrip()


def test_paragraphs_of_a_wrapped_text_stay_apart() -> None:
    lines = [line for part in PARTS for line in (f"　　{part[:34]}", part[34:70], part[70:].rstrip("。\n"))]
    text = cleared("\n".join(lines))
    assert text.split("\n") == ["　　" + part.rstrip("。\n") for part in PARTS]


def test_a_form_feed_is_the_end_of_a_page_and_no_blank_line() -> None:
    lines = [part[at : at + 30].strip() for part in PARTS for at in range(0, len(part), 30)]
    pages = ["\n".join(lines[at : at + 7]) + "\n" for at in range(0, len(lines), 7)]
    assert cleared(HEAD + "\x0c".join(pages)) == HEAD + ALL


def test_headings_of_like_length_are_no_wrapped_text() -> None:
    text = "".join(f"{number}、坚持党建引领基层治理着力筑牢战斗堡垒\n{PROSE}" for number in "一二三四五六")
    assert cleared(text) == text


@pytest.mark.parametrize("number", ["第{}页", "- {} -", "—{}—", "第 {} 页 共 9 页", "{}/9", "{}"])
def test_page_numbers_are_left_out_and_the_sentence_is_whole(number: str) -> None:
    broken = "".join(f"{part[:30]}\n{number.format(page)}\n\n{part[30:]}" for page, part in enumerate(PARTS, 1))
    assert cleared(HEAD + broken) == HEAD + ALL


@pytest.mark.parametrize("number", ["- {} -\n", "\x0c"])
def test_running_heads_are_left_out_but_the_title_stays(number: str) -> None:
    title = "基层党建工作资料汇编"
    body = "".join(f"{part[:40]}\n{title}\n{number.format(page)}{part[40:]}" for page, part in enumerate(PARTS, 1))
    assert cleared(f"{title}\n{HEAD}{body}") == f"{title}\n{HEAD}{ALL}"


@pytest.mark.parametrize("head", ["汇编 第 {} 页", "{} · 党建工作汇编"])
def test_running_heads_that_count_the_pages_are_left_out(head: str) -> None:
    broken = "".join(f"{part[:40]}\n{head.format(page)}\n{part[40:]}" for page, part in enumerate(PARTS, 1))
    assert cleared(HEAD + broken) == HEAD + ALL


@pytest.mark.parametrize(
    "lines",
    [
        ("2018", "2019", "2020"),
        ("2018年", "2019年", "2020年"),
        ("1月", "2月", "3月"),
        ("红花套镇", "红花套镇", "红花套镇"),
        ("3/9",),
        ("3/9", "1/2", "4/5"),
    ],
)
def test_years_shares_and_places_in_lines_of_their_own_stay(lines: tuple[str, ...]) -> None:
    ended = HEAD + "".join(f"{line}\n{part}" for line, part in zip(lines, PARTS, strict=False))
    assert cleared(ended) == ended


@pytest.mark.parametrize("line", ["2018", "3/9", "红花套镇"])
def test_a_line_that_comes_again_without_a_page_stays_after_lines_without_a_stop(line: str) -> None:
    listed = HEAD + "".join(f"{line}\n{part[:70].rstrip('，。')}\n" for part in PARTS[:3])
    assert cleared(listed) == listed


def test_the_lines_of_a_talk_that_comes_several_times_are_no_running_heads() -> None:
    wrapped = "".join(f"{part[:36]}\n{part[36:72]}\n{part[72:]}" for part in PARTS)
    assert cleared(wrapped * 3) == ALL * 3


def test_what_is_said_again_is_no_running_head() -> None:
    text = "".join(f"{PROSE}（全场鼓掌）\n" for _ in range(5))
    assert cleared(text) == text


@pytest.mark.parametrize(
    "notice",
    [
        "本文系邮箱投稿，请勿转载",
        "更多材料请加微信 abc123",
        "内部资料 注意保存",
        "来源：宜昌日报",
        "责编：李国华",
        "编辑丨王浩",
    ],
)
def test_notices_between_paragraphs_are_left_out(notice: str) -> None:
    assert cleared(f"{HEAD}{PROSE}{notice}\n{PROSE}") == HEAD + PROSE * 2


def test_a_notice_between_two_sentences_is_left_out() -> None:
    assert cleared(f"{PROSE[:-1]}（本文系邮箱投稿）今年要抓好落实。\n") == f"{PROSE[:-1]}今年要抓好落实。\n"


@pytest.mark.parametrize(
    "said",
    [
        "更多资料请到宜都市委组织部领取。",
        "本文由宜都市委组织部整理，红花套镇党委书记李明审定。",
        "（本文来自于人民群众的实践）",
        "本文来自基层的探索。",
        "更多材料请向网格员领取。",
    ],
)
def test_what_a_talk_says_of_itself_is_no_notice(said: str) -> None:
    assert cleared(f"{HEAD}{PROSE}{said}\n{PROSE}") == f"{HEAD}{PROSE}{said}\n{PROSE}"
    assert cleared(f"{PROSE[:-1]}{said}今年要抓好落实。\n") == f"{PROSE[:-1]}{said}今年要抓好落实。\n"


@pytest.mark.parametrize(
    "notice",
    [
        "更多资料请关注公众号示例库。",
        "更多材料请到示例网下载！",
        "本文由网友整理提供，请勿转载。",
        "（本文来源于网络）",
        "本文来自示例网。",
        "（更多材料请加微信abc123）",
    ],
)
def test_notices_that_name_a_site_are_left_out_wherever_they_stand(notice: str) -> None:
    assert cleared(f"{HEAD}{PROSE}{notice}\n{PROSE}").replace("\n\n", "\n") == HEAD + PROSE * 2
    assert cleared(f"{PROSE[:-1]}{notice}今年要抓好落实。\n") == f"{PROSE[:-1]}今年要抓好落实。\n"


def test_a_table_of_contents_is_left_out() -> None:
    contents = "目录\n一、抓好支部主题党日…………3\n二、加强督查........12\n"
    assert cleared(f"汇编说明一则\n{contents}{HEAD}{PROSE}") == f"汇编说明一则\n{HEAD}{PROSE}"


NOISE = st.sampled_from(
    [" ", "\u3000", "\n", "\u200b", "\u00ad", "\xa0", "- 3 -\n", "第3页\n", "２", "會", "\r\n", "。"]
)


@given(
    st.lists(
        st.one_of(NOISE, st.text(max_size=8), st.sampled_from([PROSE, HEAD, TRADITIONAL, "宜 都 市"])), max_size=30
    )
)
def test_every_character_leads_back_to_where_it_stood(pieces: list[str]) -> None:
    raw = "".join(pieces)
    clear = clear_of(raw)
    places = range(len(raw)) if clear.starts is None else clear.starts
    assert len(places) == len(clear.text)
    assert all(before < after for before, after in zip(places, [*places][1:], strict=False))
    for start, end in zip(range(0, len(clear.text), 3), range(2, len(clear.text), 3), strict=False):
        first, last = clear.back(start, end)
        assert 0 <= first < last <= len(raw)
        assert clear.forward(first, last) == (start, end)
    spans = clear.raw_sentences.spans
    assert all(0 <= start <= end <= len(raw) for start, end in spans)
    assert list(clear.raw_sentences.starts) == sorted(clear.raw_sentences.starts)


NAMED = "宜都市的做法得到认可，宜都在会上发言，邹青松作了介绍，邹青松说，要治理好村庄。\n"


@pytest.mark.parametrize(
    ("noisy", "wanted"),
    [
        ("湖北省宣都市委书记到会。", "湖北省宜都市委书记到会。"),
        ("8月16曰，宣都承办会议。", "8月16日，宜都承办会议。"),
        ("巿委组织部下发通知。", "市委组织部下发通知。"),
        ("落实全面从严冶党的要求。", "落实全面从严治党的要求。"),
    ],
)
def test_characters_that_only_look_like_others_are_read_as_those(noisy: str, wanted: str) -> None:
    clear = clear_of(NAMED + noisy)
    assert clear.text == NAMED + wanted and clear.starts is None
    assert {clear.text[at] for at in clear.guessed} == {
        new for old, new in zip(noisy, wanted, strict=True) if old != new
    }


@pytest.mark.parametrize(
    "text",
    [
        "宣传部和宣讲团到会，冶金厂也来了。",
        "人士、勇士和院士一起座谈。",
        "子曰：学而时习之。",
        "杜家村的杜宣同志到会。",
        "郡县治，天下安。",
    ],
)
def test_characters_that_are_meant_stay(text: str) -> None:
    assert cleared(NAMED + text) == NAMED + text


@pytest.mark.parametrize(
    "piece", ["宣 ", "书记王 明 ", "宜 都", "乾坤會", "第1页\n", "本文系", "（更多材料", "一 ", "\u200b　", "宣都冶士"]
)
def test_long_texts_of_one_piece_take_no_longer_than_their_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        started = perf_counter()
        clear_of.__wrapped__(text)
        return perf_counter() - started

    seconds(1000)
    assert seconds(200_000) < 40 * seconds(20_000) + 1
