"""The third view of the page: the report, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.render.page import render
from tests.graphs import HOSTILE, small_graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.group("browser")

REPORT = [
    {
        "id": "speeches",
        "zh": "讲话",
        "en": "Talks",
        "columns": [{"zh": "标题", "en": "title"}, {"zh": "类型", "en": "type"}, {"zh": "位置", "en": "offset"}],
        "rows": [[HOSTILE, {"zh": "人物", "en": "Person"}, 7], [None, {"zh": "地点", "en": "Place"}, 8]],
        "total": 5,
    },
    {"id": "leaks", "zh": "漏隐", "en": "Leaks", "columns": [{"zh": "名称", "en": "name"}], "rows": [], "total": 0},
]


def test_the_report_is_a_view_with_its_tables(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text(render(small_graph(), report=REPORT), encoding="utf-8")
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.goto(path.as_uri())
    page.wait_for_selector("#canvas[data-drawn]")
    page.focus("#tab-graph")
    page.keyboard.press("ArrowLeft")
    assert page.get_attribute("#tab-report", "aria-selected") == "true"
    view = page.locator("#view-report")
    assert view.is_visible() and not page.locator("#view-graph").is_visible()
    assert view.locator("h2").all_text_contents() == ["讲话 (5)", "漏隐 (0)"]
    assert view.locator("tbody td").all_text_contents() == [HOSTILE, "人物", "7", "", "地点", "8"]
    assert view.locator("p").all_text_contents() == ["表中是 5 行中的前 2 行", "无"]
    page.click("#language")
    assert view.locator("h2").all_text_contents() == ["Talks (5)", "Leaks (0)"]
    assert page.text_content("#tab-report") == "Report"
    assert complaints == []
    page.close()


def test_a_page_without_a_report_has_two_views(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text(render(small_graph()), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("#canvas[data-drawn]")
    assert not page.locator("#tab-report").is_visible()
    page.focus("#tab-table")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-graph", "aria-selected") == "true"
    page.close()
