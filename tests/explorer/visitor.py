"""One who looks at the explorer in a real browser, cut off from every other address, and tells what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Response, Route


@contextmanager
def visiting(browser: Browser, address: str, **given: Any) -> Iterator[Page]:
    """A page of a browser of its own. When the block ends: nothing but the server at `address` was asked for anything,
    no error was logged, no script failed, no dialog was opened, and no answer was a fault of the server."""
    given = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", "locale": "zh-CN", **given}
    context = browser.new_context(**given)
    faults: list[str] = []
    own = urlsplit(address).netloc

    def watch(route: Route) -> None:
        url = route.request.url
        if urlsplit(url).netloc == own or url.startswith(("data:", f"blob:{address.rstrip('/')}")):
            route.continue_()
        else:
            faults.append(f"a request to {url}")
            route.abort()

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"{message.page and message.page.url}: {message.text}")

    def opened(dialog: Dialog) -> None:
        faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def answered(answer: Response) -> None:
        if answer.status >= 500:
            faults.append(f"{answer.status} {answer.url}")

    context.route("**", watch)
    context.on("console", said)
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    context.on("dialog", opened)
    context.on("response", answered)
    page = context.new_page()
    try:
        yield page
    finally:
        context.close()
    assert faults == []
