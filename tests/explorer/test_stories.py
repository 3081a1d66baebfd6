"""What people do with the explorer, from end to end, in a real browser that reaches nothing but the server."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.explorer.talk import named, programs
from tests.explorer.test_serve import running
from tests.explorer.visitor import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Page


PROGRAM, PLACE = "双五星", "王家畈镇"
ABSORBED = "五星党员创评"  # what a person takes for the same as PROGRAM

pytestmark = pytest.mark.group("browser")


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    """A copy of the graph of the corpus, which decisions may change."""
    return shutil.copytree(built, tmp_path / "out")


@pytest.fixture
def address(out: Path) -> Iterator[str]:
    with running(out) as (address, _):
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with visiting(browser, address) as page:
        yield page


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    with visiting(browser, address, java_script_enabled=False) as page:
        yield page


# ---- what is done again and again


def drawn(page: Page, *, after: str = "") -> str:
    """What says which nodes are drawn, and where each of them stands; waited for, as long as it is `after`."""
    page.locator(f'#graph[data-drawn]:not([data-drawn="{after}"]) .graph-canvas:not([aria-busy])').wait_for()
    found = page.locator("#graph").get_attribute("data-drawn")
    assert found
    assert found != "none", "this browser cannot draw"
    return found


def nodes(page: Page) -> int:
    return int(page.locator("#graph").get_attribute("data-nodes") or 0)


def search_by_typing(page: Page, typed: str) -> None:
    """Keys only: to the field, the name, down to the first offer, and there."""
    page.keyboard.press("/")
    page.keyboard.type(typed, delay=15)
    page.locator(".suggestions:not([aria-busy]) [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.locator(".suggestions [aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(entity|speech)/"))


def rows_of(download: Download) -> list[list[str]]:
    with Path(download.path()).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def headed(page: Page, name: str) -> None:
    """Wait until the heading is that name."""
    page.get_by_role("heading", level=1, name=name, exact=True).wait_for()


def to_the_sentence(page: Page, address: str, name: str) -> str:
    """From the table, narrowed to a program, by a cell to the place in the text; what is marked there is returned."""
    page.goto(address)
    page.locator("#filter").fill(name)
    page.get_by_role("button", name="筛选").click()
    row = page.locator("#matrix tbody tr").filter(has=page.get_by_role("rowheader", name=name, exact=True))
    row.locator("td a").nth(1).wait_for()  # it is in several speeches
    row.locator("td a").first.click()
    page.locator("h1").filter(has_text=name).wait_for()
    assert name in page.locator(".quote mark").first.inner_text()
    quoted = page.locator(".quote blockquote").first.inner_text()
    page.locator(".quote .act").first.click()
    page.wait_for_url("**/speech/**")
    marked = "".join(page.locator(".at").all_inner_texts())
    assert marked == quoted, "what was quoted is what is marked in place"
    box = page.locator("#at").bounding_box()
    assert box
    assert 0 <= box["y"] < 800, "it is scrolled to"
    return marked


def merge(page: Page, address: str, out: Path) -> None:
    page.goto(f"{address}entity/{named(out, ABSORBED)}")
    page.get_by_text("并入另一名称").click()
    page.get_by_label("另一名称").first.fill(PROGRAM)
    page.get_by_role("button", name="判为相同").click()
    page.wait_for_url("**/entity/**", timeout=120_000)  # by way of a page that waits for the build
    headed(page, PROGRAM)


def take_back(page: Page, address: str) -> None:
    page.goto(f"{address}decisions")
    assert ABSORBED in page.locator(".decisions").inner_text()
    page.get_by_role("button", name="撤回").click()
    page.wait_for_url("**/decisions", timeout=120_000)  # by way of a page that waits for the build
    page.locator(".decisions").wait_for(state="detached")


# ---- the stories


@pytest.mark.parametrize("typed", [PROGRAM, "shuangwuxing", "shuang wu xing", "swx"])
def test_a_name_is_found_as_it_is_typed(page: Page, address: str, typed: str) -> None:
    page.goto(address)
    search_by_typing(page, typed)
    headed(page, PROGRAM)


def test_from_the_table_to_the_graph_and_along_a_path(
    page: Page, address: str, out: Path, browser: Browser, tmp_path: Path
) -> None:
    # a cell, its sentence in place, what is named there, and what that is linked with
    assert PROGRAM in to_the_sentence(page, address, PROGRAM)
    page.locator(".at mark a").filter(has_text=PROGRAM).first.click()
    headed(page, PROGRAM)
    page.get_by_role("link", name="在图谱中看", exact=True).click()
    begun, first = drawn(page), nodes(page)
    assert first > 2

    # a step further, back by the button, forth, back by the browser
    page.locator("[data-live=twin] a[data-do=step]").filter(has_text="展开").first.click()
    page.wait_for_url("**expand=**")
    expanded = drawn(page, after=begun)
    assert nodes(page) > first
    page.get_by_role("button", name="撤销").click()
    page.wait_for_url(lambda url: "expand" not in url)
    assert (drawn(page, after=expanded), nodes(page)) == (begun, first)
    page.get_by_role("button", name="重做").click()
    page.wait_for_url("**expand=**")
    assert drawn(page, after=begun) == expanded
    page.go_back()
    page.wait_for_url(lambda url: "expand" not in url)
    assert drawn(page, after=expanded) == begun

    # how it is linked with a place, and what says so
    page.locator("#path-to").fill(PLACE)
    page.locator(".suggestions:not([aria-busy]) [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="两者如何关联").click()
    page.locator("[data-live=path] .way").wait_for()
    shown = drawn(page, after=begun)
    steps = page.locator("[data-live=path] .way > li")
    assert steps.count() >= 1
    for step in steps.all():
        assert step.locator("blockquote").count() >= 1, "no step without its sentence"
    ends = f"{named(out, PROGRAM)}..{named(out, PLACE)}"
    assert parse_qs(urlsplit(page.url).query)["path"] == [ends]

    # whoever is given the address sees the same
    with visiting(browser, address) as other:
        other.goto(page.url)
        assert (drawn(other), nodes(other)) == (shown, nodes(page))
        assert other.locator("[data-live=path] .way").inner_text() == page.locator("[data-live=path] .way").inner_text()

    # and may keep it
    kept = {}
    for name in ("png", "svg", "graph.csv", "graph.gexf"):
        with page.expect_download() as started:
            page.locator(f"[data-act='{name}']").click()
        kept[name] = Path(shutil.copy(started.value.path(), tmp_path / f"kept.{name}"))
    assert kept["png"].read_bytes().startswith(b"\x89PNG")
    assert PROGRAM in kept["svg"].read_text(encoding="utf-8")
    assert PLACE in kept["graph.gexf"].read_text(encoding="utf-8")
    assert "宜都市" in kept["graph.csv"].read_text(encoding="utf-8-sig")


def test_two_names_are_merged_and_the_graph_follows_and_goes_back(page: Page, address: str, out: Path) -> None:
    before = {name: (out / name).read_bytes() for name in ("entities.jsonl", "edges.jsonl")}
    page.goto(address)
    table = page.locator("#matrix").inner_text()
    merge(page, address, out)
    assert ABSORBED not in programs(out)
    assert ABSORBED in page.locator(".alias").all_inner_texts()
    page.get_by_role("link", name="在图谱中看", exact=True).click()
    drawn(page)
    headed(page, PROGRAM)
    page.goto(address)
    assert page.locator("#matrix").inner_text() != table
    take_back(page, address)
    assert {name: (out / name).read_bytes() for name in before} == before
    page.goto(address)
    assert page.locator("#matrix").inner_text() == table


def test_a_shipped_query_and_its_rows_as_csv(page: Page, address: str) -> None:
    page.goto(f"{address}console")
    page.get_by_role("link", name="每个项目/活动出现在哪些讲话中").click()
    page.wait_for_url("**query=speeches-by-program**")
    page.locator("#result tbody tr").nth(1).wait_for()
    heads = page.locator("#result thead th").all_inner_texts()
    shown = page.locator("#result tbody tr")
    with page.expect_download() as started:
        page.get_by_role("link", name="下载 CSV").click()
    rows = rows_of(started.value)
    assert len(rows) == shown.count() + 1 > 2
    assert len(rows[0]) == len(heads)
    assert any(PROGRAM in cell for row in rows for cell in row)


def test_all_of_it_without_scripts(plain: Page, address: str, out: Path) -> None:
    page = plain
    page.goto(address)
    page.locator("#q").fill("shuangwuxing")
    page.get_by_role("button", name="搜索").click()
    page.locator(".hits").get_by_role("link", name=PROGRAM, exact=True).click()
    headed(page, PROGRAM)

    assert PROGRAM in to_the_sentence(page, address, PROGRAM)
    page.locator(".at mark a").filter(has_text=PROGRAM).first.click()
    page.get_by_role("link", name="在图谱中看", exact=True).click()
    page.locator("[data-live=twin] .near li").nth(2).wait_for()
    page.wait_for_load_state()
    near = page.locator("[data-live=twin] .near li").count()
    page.locator("[data-live=twin] a[data-do=step]").filter(has_text="展开").first.click()
    page.locator("[data-live=twin] [data-node]").nth(near).wait_for(state="attached")
    page.go_back()
    assert page.locator("[data-live=twin] .near li").count() == near

    page.locator("#path-to").fill(PLACE)
    page.get_by_role("button", name="两者如何关联").click()
    page.locator(".way blockquote").first.wait_for()
    page.wait_for_load_state()
    assert page.locator(".way blockquote").count() >= page.locator(".way > li").count() >= 1
    page.get_by_role("link", name=re.compile("在图谱中看")).first.click()
    page.locator("[data-live=path] .way").wait_for()  # there is one

    merge(page, address, out)
    assert ABSORBED not in programs(out)
    take_back(page, address)
    assert ABSORBED in programs(out)

    page.goto(f"{address}console")
    page.get_by_role("link", name="讲话提到的地点").click()
    page.locator("#result tbody tr").nth(2).wait_for()
    page.get_by_text("自己写").click()
    page.get_by_label("Cypher").fill("MATCH (p:Program) RETURN p.name AS `项目` ORDER BY p.name LIMIT 3")
    page.locator("#console").get_by_role("button", name="查询").click()
    page.locator("#result thead th").get_by_text("项目", exact=True).wait_for()
    page.wait_for_load_state()
    assert page.locator("#result tbody tr").count() == 3


def test_by_the_keyboard_alone(page: Page, address: str) -> None:
    press = page.keyboard.press

    def focused() -> str:
        return str(page.evaluate("document.activeElement?.textContent.trim() ?? ''"))

    # past the frame to what the page is about, and among the cells of the table
    page.goto(address)
    press("Tab")
    assert focused() == "跳到正文"
    press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(30):
        press("Tab")
        if page.evaluate("document.activeElement.matches('#matrix td a')"):
            break
    first = page.evaluate("document.activeElement.href")
    press("ArrowDown")
    press("End")
    assert page.evaluate("document.activeElement.matches('#matrix td a')")
    assert page.evaluate("document.activeElement.href") != first
    press("Enter")
    page.wait_for_url("**/evidence?**")

    # the graph: along an edge, its node's details, a step further, back, away with it, and out
    search_by_typing(page, "swx")
    page.get_by_role("link", name="在图谱中看", exact=True).focus()
    press("Enter")
    begun, first_nodes = drawn(page), nodes(page)
    for _ in range(60):
        press("Tab")
        if page.evaluate("document.activeElement.matches('.graph-canvas')"):
            break
    told = page.locator(".graph-status")
    assert PROGRAM in told.inner_text(), "it is said where the keys stand"
    for arrow in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"):
        press(arrow)
        if PROGRAM not in told.inner_text():
            break
    at = told.inner_text().split("，")[0]
    assert at != PROGRAM
    press(" ")
    assert page.locator("#graph-panel h2").inner_text() == at
    press("Escape")
    assert page.locator("#graph-panel").is_hidden()
    press("Delete")
    page.wait_for_url("**hide=**")
    fewer = drawn(page, after=begun)
    assert nodes(page) < first_nodes
    press("Control+z")
    page.wait_for_url(lambda url: "hide" not in url)
    assert drawn(page, after=fewer) == begun
    press("Home")
    press("p")
    page.wait_for_url("**pin=**")
    press("Tab")
    assert not page.evaluate("document.activeElement.matches('.graph-canvas')"), "no trap"

    # a query: written, completed, run; Tab leads out of the editor
    page.goto(f"{address}console")
    for _ in range(60):
        press("Tab")
        if page.evaluate("document.activeElement.matches('.console-editor')"):
            break
    page.keyboard.type("MATCH (p:Progr")
    page.locator(".cm-tooltip-autocomplete").wait_for()
    page.wait_for_timeout(200)  # so soon after it comes up, Enter still means a new line
    press("Enter")
    page.keyboard.type(") RETURN p.name LIMIT 2")
    press("Control+Enter")
    page.wait_for_url("**/query")
    page.locator("#result tbody tr, [role=alert]").first.wait_for()
    assert page.locator("[role=alert]").all_inner_texts() == []
    assert page.locator("#result tbody tr").count() == 2
