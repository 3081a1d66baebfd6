"""Who may ask: only this machine, by its own name, and for a change only a page of this server.

- A page of another site whose name was made to lead to 127.0.0.1 sends its own name as Host: 421.
- Its form or script that posts here sends its own Origin, or no token: 403. So does whatever else it takes from here,
  such as a picture or a script, where the browser tells; a link to a page it may have, but no query is run by that.
- What it could do with an answer in a frame or a script is forbidden by the headers that every answer has.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError

LARGEST = 1_000_000  # bytes of a request's body
LONGEST = 32_000  # bytes of an address
SAFE = ("GET", "HEAD")
TOKEN = "token"  # noqa: S105 the name of a field

_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; worker-src 'self' blob:"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    # not no-referrer: a browser then calls the origin of a form on our own page "null"
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "private, no-cache",
}
_FOR_GOOD = "public, max-age=31536000, immutable"
# Files of the front end, whose names hold their hash.
_HASHED = "/static/assets/"


class Refused(KgError):
    """A request that is not answered; `status` says why in HTTP's terms."""

    def __init__(self, status: int, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.status = status


class Guard:
    """ASGI middleware: refuses what is not from here, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it here."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scope["path"].startswith(_HASHED) and message["status"] == 200:
                    headers["cache-control"] = _FOR_GOOD
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = refusal(scope, self.hosts)
        if refused is None:
            return await self.app(scope, receive, with_headers)
        body = f"{refused.zh}\n{refused.en}\n".encode()
        await with_headers(
            {
                "type": "http.response.start",
                "status": refused.status,
                "headers": [
                    (b"content-type", b"text/plain; charset=utf-8"),
                    (b"content-length", str(len(body)).encode()),
                    (b"connection", b"close"),
                ],
            }
        )
        return await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def refusal(scope: Scope, hosts: frozenset[str]) -> Refused | None:
    """Why a request is not let in: its host, its origin, its size. None where it is."""
    headers = Headers(scope=scope)
    host = headers.get("host", "").lower()
    if len(headers.getlist("host")) != 1 or host not in hosts:
        return Refused(421, "只应答本机地址", "this server answers only to this machine's own address")
    if len(scope.get("query_string", b"")) + len(scope.get("raw_path") or b"") > LONGEST:
        return Refused(414, "地址过长", "the address is too long")
    if headers.get("sec-fetch-site") == "cross-site" and not _is_visit(headers):
        return Refused(403, "其他网站的页面不能取用", "pages of other sites may link here, and nothing else")
    if scope["method"] in SAFE:
        return None
    if not _from_here(headers, host):
        return Refused(403, "只接受本页面提交的更改", "a change is taken only from a page of this server")
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not (length.isascii() and length.isdigit()):
        return Refused(411, "请求须写明长度", "a request must state its length")
    if int(length[:12]) > LARGEST:
        return Refused(413, f"请求过大（最多 {LARGEST} 字节）", f"the request is too large: {LARGEST} bytes at most")
    return None


def _is_visit(headers: Headers) -> bool:
    """Whether a person follows a link, in a window of its own."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _from_here(headers: Headers, host: str) -> bool:
    """Whether the browser says that the request was made by a page of this very address."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") in ("same-origin", "none")
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.netloc.lower() == host


async def form(request: Request, token: str) -> dict[str, str]:
    """The fields of a posted form, each once, of a page that knows the token. Refused where it does not."""
    fields = fields_of(await request.body())
    given = fields.pop(TOKEN, "") or request.headers.get("x-kg-token", "")
    if not secrets.compare_digest(given.encode(), token.encode()):
        raise Refused(
            403,
            "页面已过期（服务重新启动过），请刷新后再试",
            "the page is of a former run of the server: reload it and try again",
        )
    return fields


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of a body in the form of an HTML form; the last of several with one name. Refused where it is none."""
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=1000, errors="strict"))
    except ValueError as fault:  # also UnicodeDecodeError
        raise Refused(400, "表单无法读取", "the form cannot be read") from fault
