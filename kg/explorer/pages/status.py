"""How the graph stands after a decision: a page that asks again by itself, until one can go back."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.explorer.links import Links
from kg.explorer.respond import drawn
from kg.explorer.served import Served
from kg.explorer.shown import Shown
from kg.lang import choose

# A page of this server, as a form or an address says where to go on.
_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]{0,4000}")


def status(request: Request) -> Response:
    """GET /status?back=…: while the graph is built, a page that asks again every second; then back to where one was."""
    served: Served = request.app.state.served
    back = local(request.query_params.get("back", ""))
    view = served.rebuilder.status()
    if view.state in ("still", "done"):
        return RedirectResponse(back, 303)
    shown: Shown = request.state.shown
    title = choose("正在更新图谱", "The graph is being updated") if view.busy else choose("判断", "Decisions")
    page = drawn("status.html.j2", Links(shown.carried), shown, served, {"title": title, "view": view, "back": back})
    return HTMLResponse(page.encode("utf-8", "replace"), headers={"refresh": "1"} if view.busy else {})


def waiting(back: str) -> Response:
    """To the page above, which goes on to `back`."""
    return RedirectResponse("/status?" + urlencode({"back": local(back)}), 303)


def local(given: str) -> str:
    """Where to go on: a page of this server, else the list of decisions."""
    return given if _LOCAL.fullmatch(given) else "/decisions"
