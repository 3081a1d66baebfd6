"""Word files: what a reader of the page reads, in its order, and titles that split a compilation."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK

from kg.model import Problem
from kg.read.files import document_of
from kg.read.formats import text_of
from kg.read.formats.model import Extracted
from kg.read.formats.numbering import chinese, written
from kg.read.split import split
from tests.passages import read
from tests.read.formats.made import BODY, TALK, with_part, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "word/document.xml"
SHOWN = '<w:rPr><w:vanish w:val="0"/></w:rPr>'


def text(data: bytes, name: str = "a.docx") -> str:
    found = text_of(name, data)
    assert isinstance(found, Extracted), found
    return found.text


def body(inner: str) -> str:
    """The text of a Word file whose body is the given markup."""
    made = word("x")
    return text(with_part(made, MAIN, lambda old: old.replace(old[old.index("<w:p>") : old.index("<w:sectPr")], inner)))


def run(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def test_the_same_names_as_in_the_text_file(corpus: Path) -> None:
    plain = next(corpus.glob("01-*.txt")).read_text(encoding="utf-8")
    from_text, from_word = read(plain), read(text(word(plain)))
    assert [(m.surface, m.type) for m in from_word.mentions] == [(m.surface, m.type) for m in from_text.mentions]
    assert len(from_text.mentions) > 50
    assert from_word.facts() == from_text.facts()


def test_a_compilation_splits_at_its_headings() -> None:
    titles = ["牢记使命勇担当", "凝心聚力抓落实", "在乙会议上的讲话"]

    def make(document: Document) -> None:
        for title in titles:
            document.add_heading(title, 1)
            document.add_paragraph("（2023年5月6日）")
            document.add_paragraph("同志们：")
            document.add_heading("总体要求", 2)
            document.add_paragraph(BODY * 4)
            document.add_heading("一、主要成绩", 1)
            document.add_paragraph(BODY)

    document, problems = document_of("汇编.docx", word(make))
    assert document is not None and problems == []
    speeches = split(document)
    assert [speech.title for speech in speeches] == titles
    assert all("主要成绩" in document.text[speech.start : speech.end] for speech in speeches)


def test_sections_under_headings_of_the_first_level_stay_one_talk() -> None:
    def make(document: Document) -> None:
        document.add_paragraph("在全市党建工作会议上的讲话")
        document.add_paragraph("同志们：")
        for section in ("主要成绩", "存在不足", "下步打算"):
            document.add_heading(section, 1)
            document.add_paragraph(BODY * 3)

    document, _ = document_of("a.docx", word(make))
    assert document is not None
    assert [speech.title for speech in split(document)] == ["在全市党建工作会议上的讲话"]


def test_rows_cells_and_what_is_in_them_are_read_in_order() -> None:
    def make(document: Document) -> None:
        document.add_paragraph("表前")
        table = document.add_table(rows=2, cols=2)
        for number, name in enumerate(("项目", "地点", "双五星", "宜都市")):
            table.cell(number // 2, number % 2).text = name
        table.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "枝城镇"
        document.add_paragraph("表后")

    assert text(word(make)) == "表前\n项目\t地点\n双五星\t宜都市 枝城镇\n表后\n"


def test_a_frame_of_one_cell_keeps_its_paragraphs() -> None:
    def make(document: Document) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "在甲会议上的讲话"
        cell.add_paragraph("同志们：")

    assert text(word(make)) == "在甲会议上的讲话\n同志们：\n"


def test_breaks_tabs_and_characters_that_nobody_sees() -> None:
    def make(document: Document) -> None:
        words = document.add_paragraph().add_run("宜\u200b都\u00ad市\ufeff\t⼯作\xa0会")
        words.add_break(WD_BREAK.LINE)
        words.add_text("第二行")

    assert text(word(make)) == "宜都市\t工作 会\n第二行\n"


def test_headers_and_footers_are_left_out() -> None:
    def make(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "内部资料"
        document.sections[0].footer.paragraphs[0].text = "第1页"
        document.add_paragraph("正文")

    assert text(word(make)) == "正文\n"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            f"<w:p>{run('甲')}<w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins>{run('丙')}</w:ins></w:p>",
            "甲丙\n",
        ),
        (f"<w:p><w:moveFrom>{run('甲')}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo></w:p>", "乙\n"),
        (f"<w:p>{run('甲', '<w:rPr><w:vanish/></w:rPr>')}{run('乙')}</w:p>", "乙\n"),
        (f"<w:p>{run('甲', SHOWN)}</w:p>", "甲\n"),
        (f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag></w:p>", "甲乙\n"),
        (f"<w:sdt><w:sdtContent><w:p>{run('甲')}</w:p></w:sdtContent></w:sdt>", "甲\n"),
        (
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
            f"<w:sdtContent><w:p>{run('目录')}</w:p></w:sdtContent></w:sdt><w:p>{run('乙')}</w:p>",
            "乙\n",
        ),
        (
            "<w:p><w:r><w:instrText> PAGEREF _Toc123 \\h </w:instrText></w:r>"
            f"{run('第一篇 3')}</w:p><w:p>{run('乙')}</w:p>",
            "乙\n",
        ),
        (
            f"<w:p><w:ruby><w:rt>{run('yí')}</w:rt><w:rubyBase>{run('宜')}</w:rubyBase></w:ruby>{run('都')}</w:p>",
            "宜都\n",
        ),
        (
            f"<w:p>{run('甲')}<w:r><w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent></w:r>{run('乙')}</w:p>",
            "甲乙\n框\n",
        ),
    ],
)
def test_what_the_page_shows_is_read(inner: str, expected: str) -> None:
    assert body(inner) == expected


def numbered(*levels: tuple[str, str]) -> bytes:
    """A Word file with one list of these levels (numeral, text), and a paragraph at each of 0, 1, 1, 0."""
    definition = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{said}"/></w:lvl>'
        for number, (kind, said) in enumerate(levels)
    )
    part = f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{definition}</w:abstractNum>'
    part += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'

    def make(document: Document) -> None:
        for number, level in enumerate((0, 1, 1, 0)):
            properties = document.add_paragraph(f"段{number}")._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = 1
            properties.get_or_add_ilvl().val = level

    return with_part(word(make), "word/numbering.xml", lambda old: part)


def test_numbers_that_word_counts_are_written_out() -> None:
    assert text(numbered(("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"))) == (
        "一、段0\n（一）段1\n（二）段2\n二、段3\n"
    )
    assert text(numbered(("decimal", "%1."), ("decimal", "%1.%2"))) == "1.段0\n1.1 段1\n1.2 段2\n2.段3\n"
    assert text(numbered(("bullet", ""), ("lowerLetter", "%2)"))) == "段0\na)段1\nb)段2\n段3\n"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (105, "一百〇五"),
        (110, "一百一十"),
        (1000, "一千"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert chinese(number) == words


def test_numerals_of_other_kinds() -> None:
    kinds = ("chineseLegalSimplified", "ideographTraditional", "decimalEnclosedCircle", "upperRoman", "ordinal")
    assert [written(4, kind) for kind in kinds] == ["肆", "丁", "④", "IV", "4"]
    assert written(99, "decimalEnclosedCircle") == "99"


def test_a_footnote_stands_after_the_paragraph_that_refers_to_it() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p>{run("线")}</w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("指双五星")}</w:p></w:footnote></w:footnotes>'
    )
    made = word("甲\n乙")
    made = with_part(
        made,
        MAIN,
        lambda old: old.replace("甲</w:t></w:r>", '甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'),
    )
    made = with_part(made, "word/settings.xml", lambda old: notes)
    made = with_part(
        made,
        "word/_rels/document.xml.rels",
        lambda old: old.replace("relationships/settings", "relationships/footnotes"),
    )
    assert text(made) == "甲\n注：指双五星\n乙\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x", "不是完整的 Word 文件（BadZipFile）"),
        (word(TALK)[:-200], "不是完整的 Word 文件（BadZipFile）"),
        (with_part(word("x"), MAIN, lambda old: old[:-30]), "不是完整的 Word 文件（XMLSyntaxError）"),
        (
            with_part(word("x"), "[Content_Types].xml", lambda old: old.replace("wordprocessingml", "sheet")),
            "Word 文件",
        ),
        (with_part(word("x"), MAIN, lambda old: old + " " * 90_000_000), "压缩比异常，可能是压缩炸弹"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "已加密，请先解密",
        ),
        (b"", "文件为空"),
    ],
)
def test_what_cannot_be_read_is_a_problem(data: bytes, said: str) -> None:
    problem = text_of("甲/a.docx", data)
    assert isinstance(problem, Problem)
    assert (problem.file, problem.stage) == ("甲/a.docx", "read")
    assert said in problem.zh and problem.en.isascii()


def test_entities_of_xml_are_not_unfolded() -> None:
    folds = [f'<!ENTITY {after} "{20 * ("&" + before + ";")}">' for before, after in pairwise("abcdefgh")]
    bomb = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈">' + "".join(folds)
    made = with_part(
        word("x"), MAIN, lambda old: old.replace("<w:document", f"{bomb}]><w:document", 1).replace(">x<", ">&h;<")
    )
    found = text_of("a.docx", made)
    assert isinstance(found, Problem) or "哈" not in found.text


def test_a_paragraph_whose_end_was_taken_away_goes_on_in_the_next() -> None:
    joined = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('上段')}</w:p><w:p>{run('下段')}</w:p>"
    assert body(f"{joined}<w:p>{run('后')}</w:p>") == "上段下段\n后\n"


def test_columns_made_by_a_table_are_read_one_after_the_other() -> None:
    cells = "".join(
        "<w:tc>" + "".join(f"<w:p>{run(f'{side}{number}')}</w:p>" for number in range(4)) + "</w:tc>" for side in "左右"
    )
    assert body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>").split() == [f"{side}{n}" for side in "左右" for n in range(4)]


def test_the_head_of_an_official_document_set_by_tables() -> None:
    rows = f"<w:tr><w:tc><w:p>{run('中共宜都市委')}</w:p></w:tc><w:tc><w:p>{run('文件')}</w:p></w:tc></w:tr>"
    rows += f"<w:tr><w:tc><w:p>{run('都发〔2024〕3号')}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    said = "".join(f"<w:p>{run(line)}</w:p>" for line in TALK.splitlines())
    assert body(f"<w:tbl>{rows}</w:tbl>{said}") == f"中共宜都市委\t文件\n都发〔2024〕3号\n{TALK}"
