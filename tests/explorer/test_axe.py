"""No page has a serious fault that axe finds: every page, light and dark, in both languages, wide and narrow."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.explorer.test_serve import running
from tests.explorer.visitor import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


SERIOUS = ("serious", "critical")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Each of the two languages, themes and widths, and each two of them together, occurs.
WAYS = (("zh", "light", 1280), ("en", "dark", 1280), ("zh", "dark", 360), ("en", "light", 360))
# {双五星} and the like are ids; {whole} and {hidden} are two versions of a talk.
PAGES = (
    "/",
    "/?fold=0&q=双",
    "/search",
    "/search?q=双五星",
    "/graph",
    "/graph?focus={双五星}&hops=2",
    "/graph?focus={双五星}&path={双五星}..{王家畈镇}",
    "/path",
    "/path?from={双五星}&to={王家畈镇}",
    "/evidence?source={whole}&relation=MENTIONS&target={双五星}",
    "/entity/{双五星}",
    "/speech/{hidden}?fills=1",
    "/speech/{whole}?at=0-9",
    "/compare?left={hidden}&right={whole}",
    "/timeline",
    "/places",
    "/console",
    "/console?query=programs-by-speech",
    "/console?cypher=MATCH (p:Program) RETURN p LIMIT 3",
    "/console?cypher=MATCH (",
    "/decisions",
    "/about",
    "/status",
    "/nothing",
)

pytestmark = pytest.mark.group("browser")


@pytest.fixture(scope="module")
def address(built_corpus: Path) -> Iterator[str]:
    with running(built_corpus) as (address, _):
        yield address.rstrip("/")


def asked(address: str, path: str) -> Any:
    with urllib.request.urlopen(address + quote(path, safe="/?=&")) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def ids(address: str) -> dict[str, str]:
    found = {
        name: asked(address, f"/suggest.json?q={name}")["names"][0]["node"]["id"] for name in ("双五星", "王家畈镇")
    }
    talks = [column["speech"] for column in asked(address, "/home.json?fold=0")["columns"]]
    hidden = next(talk for talk in talks if talk["kind"] == "redacted")
    return {**found, "hidden": hidden["id"], "whole": hidden["version_of"]}


def faults(page: Page) -> list[str]:
    """The serious faults that axe finds in what a page shows now."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for fault in found
        if fault["impact"] in SERIOUS
        for node in fault["nodes"][:3]
    ]


def settled(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    for waited in ("#graph .graph-canvas", "#console .console-editor"):
        if page.locator(waited.partition(" ")[0]).count():
            page.locator(waited).wait_for(state="attached")


@pytest.mark.parametrize(("lang", "theme", "width"), WAYS)
def test_no_page_has_a_serious_fault(
    browser: Browser, address: str, ids: dict[str, str], lang: str, theme: str, width: int
) -> None:
    found = {}
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    for path in PAGES:
        shown = quote(path.format_map(ids), safe="/?=&")
        page.goto(f"{address}{shown}{'&' if '?' in shown else '?'}lang={lang}&theme={theme}")
        settled(page)
        assert page.locator("html").get_attribute("data-theme") == theme
        found[path] = faults(page)
    context.close()
    assert {path: told for path, told in found.items() if told} == {}


def test_nor_has_what_opens_on_a_page(browser: Browser, address: str, ids: dict[str, str]) -> None:
    with visiting(browser, address) as page:
        page.goto(f"{address}/entity/{ids['双五星']}")
        for details in page.locator("aside details summary").all():
            details.click()
        page.locator("#q").press_sequentially("swx")
        page.locator(".suggestions:not([aria-busy]) [role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        assert faults(page) == []
        page.goto(f"{address}/graph?focus={ids['双五星']}")
        page.locator("#graph[data-drawn]").wait_for()
        page.locator(".graph-canvas").focus()
        page.keyboard.press("Home")
        page.keyboard.press(" ")
        page.locator("#graph-panel h2").wait_for()
        page.locator(".graph-help summary").click()
        assert faults(page) == []


def test_axe_does_find_faults(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#eee'>pale</p></body></html>")
    assert len(faults(page)) >= 3
    page.close()
