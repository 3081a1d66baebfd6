"""What is said when something is wrong: one sentence, as a page or as JSON, and never a traceback."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.errors import KgError
from kg.explorer.links import Links
from kg.explorer.missing import Missing
from kg.explorer.opened import Reloading
from kg.explorer.respond import as_twin, drawn
from kg.explorer.security import HEADERS, Refused
from kg.explorer.served import Served
from kg.explorer.shown import Shown
from kg.explorer.views.search import suggest
from kg.explorer.views.shapes import NameHit
from kg.lang import choose
from kg.text import printable

_TITLES = {
    400: ("这样问不成", "This cannot be asked"),
    403: ("不能这样做", "This is not allowed"),
    404: ("没有找到", "Not found"),
    405: ("不能这样做", "This is not allowed"),
    500: ("程序出错", "A fault of the program"),
    503: ("稍等", "One moment"),
}


@dataclass(frozen=True, slots=True)
class FaultView:
    """Why there is no answer, in one sentence."""

    error: str


def failed(request: Request, fault: Exception) -> Response:
    """The answer to a request that raised `fault`. A bug is told as one; the server's log has where it is."""
    status, sentence = told(fault)
    headers = {**HEADERS, **({"retry-after": "2"} if status == 503 else {})}
    if status == 503 and request.method == "GET":
        headers["refresh"] = "2"  # the page asks again by itself
    if isinstance(fault, HTTPException) and fault.headers:
        headers |= fault.headers
    answer = as_twin(FaultView(sentence), status) if wants_json(request) else _page(request, status, sentence)
    answer.headers.update(headers)
    return answer


def told(fault: Exception) -> tuple[int, str]:
    """The status of HTTP and the sentence for a fault."""
    if isinstance(fault, Refused):
        return fault.status, str(fault)
    if isinstance(fault, Missing):
        return 404, str(fault)
    if isinstance(fault, Reloading):
        return 503, str(fault)
    if isinstance(fault, KgError):
        return 400, str(fault)
    if isinstance(fault, HTTPException):
        known = {
            404: choose("没有这个页面", "there is no such page"),
            405: choose("这个地址不接受这种请求", "this address does not take such a request"),
        }
        return fault.status_code, known.get(fault.status_code, fault.detail)
    return 500, choose(
        "这一页没有做出来，是程序的错误；终端里有详细记录",
        "this page could not be made, by a fault of the program; the terminal has the details",
    )


def wants_json(request: Request) -> bool:
    """Whether a program asks and not a person."""
    return request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", "")


def _page(request: Request, status: int, sentence: str) -> Response:
    served: Served = request.app.state.served
    shown: Shown = getattr(request.state, "shown", Shown())
    title = choose(*_TITLES.get(status, _TITLES[400]))
    words = {"status": status, "title": title, "sentence": printable(sentence), "hits": _near(request, served, status)}
    page = drawn("error.html.j2", Links(shown.carried), shown, served, words)
    return HTMLResponse(page.encode("utf-8", "replace"), status)


def _near(request: Request, served: Served, status: int) -> tuple[NameHit, ...]:
    """What may have been meant by an address that leads nowhere."""
    word = str(request.path_params.get("id") or request.url.path.rpartition("/")[2])[:100]
    if status != 404 or not word:
        return ()
    with contextlib.suppress(KgError), served.opened.reading() as db:
        return suggest(db, word, 5)
    return ()
