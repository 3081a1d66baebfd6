"""Pages (.html): the main text by trafilatura, without menus, invitations to share and what stands around it."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from typing import Any

from kg.read.formats.charset import text_in
from kg.read.formats.clean import joined, visible
from kg.read.formats.headings import FRAMED, Paragraph, marked
from kg.read.formats.model import Extracted, Unreadable, reading
from kg.read.patterns import TITLE_END

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,300})</title", re.IGNORECASE)
_HEADED = re.compile(r"<h([12])\b[^>]{0,200}>(.{1,300}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,400}>")
_SITE = re.compile(r"[_|｜]|\s[-–—]+\s|-{2,}|(?<=[话辞词言稿告])-")
# What stands above and below the text on a page of a site, and is left where it is laid out like the text.
_ABOVE = re.compile(r"(?:网站|返回)?首页|(?:您|你)?(?:现在|当前)?的?位置[:：]|当前位置")
_BELOW = re.compile(
    r"[(（【\[]?(?:责任)?编辑[:：]|(?:上一[篇条页]|下一[篇条页])[:：]?|(?:分享到?|扫一扫|相关(?:阅读|链接|文章|新闻))[:：]?|【?(?:打印(?:本页)?|关闭(?:窗口)?|返回顶部)】?|版权所有|"
    r"(?:主办|承办|技术支持)[:：]|[^，。]{0,6}ICP备"
)
# 来源：… 发布时间：… 浏览次数：…, as sites set it between title and text.
_SOURCE = re.compile(
    r"(?=.{0,60}(?:浏览|点击|阅读)(?:次数|量)?[:：]|.{0,60}(?:发布|更新)(?:时间|日期)[:：])[^。]{0,160}$"
)
_BLOCKS = ("p", "head", "item", "quote", "code", "row", "list", "table", "div", "ab", "fw")
TAGS = 50_000  # what more of them take is time
SHORT = 6  # 讲话, 领导讲话: what a site calls a column, and not a talk
BROKEN = ("不是可读的网页", "is no page that can be read")


def read_page(data: bytes, named: str | None = None) -> Extracted:
    """The main text of a page; `named` is the encoding that a mail gives for it. Unreadable where there is none."""
    declared = _CHARSET.search(data[:4096])
    markup = text_in(data, named or (declared[1].decode("ascii", "replace") if declared else None))
    lines = page_lines(markup)
    if not lines:
        raise Unreadable("网页中没有正文", "the page has no main text")
    return Extracted(joined(lines), "html")


def page_lines(markup: str) -> list[str]:
    """The paragraphs of the main text, a # before titles of talks."""
    markup = _DECLARED.sub("", markup.replace("\x00", ""))
    if markup.count("<") > TAGS:
        raise Unreadable(f"网页标记超过 {TAGS} 个", f"the page has over {TAGS} tags")
    with reading(*BROKEN):
        import trafilatura

        logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it makes of a page is told by kg
        paragraphs: list[Paragraph] = []
        for precise in (True, False):  # what is strict leaves menus out, and now and then a whole text
            found = trafilatura.bare_extraction(
                markup,
                fast=True,  # the extractors that it else compares with take quadratic time
                favor_precision=precise,
                include_comments=False,
                include_formatting=True,
                with_metadata=False,
            )
            body = getattr(found, "body", None)
            paragraphs = paragraphs or (list(_paragraphs(body)) if body is not None else [])
    paragraphs = [one for one in paragraphs if not _SOURCE.match(one.text)]
    while paragraphs and _ABOVE.match(paragraphs[0].text) and len(paragraphs[0].text) < 80:
        paragraphs.pop(0)
    while paragraphs and _BELOW.match(paragraphs[-1].text) and len(paragraphs[-1].text) < 80:
        paragraphs.pop()
    lines = marked(paragraphs)
    title = _title(markup)
    if lines and title and paragraphs[0].heading is None and not any(_says(line, title) for line in lines[:10]):
        lines.insert(0, title)
    return lines


def _title(markup: str) -> str:
    """The title of a talk that the page gives in a heading, which trafilatura leaves out above the text, or that it
    calls itself, without the name of the site."""
    headed = [_TAG.sub("", found[2]) for found in _HEADED.finditer(markup)]
    named = _TITLE.search(markup)
    for said in [*headed, *([_SITE.split(html.unescape(named[1]).strip())[0]] if named else [])]:
        title = visible(html.unescape(said)).strip()
        if TITLE_END.search(title) and len(title) > SHORT and "\n" not in title:
            return title
    return ""


def _says(line: str, title: str) -> bool:
    """Whether a line is the title, or that without a name before it."""
    return title in line or (len(line) > SHORT and title.endswith(line))


def all_lines(markup: str) -> list[str]:
    """All words of a page that is too short or too plain to have a main text, as that of a mail may be."""
    with reading(*BROKEN):
        from trafilatura import load_html

        page = load_html(f"<html><body>{' '.join(_DECLARED.sub('', markup).split())}</body></html>")
        if page is None:
            return []
        for element in list(page.iter("head", "script", "style", "title")):
            element.drop_tree()
        for element in page.iter("p", "div", "br", "tr", "li", "table", "h1", "h2", "h3", "blockquote"):
            element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
        said = str(page.text_content())
    return [line for found in visible(said).split("\n") if (line := found.strip())]


def _paragraphs(element: Any) -> Iterator[Paragraph]:
    """The blocks of trafilatura's tree, and the words between blocks."""
    words: list[str] = []
    for child, text in _flow(element):
        if child is None:
            words.append(text)
            continue
        yield from _said("".join(words), None)
        words = []
        if child.tag == "table":
            yield from _table(child)
        elif child.tag == "head":
            level = str(child.get("rend") or "h2")[1:]
            yield from _said("".join(child.itertext()), int(level) if level.isdigit() else 2)
        else:
            yield from _paragraphs(child)
    yield from _said("".join(words), None)


def _table(table: Any) -> Iterator[Paragraph]:
    """A table row by row; of one that lays out a page, the cells with the text and not those with menus."""
    rows = [[[part.text for part in _paragraphs(cell)] for cell in row if cell.tag == "cell"] for row in table]
    if any(len(cell) >= FRAMED for row in rows for cell in row):
        yield from (Paragraph(part) for row in rows for cell in row if len(cell) >= FRAMED for part in cell)
        return
    for row in rows:
        if any(row):
            yield Paragraph("\t".join(" ".join(cell) for cell in row).strip())


def _flow(element: Any) -> Iterator[tuple[Any, str]]:
    """What an element holds in order: blocks as elements, all else as text."""
    yield None, element.text or ""
    for child in element:
        if child.tag in _BLOCKS:
            yield child, ""
        elif child.tag == "lb":
            yield None, "\n"
        elif isinstance(child.tag, str):
            yield from _flow(child)
        yield None, child.tail or ""


def _said(text: str, heading: int | None) -> Iterator[Paragraph]:
    for line in visible(text).split("\n"):
        if line.strip():
            yield Paragraph(line.strip(), heading)
