"""Pages: the talk, without what the site puts around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Problem
from kg.read.files import document_of
from kg.read.formats import text_of
from kg.read.formats.model import Extracted
from kg.read.formats.web import all_lines
from kg.read.split import split
from tests.passages import read
from tests.read.formats.made import BODY

MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("首页", "政务公开", "领导讲话", "互动交流"))
TITLE = "在全市党建工作会议上的讲话"
SAID = (
    "（2024年8月24日）",
    "宜都市委书记　罗联峰",
    "　　同志们：",
    f"　　{BODY}",
    "　　一、提高站位。抓好“双五星”创评活动。",
    "　　谢谢大家！",
)


def page(inner: str, *, charset: str = "utf-8", title: str = "讲话") -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title>
<style>p {{}}</style></head><body>
<div class="header"><ul class="nav">{MENU}</ul></div>{inner}
<script>document.write("看不见")</script>
<div class="footer">主办：宜都市人民政府办公室 版权所有 鄂ICP备05001234号</div></body></html>"""


def site(paragraphs: tuple[str, ...] | list[str] = SAID, heading: str = f"<h1>{TITLE}</h1>") -> str:
    said = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<div class="main">{heading}<div class="info">来源：市委办 发布时间：2024-08-25 浏览次数：1024</div>'
        f'<div class="TRS_Editor">{said}</div><div class="share">分享到：<a>微信</a></div>'
        "<div>上一篇：<a href=1>关于印发</a></div><div>下一篇：<a href=2>另一篇讲话</a></div></div>"
    )


def text(data: bytes, name: str = "a.html") -> str:
    found = text_of(name, data)
    assert isinstance(found, Extracted), found
    return found.text


def test_the_talk_is_read_and_nothing_around_it() -> None:
    document, problems = document_of("a.html", page(site()).encode())
    assert document is not None and problems == [] and document.encoding == "html"
    for noise in ("首页", "政务公开", "浏览次数", "分享", "上一篇", "下一篇", "ICP", "看不见"):
        assert noise not in document.text
    (speech,) = split(document)
    assert (speech.title, speech.speaker, speech.position) == (TITLE, "罗联峰", "宜都市委书记")
    assert speech.date is not None and speech.date.iso == "2024-08-24"
    assert document.text.rstrip().endswith("谢谢大家！")


def test_the_same_names_as_in_the_text_file(corpus: Path) -> None:
    plain = next(corpus.glob("01-*.txt")).read_text(encoding="utf-8")
    heading, *paragraphs = [line for line in plain.splitlines() if line.strip()]
    from_page = read(text(page(site(paragraphs, f"<h1>{heading}</h1>")).encode()))
    names = [(m.surface, m.type) for m in read(plain).mentions]
    assert [(m.surface, m.type) for m in from_page.mentions] == names and len(names) > 50


@pytest.mark.parametrize(
    ("codec", "charset"), [("gbk", "gb2312"), ("gbk", "utf-8"), ("utf-8", "gb2312"), ("utf-16", "x")]
)
def test_whatever_the_page_says_of_its_encoding(codec: str, charset: str) -> None:
    assert BODY in text(page(site(), charset=charset).encode(codec))


def test_a_page_in_big5_says_so() -> None:
    said = ["各位同志：今天的會議總結前一階段的工作，安排下一階段的任務，要抓好落實。"] * 9
    assert said[0] in text(page(site(said), charset="big5").encode("big5", "replace"))


def test_a_page_laid_out_by_a_table() -> None:
    said = "<br>".join(f"&nbsp;&nbsp;{paragraph}" for paragraph in SAID)
    inner = (
        f"<table><tr><td><a href=1>目次</a><br><a href=2>述职</a></td><td><b>{TITLE}</b><br>{said}</td></tr></table>"
    )
    lines = text(page(inner).encode()).splitlines()
    assert lines[0] == TITLE and "谢谢大家！" in lines and not any("述职" in line for line in lines)


def test_a_table_is_read_row_by_row() -> None:
    table = "<table><tr><th>项目</th><th>地点</th></tr><tr><td>双五星</td><td>宜都市</td></tr></table>"
    assert "项目\t地点\n双五星\t宜都市\n" in text(
        page(f"<article><h1>{TITLE}</h1><p>{BODY}</p>{table}<p>{BODY}</p></article>").encode()
    )


def test_the_title_of_the_page_is_taken_where_the_text_lacks_one() -> None:
    lines = text(page(site(heading=""), title=f"{TITLE}_宜都市人民政府").encode()).splitlines()
    assert lines[0] == TITLE
    assert TITLE not in text(page(site(heading=""), title="领导讲话栏目").encode())


def test_a_compilation_splits_at_its_headings() -> None:
    inner = "".join(f"<h2>牢记使命之{n}</h2><p>（2023年5月6日）</p><p>同志们：</p><p>{BODY * 4}</p>" for n in "一二三")
    document, _ = document_of("a.html", page(f"<article>{inner}</article>").encode())
    assert document is not None
    assert [speech.title for speech in split(document)] == ["牢记使命之一", "牢记使命之二", "牢记使命之三"]


@pytest.mark.parametrize("data", [b"<html><body></body></html>", b"<html>", b"\x00\x01\x02", b"<!-- -->", b"<p></p>"])
def test_a_page_without_a_text_is_a_problem(data: bytes) -> None:
    problem = text_of("a.html", data)
    assert isinstance(problem, Problem) and problem.file == "a.html" and problem.en.isascii()


@pytest.mark.parametrize("name", ["a.doc", "a.htm", "a.wps"])
def test_a_page_by_another_name_is_read_as_a_page(name: str) -> None:
    found = text_of(name, b"\xef\xbb\xbf\n" + page(site()).encode())
    assert isinstance(found, Extracted) and found.encoding == "html" and BODY in found.text


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("首页", f"<h1>{TITLE}</h1>"),
        ("首页", f"<h2 class='t'><span>{TITLE}</span></h2>"),
        (f"{TITLE}-宜都市人民政府", "<div class=t></div>"),
        (f"罗联峰：{TITLE}-宜都市人民政府", f"<h1>{TITLE}</h1>"),
    ],
)
def test_a_title_above_the_text_is_kept_once(title: str, heading: str) -> None:
    menu = "<table><tr><td><a href=/>首页</a></td></tr></table>"
    said = "".join(f"<p>&emsp;&emsp;{n}，{BODY}</p>" for n in range(3))
    inner = f"{menu}<div class=article>{heading}<p>&emsp;&emsp;同志们：</p>{said}<p>（责任编辑：某某）</p></div>"
    lines = text(page(inner, charset="gb2312", title=title).encode("gb18030")).splitlines()
    assert lines == [TITLE, "同志们：", *(f"{n}，{BODY}" for n in range(3))]


def test_characters_beyond_gb2312_in_a_page_that_says_gb2312() -> None:
    assert "朱镕基䶮" in text(page(site([*SAID, "朱镕基䶮"]), charset="gb2312").encode("gb18030"))


def test_all_words_of_a_page_without_a_main_text() -> None:
    markup = "<div>同志们：<b>好</b></div><!-- 注 --><style>p{}</style><div>甲<br>乙</div><script>x<y</script>尾"
    assert all_lines(markup) == ["同志们：好", "甲", "乙", "尾"]
    assert all_lines("") == []
