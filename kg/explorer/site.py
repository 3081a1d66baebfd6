"""The reading side of the explorer as files: pages that any web server, or none, can show.

What a page links to is drawn in turn, from the first page on, so no link is dead. Pages are those of the server, by the
same templates; what needs a server (search, graph, paths, queries, decisions) is left out of them.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kg import __version__
from kg.errors import KgError
from kg.explorer import state as states
from kg.explorer.console import Console
from kg.explorer.index import open_index
from kg.explorer.links import Links
from kg.explorer.missing import Missing
from kg.explorer.opened import Opened
from kg.explorer.pages.page import Asked
from kg.explorer.pages.pieces import LINE
from kg.explorer.pages.table import PAGE_OF
from kg.explorer.rebuild import Rebuilder
from kg.explorer.respond import SHEETS, SITE, html
from kg.explorer.served import Served
from kg.explorer.shown import Shown
from kg.explorer.states import SpeechState
from kg.graph.folder import read_manifest
from kg.graph.rows import SCHEMA
from kg.lang import language
from kg.sinks.files import MANIFEST, digest, write_json
from kg.sinks.staging import staged

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,80}")
_LONGEST = 120  # characters of a file's name


@dataclass(frozen=True)
class SiteLinks(Links):
    """Addresses between files. `here` is the file that links, `found` takes note of the page that a link leads to and
    gives its file, `line` gives where the line of a speech begins that a place is in."""

    here: str = "index.html"
    found: Callable[[str, Any, str], str] = field(default=lambda page, state, key: page)
    line: Callable[[str, int], int] = field(default=lambda speech, start: start)

    def to(self, page: str, state: object = None, key: str = "", *, suffix: str = "", fragment: str = "") -> str:
        """The way from this file to that of a page, which is then drawn too."""
        state = state if state is not None else PAGE_OF[page].state()
        if isinstance(state, SpeechState):
            span = state.span()
            fragment = f"o{self.line(key, span[0])}" if span else ""
            state = replace(state, at="")
        return self.file("/" + self.found(page, state, key)) + (f"#{fragment}" if fragment else "")

    def file(self, path: str) -> str:
        """The way from this file to another one of the site."""
        return "../" * self.here.count("/") + path.removeprefix("/")


def write_site(out: Path, site: Path, say: Callable[[str], None] = lambda line: None) -> int:
    """Write the pages of an output folder into `site`, which is new, empty, or was so written before; return how many.

    They appear all at once or not at all. KgError where `site` holds anything else, or lies in `out`.
    """
    if site.resolve().is_relative_to(out.resolve()):
        raise KgError(
            f"{site} 在输出目录 {out} 之内，请另选", f"{site} is within the output folder {out}: choose another"
        )
    if (site / MANIFEST).is_file() and read_manifest(site).get("export") != "site":
        raise KgError(f"{site} 是 kg 的其他输出，请另选", f"{site} is another output of kg: choose another")
    opened = Opened(out, lambda: open_index(out, say))
    served = Served(
        opened, Console(opened), Rebuilder(opened), out, "", frozenset(), language=language(), read_only=True
    )
    with staged(site, [out]) as folder, opened.reading() as db:
        number = 0
        for name, text in drawn(served, db):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "replace"))
            number += 1
        for name, made in SHEETS.items():
            (folder / name).write_text(made(), encoding="utf-8", newline="\n")
        tops = sorted(path for path in folder.iterdir())
        outputs = {path.name: digest(path) if path.is_file() else "" for path in tops}
        write_json(folder / MANIFEST, {"schema": SCHEMA, "kg": __version__, "export": "site", "outputs": outputs})
    return number


def drawn(served: Served, db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every page that the first one leads to, by its file, in the order in which they are found."""
    files: dict[tuple[str, Any, str], str] = {}
    waiting: deque[tuple[str, Any, str]] = deque()

    def found(page: str, state: Any, key: str) -> str:
        wanted = page, state, key
        if wanted not in files:
            if page not in SITE:
                raise ValueError(f"a page of the site links to {page}, which needs a server")
            files[wanted] = file_of(page, state, key)
            waiting.append(wanted)
        return files[wanted]

    line = _lines(db)
    shown = Shown(served.language)
    found("home", PAGE_OF["home"].state(), "")
    while waiting:
        wanted = waiting.popleft()
        page, state, key = wanted
        links = SiteLinks(here=files[wanted], found=found, line=line)
        asked = Asked(served, db, state, key, links=links)
        yield files[wanted], html(PAGE_OF[page], asked, PAGE_OF[page].view(asked), shown, site=True)


def file_of(page: str, state: object, key: str) -> str:
    """The file of a page in a state: readable where that is short, else a hash. No two differ in case alone."""
    pairs = states.pairs(state)
    if page == "home" and not pairs:
        return "index.html"
    parts = ([key] if key else []) + [part for pair in pairs for part in pair]
    plain = all(_PLAIN.fullmatch(part) and part not in ("con", "nul", "aux", "prn") for part in parts)
    name = "-".join(parts)
    if not plain or len(name) > _LONGEST or any(part != part.lower() for part in ([key] if key else [])):
        name = blake2b("\x1f".join((page, *parts)).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
    if not parts:
        return f"{page}.html"
    return f"{page}/{name}.html"


def _lines(db: sqlite3.Connection) -> Callable[[str, int], int]:
    @lru_cache(256)
    def starts(speech: str) -> list[int]:
        row = db.execute("SELECT start, text FROM speech WHERE id = ?", (speech,)).fetchone()
        if row is None:
            raise Missing(f"没有讲话 {speech}", f"there is no speech {speech}")
        return [row["start"] + line.start() for line in LINE.finditer(row["text"] or "")]

    def line(speech: str, start: int) -> int:
        found = starts(speech)
        at = bisect_right(found, start) - 1
        return found[at] if at >= 0 else start

    return line
