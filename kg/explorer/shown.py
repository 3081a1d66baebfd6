"""How pages are shown: language and theme. The address says so, else a cookie, else how the server was started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Literal
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.explorer.states import said
from kg.lang import LANGUAGES, set_language

THEMES = ("auto", "light", "dark")
COOKIE = "kg_{}"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class ShownState:
    """The parameters that every page takes."""

    lang: Literal["", "zh", "en"] = said("", "language of the page; a cookie remembers it")
    theme: Literal["", "auto", "light", "dark"] = said("", "light or dark; a cookie remembers it")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is in force. `carried` is what links must repeat, because no cookie has it yet."""

    lang: str = LANGUAGES[0]
    theme: str = THEMES[0]
    carried: Mapping[str, str] = field(default_factory=dict)


class Remembered:
    """ASGI middleware: sets the language of a request, and remembers what its address asks for."""

    def __init__(self, app: ASGIApp, language: str) -> None:
        self.app = app
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with `shown` in its state."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        shown = chosen(scope, self.language)
        scope.setdefault("state", {})["shown"] = shown
        set_language(shown.lang)  # of this request alone: it is a task with a context of its own

        async def with_cookies(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in shown.carried.items():
                    cookie = f"{COOKIE.format(name)}={value}; Path=/; Max-Age={_YEAR}; SameSite=Lax; HttpOnly"
                    headers.append("set-cookie", cookie)
            await send(message)

        return await self.app(scope, receive, with_cookies)


def chosen(scope: Scope, language: str) -> Shown:
    """What a request asks for. A value that there is not counts as none."""
    given = dict(parse_qsl(scope.get("query_string", b"").decode("utf-8", "replace")))
    cookies = _cookies(Headers(scope=scope).get("cookie", ""))
    found: dict[str, str] = {}
    carried: dict[str, str] = {}
    for name, values, usual in (("lang", LANGUAGES, language), ("theme", THEMES, THEMES[0])):
        asked, kept = given.get(name), cookies.get(COOKIE.format(name))
        found[name] = next((value for value in (asked, kept) if value and value in values), usual)
        if asked and asked in values and asked != kept:
            carried[name] = asked
    return Shown(found["lang"], found["theme"], carried)


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
