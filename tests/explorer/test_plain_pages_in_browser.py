"""The pages in a real browser without scripts: reading, deciding and undoing, on a small screen too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.explorer.talk import named, programs
from tests.explorer.test_serve import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


PATHS = (
    "",
    "search?q=推进",
    "graph?focus={id}",
    "entity/{id}",
    "timeline",
    "places",
    "console?query=programs-by-speech",
    "about",
)

pytestmark = pytest.mark.group("browser")


@pytest.fixture
def address(out: Path) -> Iterator[str]:
    with running(out) as (address, _):
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts, as narrow as a telephone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_from_the_table_to_the_sentence_in_place(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".matrix td a").first.click()
    page.locator(".quote mark").first.wait_for()
    page.locator(".quote .act").first.click()
    page.locator("#at").wait_for()  # there is one
    box = page.locator("#at").bounding_box()
    assert box
    assert 0 <= box["y"] < 740, "it is scrolled to"


def test_a_decision_and_its_undoing_by_plain_forms(page: Page, address: str, out: Path) -> None:
    file = out.with_name("out.decisions.jsonl")
    page.goto(f"{address}entity/{named(out, '整县推进')}")
    page.get_by_text("并入另一名称").click()
    page.get_by_label("另一名称").first.fill("整市推进")
    page.get_by_role("button", name="判为相同").click()
    page.wait_for_url("**/entity/**", timeout=60_000)
    assert file.read_text(encoding="utf-8").count("\n") == 1
    assert "整县推进" not in programs(out)
    assert page.locator("h1").inner_text() == "整市推进", "the page that it was merged into"
    page.goto(f"{address}decisions")
    page.get_by_role("button", name="撤回").click()
    page.wait_for_url("**/decisions", timeout=60_000)
    assert "整县推进" in programs(out)


def test_a_page_of_another_site_cannot_decide(page: Page, address: str, out: Path, tmp_path: Path) -> None:
    left, right = named(out, "整县推进"), named(out, "整市推进")
    page.goto(f"{address}decisions")
    token = page.locator("meta[name=kg-token]").get_attribute("content")
    fields = {"verdict": "same", "left_id": left, "right_id": right, "token": token}
    hidden = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in fields.items())
    evil = tmp_path / "evil.html"
    evil.write_text(
        f'<form method="post" action="{address}decide">{hidden}<button>go</button></form>', encoding="utf-8"
    )
    page.goto(evil.as_uri())
    with page.expect_response("**/decide") as answered:
        page.get_by_role("button").click()
    assert answered.value.status == 403
    assert not out.with_name("out.decisions.jsonl").exists()


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_a_telephone(browser: Browser, address: str, out: Path, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.route("**/static/**", lambda route: route.abort())
    page.goto(address + path.format(id=named(out, "整市推进")))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        """[...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
        .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
        .filter(([_, box]) => box.width && box.height && Math.round(box.height) < 24 && box.height > 1)
        .map(([html]) => html)"""
    )
    # a link within a sentence, and a check box whose label is as large as it should be, need not be larger
    assert [html for html in small if 'type="checkbox"' not in html] == []
    context.close()
