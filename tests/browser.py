"""A real Chromium for the tests of pages: the one that the machine has, driven by playwright, without a network."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for tests marked `group("browser")`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield running
        running.close()
