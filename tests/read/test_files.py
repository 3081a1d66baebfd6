"""A folder of all kinds: what is read goes into the output with its text, what is not is named, and pages are told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph.folder import read_graph
from kg.read.pages import page_at, page_of, pages_of, read_pages
from kg.render.data import page_data
from kg.render.selection import select
from kg.reporting.collect import collect
from kg.reporting.model import Told
from tests.read.formats.made import TALK, pdf, typeset, word, zipped
from tests.read.formats.test_mail import mail
from tests.read.formats.test_web import page, site

LONG = TALK + "".join(f"第{n}件事要在枝城镇办好，开展“双五星”创评活动。" * 8 + "\n" for n in range(12))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a folder of all kinds."""
    source = tmp_path_factory.mktemp("mixed") / "in"
    source.mkdir()
    (source / "讲话.txt").write_text(TALK, encoding="utf-8")
    (source / "汇编.pdf").write_bytes(pdf(typeset(LONG, head="讲话汇编")))
    (source / "讲话.docx").write_bytes(word(TALK + "另有一事。"))
    (source / "网页.html").write_bytes(page(site()).encode("gbk"))
    (source / "邮件.eml").write_bytes(mail(TALK + "又有一事。").as_bytes())
    (source / "包.zip").write_bytes(zipped(("甲/讲话.docx", word(TALK)), ("../出.txt", b"x"), ("坏.pdf", b"x")))
    (source / "坏.docx").write_bytes(b"PK\x03\x04")
    (source / "扫描.pdf").write_bytes(pdf([[]], picture=True))
    (source / "~$讲话.docx").write_bytes(b"\x05user")
    folder = source.parent / "out"
    subprocess.run([sys.executable, "-m", "kg", "build", str(source), "-q", "-o", str(folder)], check=True)
    return folder


def rows(out: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_bad_file_is_named_and_none_stops_the_build(out: Path) -> None:
    assert {row["file"] for row in rows(out, "problems")} == {
        "坏.docx",
        "扫描.pdf",
        "包.zip/../出.txt",
        "包.zip/坏.pdf",
    }
    read = {"讲话.txt", "汇编.pdf", "讲话.docx", "网页.html", "邮件.eml", "包.zip/甲/讲话.docx"}
    assert {row["file"] for row in rows(out, "speeches")} == read


def test_every_quotation_stands_in_the_text_that_is_kept(out: Path) -> None:
    texts = {str(row["file"]): str(row["text"]) for row in rows(out, "extracted")}
    assert set(texts) == {"汇编.pdf", "讲话.docx", "网页.html", "邮件.eml", "包.zip/甲/讲话.docx"}
    found = [row for row in rows(out, "mentions") if row["file"] in texts]
    assert len(found) > 20
    for row in found:
        assert texts[str(row["file"])][int(str(row["start"])) : int(str(row["end"]))] == row["text"]


def test_the_formats_and_the_originals_are_told(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    listed = rows(out, "extracted")
    assert {row["format"] for row in listed} == {"pdf", "docx", "html", "eml"}
    assert all(manifest["inputs"][row["file"]] == row["sha256"] for row in listed)
    assert "extracted.jsonl" in manifest["outputs"]
    manual = (Path(__file__).parents[2] / "docs" / "output.md").read_text(encoding="utf-8")
    section = manual.partition("## `extracted.jsonl`")[2].partition("\n## ")[0]
    assert [field for field in listed[0] if f"`{field}`" not in section] == []


def test_the_page_of_a_quotation(out: Path) -> None:
    pages = read_pages(out)
    assert set(pages) == {"汇编.pdf"} and len(pages["汇编.pdf"]) > 1
    last = max(
        (row for row in rows(out, "mentions") if row["file"] == "汇编.pdf"), key=lambda row: int(str(row["start"]))
    )
    assert page_at(pages["汇编.pdf"], int(str(last["start"]))) == len(pages["汇编.pdf"])
    graph = read_graph(out)
    assert pages_of(graph.nodes) == pages
    assert page_of(f"汇编.pdf:{last['start']}-{last['end']}", pages) == len(pages["汇编.pdf"])
    assert page_of("讲话.txt:0-3", pages) is None
    quotes = {tuple(quote[:1] + quote[2:]) for quote in page_data(select(graph, 400), (), pages)["quotes"]}
    assert {bool(rest) for span, *rest in quotes if span.startswith("汇编.pdf:")} == {True}
    assert {page for _, *rest in quotes for page in rest} <= set(range(1, len(pages["汇编.pdf"]) + 1))
    told = {row[4] for section in collect(out) if section.name == "speeches" for row in section.rows}
    assert Told("汇编.pdf", "汇编.pdf 第 1 页", "汇编.pdf p. 1") in told
    assert read_pages(out / "nowhere") == {}
