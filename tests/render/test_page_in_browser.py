"""The page as a reader meets it: opened from a file in Chromium, with the network off and every request recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.model import Graph
from kg.render.page import render
from tests.graphs import HOSTILE, REDACTED_QUOTE, small_graph
from tests.render.test_page import IMAGE, hostile_graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.group("browser")
PIXELS = """() => {
    const canvas = document.querySelector("#canvas canvas");
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    for (let at = 0; at < pixels.length; at += 4) if (pixels[at + 3]) colours.add(pixels.slice(at, at + 3).join());
    return colours.size;
}"""


@dataclass
class Opened:
    """A page with all that it asked for, wrote to the console or failed in."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def _open(browser: Browser, folder: Path, graph: Graph, **options: Any) -> Iterator[Opened]:
    path = folder / "图谱 graph.html"
    path.write_text(render(graph, limit=options.pop("limit", 400)), encoding="utf-8", newline="\n")
    context = browser.new_context(
        offline=True, reduced_motion="reduce", viewport={"width": 1400, "height": 900}, **options
    )
    page = context.new_page()
    opened = Opened(page)
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("console", lambda message: opened.complaints.append(message.text))
    page.on("pageerror", lambda fault: opened.complaints.append(str(fault)))
    page.goto(path.as_uri())
    page.wait_for_selector("#canvas[data-drawn]")
    yield opened
    context.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    yield from _open(browser, tmp_path, small_graph())


@pytest.fixture
def page(opened: Opened) -> Iterator[Page]:
    """The page of the small graph; at the end it must have asked for nothing and complained of nothing."""
    yield opened.page
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert len(opened.requests) == 1
    assert opened.complaints == []


def _search(page: Page, text: str) -> None:
    page.fill("#search", text)
    page.keyboard.press("Enter")


def test_the_graph_is_drawn(page: Page) -> None:
    assert page.evaluate(PIXELS) > 50
    view = page.evaluate("kg.view()")
    hidden = {"Position", "Date", "SourceFile", "Redacted"}
    assert view["nodes"] == sum(node.type not in hidden for node in small_graph().nodes)


def test_search_finds_an_alias_and_goes_there(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("张书")
    option = page.locator("#results [role=option]")
    assert "张民" in (option.first.text_content() or "")
    assert page.get_attribute("#search", "aria-activedescendant") == option.first.get_attribute("id")
    page.keyboard.press("Enter")
    assert page.text_content("#evidence h2") == "张民"
    assert page.url.endswith("#person-1")


def test_arrow_keys_move_in_the_results(page: Page) -> None:
    page.fill("#search", "青川")
    page.keyboard.press("ArrowDown")
    second = page.locator("#results [aria-selected=true] span").first.text_content()
    page.keyboard.press("Enter")
    assert page.text_content("#evidence h2") == second == "中共青川县委员会"


def test_search_shows_what_the_filters_hide(page: Page) -> None:
    _search(page, "XX镇")
    assert page.text_content("#evidence h2") == "XX镇"
    assert page.locator("#types input[data-id=Redacted]").is_checked()


def test_a_cell_of_the_table_opens_its_quotations(page: Page) -> None:
    page.click("#tab-table")
    cell = page.locator("#view-table button[data-cell='program-1 s2']")
    assert cell.text_content() == "2"
    cell.click()
    assert "双五星工程" in (page.text_content("#evidence h2") or "")
    assert page.locator("#evidence blockquote").all_text_contents() == ["第1句。", "第2句。"]
    assert page.locator("#evidence cite").all_text_contents() == ["甲.txt:0-8", "甲.txt:10-18"]


def test_the_table_says_what_its_cells_are(page: Page) -> None:
    page.click("#tab-table")
    table = page.locator("#view-table table")
    assert table.locator("caption").count() == 1
    assert table.locator("thead th[scope=col]").count() == 3 + 2
    assert table.locator("tbody th[scope=row]").count() == 5
    assert "双五星工程" in (page.get_attribute("[data-cell='program-1 s1']", "aria-label") or "")
    page.uncheck("#fold")
    assert page.locator("#view-table thead th").count() == 4 + 2


def test_the_table_sorts(page: Page) -> None:
    page.click("#tab-table")
    page.click("#view-table thead th:last-child button")
    assert page.get_attribute("#view-table thead th:last-child", "aria-sort") == "descending"
    totals = [int(text) for text in page.locator("#view-table tbody td.sum").all_text_contents()]
    assert totals == sorted(totals, reverse=True)
    page.select_option("#sort", "byName")
    assert page.get_attribute("#view-table thead th:first-child", "aria-sort") == "ascending"


def test_a_node_tells_its_facts_with_the_name_marked(page: Page) -> None:
    _search(page, "XX镇")
    page.locator("#evidence summary").first.click()
    quotes = page.locator("#evidence blockquote").all_text_contents()
    assert f"第1句：{REDACTED_QUOTE}" in quotes
    assert set(page.locator("#evidence mark").all_text_contents()) == {"XX镇"}


def test_a_line_opens_its_statements(page: Page) -> None:
    middle = page.evaluate("""() => {
        kg.filter((now) => { now.types = new Set(["Person", "Program"]); now.relations = new Set(["LEADS"]); });
        const edge = kg.data.edges.find((one) => one.type === "LEADS");
        const ends = [kg.node(edge.from), kg.node(edge.to)];
        return kg.onScreen((ends[0].x + ends[1].x) / 2, (ends[0].y + ends[1].y) / 2);
    }""")
    box = page.locator("#canvas").bounding_box()
    assert box
    page.mouse.click(box["x"] + middle["x"], box["y"] + middle["y"])
    page.wait_for_selector("#panel:not([hidden])")
    assert page.text_content("#evidence h2") == "领导"
    assert "由上下文推断" in (page.text_content("#evidence") or "")
    assert page.locator("#evidence cite").count() == 2


def test_filters_by_type_relation_and_speech(page: Page) -> None:
    before = page.evaluate("kg.view()")
    page.uncheck("#types input[data-id=Program]")
    assert page.evaluate("kg.view().nodes") == before["nodes"] - 5
    page.check("#relations input[data-id=CO_OCCURS]")
    assert page.evaluate("kg.view().edges") == before["edges"] + 4
    page.click("#reset")
    assert page.evaluate("kg.view()") | {"scale": 0} == before | {"scale": 0}
    page.check("#speeches input[data-id=s2]")
    visible = {"s2", "program-1", "program-5", "place-3", "organization-2", "person-2", "document-2"}
    assert set(page.evaluate("kg.visibleNodes().map((node) => node.id)")) == visible


def test_it_speaks_english_when_asked(page: Page) -> None:
    assert page.get_attribute("html", "lang") == "zh-CN"
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    assert page.text_content("#tab-table") == "Programs × speeches"
    assert page.locator("#types .name").first.text_content() == "Program"


def test_all_controls_have_names_and_the_keyboard_reaches_them(page: Page) -> None:
    names = page.evaluate("""() => [...document.querySelectorAll("button, input, select, [role]")].map((one) =>
        one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.textContent.trim()
        || (one.labels && [...one.labels].map((label) => label.textContent).join("")))""")
    assert all(names)
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.dataset.group || ''"))
    assert {"search", "tab-graph", "language", "types", "relations", "speeches", "reset", "canvas", "fit"} <= reached


def test_tabs_move_with_arrow_keys(page: Page) -> None:
    page.focus("#tab-graph")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-table", "aria-selected") == "true"
    assert page.locator("#view-table").is_visible()
    assert not page.locator("#view-graph").is_visible()


def test_the_address_of_a_node_opens_it(browser: Browser, tmp_path: Path) -> None:
    for opened in _open(browser, tmp_path, small_graph()):
        opened.page.goto(opened.page.url + "#program-5")
        opened.page.wait_for_selector("#panel:not([hidden])")
        assert opened.page.text_content("#evidence h2") == "五星支部创建"


def test_escape_closes_the_panel(page: Page) -> None:
    _search(page, "双五星")
    page.focus("#canvas")
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()


def test_hostile_names_are_shown_and_never_run(browser: Browser, tmp_path: Path) -> None:
    for opened in _open(browser, tmp_path, hostile_graph()):
        page = opened.page
        _search(page, "onerror")
        assert page.text_content("#evidence h2") == IMAGE
        page.locator("#evidence summary").first.click()
        page.click("#tab-table")
        assert HOSTILE in page.locator("#view-table tbody th").all_text_contents()
        assert page.locator("img").count() == 0
        assert opened.complaints == []
        assert len(opened.requests) == 1


def test_a_cut_page_says_so(browser: Browser, tmp_path: Path) -> None:
    for opened in _open(browser, tmp_path, small_graph(), limit=11):
        assert opened.page.locator("#cut").is_visible()
        assert "11" in (opened.page.text_content("#cut") or "")


def test_dark_mode_turns_the_paper_over(browser: Browser, tmp_path: Path) -> None:
    for opened in _open(browser, tmp_path, small_graph(), color_scheme="dark"):
        background = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background == "rgb(21, 24, 28)"
        assert opened.page.evaluate(PIXELS) > 50


def test_an_empty_graph_is_no_error(browser: Browser, tmp_path: Path) -> None:
    for opened in _open(browser, tmp_path, Graph((), ())):
        opened.page.click("#tab-table")
        assert "没有找到" in (opened.page.text_content("#view-table") or "")
        assert opened.complaints == []
