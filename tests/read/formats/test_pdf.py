"""PDF files: paragraphs without the typesetter's line ends, pages, and nothing that pages only repeat."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Problem
from kg.read.files import document_of
from kg.read.formats import text_of
from kg.read.formats.model import Extracted
from kg.read.pages import page_at
from kg.read.split import split
from tests.passages import read
from tests.read.formats.made import BODY, TALK, Put, pdf, typeset

ENCRYPT = f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{'ab' * 32}> /U <{'cd' * 32}> /P -4 >>"


def extracted(data: bytes) -> Extracted:
    found = text_of("a.pdf", data)
    assert isinstance(found, Extracted), found
    return found


def lines(*texts: str, x: float = 50, top: float = 750, size: float = 14) -> list[Put]:
    return [Put(x, top - 24 * number, text, size) for number, text in enumerate(texts)]


def test_the_same_names_as_in_the_text_file(corpus: Path) -> None:
    plain = next(corpus.glob("01-*.txt")).read_text(encoding="utf-8")
    found = extracted(pdf(typeset(plain, head="宜都市党建资料汇编")))
    assert found.text.splitlines() == [line for line in plain.splitlines() if line]
    from_text, from_pdf = read(plain), read(found.text)
    assert [(m.surface, m.type) for m in from_pdf.mentions] == [(m.surface, m.type) for m in from_text.mentions]


def test_pages_are_told_by_offset() -> None:
    pages = typeset(f"{BODY * 30}\n第二段在后。\n", head="资料汇编")
    found = extracted(pdf(pages))
    assert len(found.pages) == len(pages) > 1 and found.pages[0] == 0
    for number, page in enumerate(pages, 1):
        words = next(put.text.strip() for put in page if put.size == 14)
        start = found.text.index(words, found.pages[number - 1])
        assert page_at(found.pages, start) == number and start == found.pages[number - 1]
    assert page_at(found.pages, len(found.text) - 3) == len(pages)
    assert page_at((), 5) is None


def test_a_compilation_splits_into_talks() -> None:
    text = "".join(f"第{n}篇：在{n}会议上的讲话\n（2023年5月6日）\n同志们：\n{BODY * 6}\n" for n in "一二三")
    document, problems = document_of("汇编.pdf", pdf(typeset(text, head="讲话汇编", lines=20)))
    assert document is not None and problems == []
    assert [speech.title for speech in split(document)] == [f"在{n}会议上的讲话" for n in "一二三"]


@pytest.mark.parametrize(
    "number", ["3", "- 3 -", "— 3 —", "第 3 页", "第3页 共10页", "3 / 10", "·3·", "第三页", "— iv —"]
)
def test_a_page_number_is_left_out(number: str) -> None:
    page = [*lines("　　" + BODY[:30], BODY[:20]), Put(280, 40, number, 10)]
    assert extracted(pdf([page])).text == f"{BODY[:30]}{BODY[:20]}\n"


@pytest.mark.parametrize("last", ["2023年5月6日", "一", "谢谢大家！", "20个村"])
def test_a_last_line_that_is_no_page_number_stays(last: str) -> None:
    page = [*lines("　　" + BODY[:30]), Put(280, 40, last)]
    assert extracted(pdf([page])).text.endswith(f"\n{last}\n")


def test_running_heads_of_left_and_right_pages_are_left_out() -> None:
    pages = []
    for number in range(6):
        head = "宜都市党建资料汇编" if number % 2 else "领导讲话选"
        pages.append(
            [
                Put(200, 800, head, 10),
                *lines(*(f"　　第{7 * number % 10}组{'的' * 9 * n}第{n}件事要办好。" for n in range(3))),
            ]
        )
    text = extracted(pdf(pages)).text
    assert "汇编" not in text and "讲话选" not in text and text.count("\n") == 18


def test_a_running_head_that_counts_the_pages_is_left_out() -> None:
    pages = [
        [
            *lines(f"　　第{'甲乙丙丁'[n]}件事。", f"　　{'甲乙丙丁'[n]}事之后。"),
            Put(60, 60, f"宜都党建 2023年第4期 {n + 17}", 10),
        ]
        for n in range(4)
    ]
    assert "2023" not in extracted(pdf(pages)).text


def test_a_title_that_several_talks_share_is_no_running_head() -> None:
    pages = [[*lines("在会议上的讲话", x=200, top=750 - 24 * n), *lines(f"　　第{n}件事。", top=600)] for n in range(4)]
    assert extracted(pdf(pages)).text.count("在会议上的讲话") == 4


def test_a_watermark_aslant_is_left_out() -> None:
    pages = [[Put(150, 300, "内部资料", 40, 45), *lines("　　正文在此。")], [*lines("　　还有一页。")]]
    assert extracted(pdf(pages)).text == "正文在此。\n还有一页。\n"


def test_a_watermark_across_pages_is_left_out() -> None:
    pages = [
        [
            *lines(*(f"　　第{7 * n}组第{i}件。" for i in range(5))),
            Put(200, 400, "本文系邮箱投稿", 20),
            *lines("尾一", "尾二", top=200),
        ]
        for n in range(5)
    ]
    text = extracted(pdf(pages)).text
    assert "投稿" not in text and text.count("第") == 50


def test_forms_that_repeat_a_page_whole_are_kept() -> None:
    page = lines(*(f"　　{name}：" for name in ("姓名", "职务", "单位", "住址", "电话", "事项", "意见", "备注")))
    assert extracted(pdf([page] * 4)).text.count("住址") == 4


def test_a_page_on_its_side_is_read() -> None:
    page = [Put(100 + 24 * number, 100, f"　　第{number}件事。", 14, 90) for number in range(3)]
    assert extracted(pdf([page])).text == "第0件事。\n第1件事。\n第2件事。\n"


def test_columns_are_read_one_after_the_other() -> None:
    left = lines("　　左栏的一段话从这里开始写", "一直写到这一栏的最末尾这里还", "没有写完，要接着写到右边", top=740)
    right = lines("去，这才写完了这一段全部的话", "　　右栏的第二段", x=320, top=740)
    assert extracted(pdf([[*left, *right]])).text.splitlines()[-1] == "右栏的第二段"


def test_words_broken_by_a_hyphen_are_whole_again() -> None:
    page = lines("The committee will imple-", "ment the plan and report", "to the assembly this year")
    assert "implement the plan and report to the" in extracted(pdf([page])).text


def test_a_larger_line_is_a_paragraph_of_its_own() -> None:
    page = [
        Put(50, 750, "在全市党建工作会议上的重要讲话内容", 24),
        *lines("正文第一行写满了这一整行的字一共是二十八个字左右差不多", "续行。", top=700),
    ]
    assert extracted(pdf([page])).text.splitlines()[0] == "在全市党建工作会议上的重要讲话内容"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x", "不是完整的 PDF 文件"),
        (pdf([lines("正文")])[:-400], "不是完整的 PDF 文件"),
        (b"%PDF-1.7\n%%EOF", "不是完整的 PDF 文件"),
        (pdf([lines("正文")], trailer=ENCRYPT), "已加密"),
        (pdf([[], []], picture=True), "没有文字层（扫描件）"),
        (pdf([[Put(280, 40, f"— {n} —")] for n in range(3)], picture=True), "没有文字层（扫描件）"),
        (pdf([]), "不是完整的 PDF 文件"),
        (pdf([lines("\ue000\ue001\ue002")]), "字体没有文字编码"),
    ],
)
def test_what_cannot_be_read_is_a_problem(data: bytes, said: str) -> None:
    problem = text_of("甲/a.pdf", data)
    assert isinstance(problem, Problem) and (problem.file, problem.stage) == ("甲/a.pdf", "read")
    assert said in problem.zh and problem.en.isascii()


def test_pages_that_are_pictures_are_named() -> None:
    found = extracted(pdf([lines("　　正文"), [], []], picture=True))
    (flaw,) = found.flaws
    assert (flaw.zh, flaw.en) == ("第 2、3 页只有图像，没有文字层", "page 2, 3 is a picture without a text layer")
    _, problems = document_of("a.pdf", pdf([lines(TALK), []], picture=True))
    assert [(problem.file, problem.zh) for problem in problems] == [("a.pdf", "第 2 页只有图像，没有文字层")]


@pytest.mark.parametrize("count", [10**9, -1])
def test_a_page_count_that_lies_does_no_harm(count: int) -> None:
    found = text_of("a.pdf", pdf([lines("正文")], count=count))
    assert isinstance(found, Problem) or found.text == "正文\n"


def test_too_many_pages_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.formats.pdf.PAGES", 3)
    problem = text_of("a.pdf", pdf([lines("正文")] * 4))
    assert isinstance(problem, Problem) and "超过 3 页" in problem.zh
