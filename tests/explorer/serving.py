"""The explorer without a network: an application on an output folder, and one who asks it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from starlette.testclient import TestClient

from kg.explorer.again import decided_in
from kg.explorer.app import explorer
from kg.explorer.console import Console
from kg.explorer.index import open_index
from kg.explorer.opened import Opened
from kg.explorer.rebuild import Rebuilder
from kg.explorer.served import Served, hosts

TOKEN = "known-to-pages-only"
HOME = "http://127.0.0.1:8000"
# What a browser sends with a form of a page of this server.
OWN = {"origin": HOME, "sec-fetch-site": "same-origin"}


def served(out: Path, **given: Any) -> Served:
    """The folder opened, to be shown at HOME."""
    opened = Opened(out, lambda: open_index(out))
    return Served(opened, Console(opened), Rebuilder(opened), decided_in(out), TOKEN, hosts(8000), **given)


def client(out: Path, *, raises: bool = True, **given: Any) -> TestClient:
    """A browser of sorts, which keeps cookies and goes where it is sent."""
    return TestClient(explorer(served(out, **given)), base_url=HOME, raise_server_exceptions=raises)


class Elements(HTMLParser):
    """All elements of a page, in order, each with its attributes and the text directly in it; ends without a fault only
    where elements are properly nested."""

    VOID = ("meta", "link", "input", "br", "hr", "img", "path", "rect", "line")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == [], f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> with an attribute twice: {names}"
        if tag == "a":
            assert "a" not in self._open, "a link within a link"
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> Iterator[dict[str, str]]:
        """The attributes of each element of that name."""
        return (attributes for found, attributes in self.found if found == tag)

    def links(self) -> list[str]:
        """Where the links of the page lead on this server, without fragments."""
        return [urldefrag(a["href"])[0] for a in self.all("a") if a["href"].startswith("/")]
