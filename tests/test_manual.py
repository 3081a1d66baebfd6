"""The manual: two languages that say the same, generated pages that are current, a site that needs no network."""

from __future__ import annotations

import importlib
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

import click
import pytest

from kg.sinks.connection import Connection

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
MANUAL = ROOT / "docs" / "manual"
generate = importlib.import_module("docs.generate")
generated = importlib.import_module("docs.manual.generated")
LANGUAGES: tuple[str, ...] = generated.LANGUAGES
NAMES = sorted(page.name for page in (MANUAL / "zh").glob("*.md"))
BLOCK = re.compile(r"^ *```([^\n`{]*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def _text(language: str, name: str) -> str:
    return (MANUAL / language / name).read_text(encoding="utf-8")


def test_both_languages_have_the_same_pages() -> None:
    assert sorted(page.name for page in (MANUAL / "en").glob("*.md")) == NAMES
    assert "accuracy.md" in NAMES


def _run(text: str) -> list[tuple[str, str]]:
    """What a page runs: commands, and Python without its remarks."""
    found = []
    for language, body in BLOCK.findall(text):
        if language.startswith("console"):
            found += [(language, line) for line in body.splitlines() if line.startswith("$ ")]
        elif language == "python":
            found.append((language, re.sub(r" *#.*", "", body)))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_run_the_same_commands_and_show_the_same_pictures(name: str) -> None:
    chinese, english = (_text(language, name) for language in ("zh", "en"))
    assert _run(chinese) == _run(english)
    pictures = r"!\[[^]]+\]\(([^)]+)\)"
    shown = [picture.replace("explorer/en/", "explorer/") for picture in re.findall(pictures, english)]
    assert re.findall(pictures, chinese) == shown
    assert re.findall(r"^#+ ", chinese, re.MULTILINE) == re.findall(r"^#+ ", english, re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_reference_lists_all_of_it(language: str) -> None:
    listed = re.findall(r"^\| \[\w+\]\(\.\./\.\./([\w.]+)\)", _text(language, "reference.md"), re.MULTILINE)
    assert sorted(listed) == sorted(page.name for page in (ROOT / "docs").glob("*.md"))


def test_pages_that_the_program_writes_are_current(built: Path) -> None:
    written = generated.written(built)
    assert {(page.parent.name, page.name) for page in written} == {
        (language, name) for language in LANGUAGES for name in ("cli.md", "queries.md", "schema.md")
    }
    stale = [page for page, text in written.items() if page.read_text(encoding="utf-8") != text]
    assert stale == [], "make docs"


def _typed() -> list[tuple[str, str]]:
    """The lines of ```sh blocks, which are shown and not run, and of the commands in running text."""
    found = []
    for language in LANGUAGES:
        for name in NAMES:
            if name in ("cli.md", "queries.md", "schema.md"):
                continue
            text = _text(language, name)
            lines = [line for kind, body in BLOCK.findall(text) if kind == "sh" for line in body.splitlines()]
            lines += re.findall(r"`(kg [^`\n]+)`", BLOCK.sub("", text))
            found += [(f"{language}/{name}", line) for line in lines if line.startswith("kg ")]
    return found


@pytest.mark.parametrize(("page", "line"), _typed())
def test_commands_that_are_only_shown_are_understood(page: str, line: str) -> None:
    from kg.cli import main

    words = shlex.split(line, comments=True)[1:]
    context = click.Context(main, info_name="kg")
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words.pop(0))
        assert found, f"{page}: {line}"
        command = found
    command.make_parser(context).parse_args([word for word in words if word.isascii()])


# --- the site


class Page(NamedTuple):
    """What a page of the site has: ids, links, and what a browser loads with it."""

    ids: frozenset[str]
    links: tuple[str, ...]
    loads: tuple[str, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self.ids |= {has["id"]} if "id" in has else set()
        if tag == "a" and "href" in has:
            self.links.append(has["href"])
        elif tag == "link" and has.get("rel") in ("stylesheet", "icon", "preload", "shortcut icon"):
            self.loads.append(has["href"])
        elif "src" in has:
            self.loads.append(has["src"])


def _read(page: Path) -> Page:
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return Page(frozenset(reader.ids), tuple(reader.links), tuple(reader.loads))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites, built as `make manual` builds them; a warning is a failure."""
    folder = tmp_path_factory.mktemp("manual")
    command = [sys.executable, str(MANUAL / "build.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def _pages(site: Path) -> Iterator[tuple[Path, Page]]:
    for page in sorted(site.rglob("*.html")):
        yield page, _read(page)


def test_every_link_leads_somewhere_and_nothing_comes_from_the_net(site: Path) -> None:
    pages = dict(_pages(site))
    assert {language / Path("manual", language, "why.html") for language in map(Path, LANGUAGES)} <= {
        page.relative_to(site) for page in pages
    }
    dead, foreign = [], []
    for page, found in pages.items():
        for target in found.loads + found.links:
            if re.match(r"\w+:", target):
                foreign += [(page.name, target)] if target in found.loads else []
                continue
            path, _, anchor = unquote(target).partition("#")
            aim = (page.parent / path.partition("?")[0]).resolve() if path else page
            if not aim.is_file() or (anchor and aim in pages and anchor not in pages[aim].ids):
                dead.append((str(page.relative_to(site)), target))
    styles = [style for style in site.rglob("*.css") if re.search(r"url\(.?https?:|@import", style.read_text("utf-8"))]
    assert (dead, foreign, styles) == ([], [], [])


def test_each_page_leads_to_itself_in_the_other_language(site: Path) -> None:
    for name in NAMES:
        page = name.replace(".md", ".html")
        for own, other in (LANGUAGES, LANGUAGES[::-1]):
            links = _read(site / own / "manual" / own / page).links
            assert f"../../../{other}/manual/{other}/{page}" in links, f"{own}/{page}"


QUESTIONS = (
    ("zh", "自己的词库", "自己的词库"),
    ("zh", "单独成为一个节点", "隐去的名称"),
    ("en", "redacted holes", "Redactions"),
)


@pytest.mark.group("browser")
@pytest.mark.parametrize(("language", "asked", "expected"), QUESTIONS)
def test_search_finds_without_a_server(site: Path, browser: Browser, language: str, asked: str, expected: str) -> None:
    page = browser.new_page()
    asks: list[str] = []
    page.on("request", lambda request: asks.append(request.url))
    page.goto(f"{(site / language / 'search.html').as_uri()}?q={asked}")
    page.locator("#search-results li a", has_text=expected).first.wait_for()
    assert all(url.startswith(("file:", "data:")) for url in asks)
    page.close()


@pytest.mark.group("browser")
def test_pages_fit_a_narrow_window(site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    wide = []
    for language in LANGUAGES:
        for name in NAMES:
            page.goto((site / language / "manual" / language / name.replace(".md", ".html")).as_uri())
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(f"{language}/{name}")
    page.close()
    assert wide == []


# --- a server


@pytest.mark.group("neo4j")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_neo4j_page_shows_is_what_a_server_gives(language: str, built: Path, database: Connection) -> None:
    page = MANUAL / language / "neo4j.md"
    assert generate.on_server(page, built, database) == page.read_text(encoding="utf-8"), "make docs"
