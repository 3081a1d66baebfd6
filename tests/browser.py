"""A real Chromium for the tests of pages: the one that the machine has, driven by playwright, without a network.

`python tests/browser.py OUT/graph.html PICTURE.png` takes the picture of a page for the manual.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# In a container there is no user namespace for Chromium's sandbox, no GPU and little shared memory.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
)


def executable() -> str | None:
    """Where Chromium is."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def unavailable() -> str | None:
    """Why the browser tests cannot run here; None if they can."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed"
    return None if executable() else f"none of {', '.join(NAMES)} is on the PATH"


@contextmanager
def running() -> Iterator[Browser]:
    """Chromium as long as the block lasts."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for tests marked `group("browser")`."""
    with running() as chromium:
        yield chromium


def picture(page: Path, png: Path) -> None:
    """A screenshot of a built page as it looks when it is opened."""
    with running() as chromium:
        opened = chromium.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
        opened.goto(page.resolve().as_uri())
        opened.wait_for_selector("#canvas[data-drawn]")
        opened.screenshot(path=png)


if __name__ == "__main__":
    picture(Path(sys.argv[1]), Path(sys.argv[2]))
