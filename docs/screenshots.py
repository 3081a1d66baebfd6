"""Takes the pictures of docs/explorer.md and of the manual: `python docs/screenshots.py`, where a Chromium is on the
PATH.

The corpus is built and served as anybody would do it, a Chromium looks at each view, and each picture is kept with at
most 256 colours, so that it stays small. Things are found by their names, so that a picture follows the graph.
"""

from __future__ import annotations

import io
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import running  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

PICTURES = ROOT / "docs" / "explorer"
SIZE: ViewportSize = {"width": 1280, "height": 800}
LARGEST = 150_000  # bytes of a picture

# What is looked at, by the name of its picture. {双五星} and the like are ids; {hidden} is the redacted version of a
# talk, {whole} the other one.
VIEWS = {
    "home": "/",
    "home-dark": "/?theme=dark",
    "search": "/search?q=双五星",
    "graph": "/graph?focus={双五星}",
    "graph-dark": "/graph?focus={双五星}&theme=dark",
    "path": "/path?from={双五星}&to={王家畈镇}",
    "entity": "/entity/{双五星}",
    "reader": "/speech/{hidden}?fills=1",
    "compare": "/compare?left={hidden}&right={whole}",
    "timeline": "/timeline",
    "places": "/places",
    "console": "/console?query=programs-by-speech",
    "decisions": "/decisions",
}
# The pictures of the tour are taken in English too.
TOUR = ("home", "search", "entity", "reader", "compare", "graph", "path", "timeline", "places", "console")
ENGLISH = {f"en/{name}": f"{VIEWS[name]}{'&' if '?' in VIEWS[name] else '?'}lang=en" for name in TOUR}
NAMES = ("双五星", "王家畈镇")
# Said to be the same before the picture of decisions is taken.
SAME = ("五星党员创评", "双五星")


@contextmanager
def served(out: Path) -> Iterator[str]:
    """The address at which the graph of that folder can be looked at."""
    command = [sys.executable, "-m", "kg", "serve", "-o", str(out), "--port", "0"]
    known = {**os.environ, "LOGNAME": "读者"}  # who decides
    with subprocess.Popen(command, cwd=ROOT, env=known, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout
            found = re.match(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert found, "kg serve did not start"
            yield found[0]
        finally:
            process.terminate()


def asked(address: str, path: str) -> Any:
    """What the JSON twin of a page says."""
    with urllib.request.urlopen(address + quote(path, safe="/?=&")) as answer:
        return json.load(answer)


def ids(address: str) -> dict[str, str]:
    """What VIEWS names."""
    found = {name: asked(address, f"/suggest.json?q={name}")["names"][0]["node"]["id"] for name in NAMES}
    talks = [column["speech"] for column in asked(address, "/home.json?fold=0")["columns"]]
    hidden = next(talk for talk in talks if talk["kind"] == "redacted")
    return {**found, "hidden": hidden["id"], "whole": hidden["version_of"]}


def small(png: bytes) -> bytes:
    """The same picture with its 256 most usual colours, which stay as they are; any other becomes the nearest one."""
    from PIL import Image

    whole = Image.open(io.BytesIO(png)).convert("RGB")
    raw = whole.tobytes()
    pixels = list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True))
    ranked = sorted(Counter(pixels).items(), key=lambda item: (-item[1], item[0]))
    usual = [colour for colour, _ in ranked[:256]]
    places = {colour: min(range(len(usual)), key=lambda n: math.dist(usual[n], colour)) for colour, _ in ranked}
    palette = Image.frombytes("P", whole.size, bytes(map(places.__getitem__, pixels)))
    palette.putpalette([part for colour in usual for part in colour])
    kept = io.BytesIO()
    palette.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def prepare(page: Page, name: str) -> None:
    """What is done on a page before its picture is taken."""
    page.wait_for_load_state("networkidle")
    name = name.removeprefix("en/")
    if name.startswith("graph"):
        page.locator("#graph[data-drawn] .graph-canvas:not([aria-busy])").wait_for()
        page.wait_for_timeout(500)  # fonts and the graphics card
    if name == "search":
        page.locator("#q").fill("")
        page.locator("#q").press_sequentially("wjf", delay=20)
        page.locator(".suggestions [role=option]").filter(has_text="王家畈镇").first.wait_for()
        page.keyboard.press("ArrowDown")


def decide(page: Page, address: str) -> None:
    """A decision, as a person makes it; until the graph has followed."""
    first = asked(address, f"/suggest.json?q={SAME[0]}")["names"][0]["node"]["id"]
    page.goto(f"{address}/entity/{first}")
    page.get_by_text("并入另一名称").click()
    page.get_by_label("另一名称").first.fill(SAME[1])
    page.get_by_role("button", name="判为相同").click()
    page.wait_for_url("**/entity/**", timeout=120_000)


def take(address: str) -> Mapping[str, bytes]:
    """All pictures by name. The decision comes last, so that the others show what a build alone gives."""
    known = ids(address)
    taken = {}
    with running() as chromium:
        for name, path in {**ENGLISH, **VIEWS}.items():
            page = chromium.new_page(viewport=SIZE, reduced_motion="reduce", locale="zh-CN")
            if name == "decisions":
                decide(page, address)
            page.goto(address + quote(path.format_map(known), safe="/?=&"))
            prepare(page, name)
            taken[name] = small(page.screenshot())
            page.close()
    return taken


def main() -> None:
    """Build, serve, look, write."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        subprocess.run([sys.executable, "-m", "kg", "build", "-q", "corpus", "-o", str(out)], cwd=ROOT, check=True)
        with served(out) as address:
            pictures = take(address)
    (PICTURES / "en").mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        assert len(picture) < LARGEST, f"{name} has {len(picture)} bytes"
        (PICTURES / f"{name}.png").write_bytes(picture)
        print(f"{name}.png {len(picture) // 1000} kB")


if __name__ == "__main__":
    main()
