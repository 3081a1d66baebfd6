"""kg compare: two talks side by side, in the terminal and as a page."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.graph.folder import read_rows
from kg.lang import set_language
from kg.render.compare import lines, page
from kg.versions.laid import Talk, lay
from tests.versions.test_align import FIRST, SECOND, THIRD

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m&amp;\u202e"
FULL, COPY = "03-yidu", "04-yidu"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def talk(text: str, **given: str) -> Talk:
    row = {"id": "speech-1", "file": "a.txt", "title": "讲话", "family": "f", **given}
    return Talk(start=0, body=0, date=None, speaker=None, position=None, place=None, text=text, **row)


def test_each_kind_of_difference_is_told_with_its_place(built: Path) -> None:
    shown = run("compare", FULL, COPY, "-o", built).output
    assert "同一讲话的两个版本（隐名）" in shown
    assert re.search(r"\[隐去\] .*【4月21 → x月xx】.*03-yidu-[^ ]+:97  04-yidu-[^ ]+:94", shown)
    assert re.search(r"\[补出\] .*【x月xx → 4月21】", run("compare", COPY, FULL, "-o", built).output)
    assert re.search(r"\[题头所缺\] 讲话人 ← 邹青松", shown)
    english = run("--lang", "en", "compare", FULL, COPY, "-o", built).output
    assert "two versions of one talk (redacted)" in english and "[blanked]" in english


def test_offsets_are_those_of_the_files(built: Path, corpus: Path) -> None:
    shown = run("compare", FULL, COPY, "-o", built).output
    found = re.findall(r"^\[隐去\] .*【(.+) → (.+)】.*?  (\S+):(\d+)  (\S+):(\d+)$", shown, re.MULTILINE)
    assert found
    for left, right, *places in found:
        for words, file, start in ((left, *places[:2]), (right, *places[2:])):
            text = (corpus / file).read_bytes().decode()
            assert text[int(start) :].startswith(words)


def test_a_talk_is_named_by_id_file_place_or_title(built: Path) -> None:
    rows = list(read_rows(built, "speeches"))
    full = next(row for row in rows if row["file"].startswith(FULL))
    other = next(row for row in rows if row["file"].startswith("11-"))
    for name in (full["speech"], full["file"], f"{full['file']}:{full['start']}", "03-yidu"):
        assert full["speech"] in run("compare", name, other["title"], "-o", built).output
    assert "没有相同的段落" in run("compare", full["speech"], other["speech"], "-o", built).output
    assert "相同 100.0%" in run("compare", full["speech"], full["speech"], "-o", built).output


@pytest.mark.parametrize("name", ["讲话", "02-compilation-three-talks.txt", "没有这一篇"])
def test_a_name_of_none_or_of_several_is_the_users_fault(built: Path, name: str) -> None:
    done = run("compare", name, FULL, "-o", built)
    assert done.exit_code == 2
    assert ("请用编号" in done.output) == (name != "没有这一篇")


def test_a_folder_that_is_no_output_and_a_page_that_cannot_be_written(built: Path, tmp_path: Path) -> None:
    assert run("compare", FULL, COPY, "-o", tmp_path).exit_code == 2
    done = run("compare", FULL, COPY, "-o", built, "--html", tmp_path / "none" / "page.html")
    assert done.exit_code == 2 and "page.html" in done.output


class _Page(HTMLParser):
    """The tags of a page, and the text in each cell of the table of texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.outside: list[str] = []
        self.columns: tuple[list[str], list[str]] = ([], [])
        self._column = -1
        self._small = False
        self.feed(text.partition('<table class="texts">')[2].partition("<tbody>")[2])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._small = tag == "small"
        if tag == "tr":
            self._column = -1
        elif tag == "td":
            self._column += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "small":
            self._small = False
        if tag == "td" and self._column == 1:
            self._column = 2

    def handle_data(self, data: str) -> None:
        if self._column in (0, 1) and not self._small:
            self.columns[self._column].append(data)


def test_the_page_holds_every_word_of_both_talks_once_and_loads_nothing(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert run("compare", FULL, COPY, "-o", built, "--html", target).exit_code == 0
    text = target.read_text(encoding="utf-8")
    texts = {row["file"][:8].rstrip("-"): row for row in read_rows(built, "texts")}
    shown = _Page(text)
    for name, column in zip((FULL, COPY), shown.columns, strict=True):
        row = texts[name]
        said = row["text"][row["body"] - row["start"] :]
        assert "".join("".join(column).split()) == "".join(said.split())
    assert "http" not in re.sub(r'http-equiv="', "", text)
    assert "<script" not in text and "default-src 'none'" in unescape(text)
    assert 'lang="zh-CN"' in text
    run("--lang", "en", "compare", FULL, COPY, "-o", built, "--html", target)
    assert 'lang="en"' in target.read_text(encoding="utf-8")


PARTS = st.lists(st.sampled_from([FIRST, SECOND, THIRD, "XX镇。", "<b>", "\n", "好，"]), max_size=8).map("".join)


@given(PARTS, PARTS)
def test_no_word_is_lost_and_the_first_talk_keeps_its_order(left: str, right: str) -> None:
    laid = lay(talk(left), talk(right, id="speech-2"))
    pieces = [piece for row in laid.rows for piece in row.left]
    others = sorted((piece for row in laid.rows for piece in row.right), key=lambda piece: piece.start)
    for text, found in ((left, pieces), (right, others)):
        assert not found or "".join(piece.text for piece in found) == text
        assert all(piece.text == text[piece.start : piece.end] for piece in found)


def test_a_passage_that_stands_elsewhere_is_marked() -> None:
    laid = lay(talk(FIRST + SECOND + THIRD), talk(SECOND + THIRD + FIRST))
    assert [row.moved for row in laid.rows].count(True) == 1 or laid.rows[-1].moved
    assert not laid.changes


def test_what_a_speech_says_is_never_markup() -> None:
    laid = lay(talk(FIRST + HOSTILE + SECOND, title=HOSTILE), talk(FIRST + SECOND + HOSTILE, file=HOSTILE))
    fill = {"kind": "hole", "field": None, "text": HOSTILE, "quote": HOSTILE, "file": HOSTILE, "start": 1}
    fill |= {"other_text": HOSTILE, "other_quote": HOSTILE, "other_file": HOSTILE, "other_start": 2}
    shown = page(laid, [fill])
    assert not {"script", "img"} & _Page(shown).tags
    assert "<script" not in shown and "<img" not in shown
    assert HOSTILE.partition("\x1b")[0] in unescape(shown)
    for language in ("zh", "en"):
        set_language(language)
        assert "\x1b" not in "".join(lines(laid, [fill]))


@pytest.mark.group("browser")
def test_the_page_in_a_browser(built: Path, tmp_path: Path, browser: Browser) -> None:
    target = tmp_path / "page.html"
    run("compare", FULL, COPY, "-o", built, "--html", target)
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 800})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(target.as_uri())
    assert opened.locator(".texts .blanked").count() > 10
    colours = [
        opened.locator(f".legend .{kind}").evaluate("element => getComputedStyle(element).backgroundColor")
        for kind in ("added", "removed", "changed", "filled", "blanked")
    ]
    assert len(set(colours)) == 5  # the style sheet passes its own policy
    left, right = (opened.locator(".texts tbody td").nth(n).bounding_box() for n in (0, 1))
    assert left and right and left["y"] == right["y"] and left["x"] < right["x"]
    assert faults == [] and [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()
