"""From a page to an answer: the view value as HTML, or the same value as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.explorer import state, text, theme
from kg.explorer.assets import assets, page_data
from kg.explorer.links import Links
from kg.explorer.missing import Missing
from kg.explorer.names import moved
from kg.explorer.pages import find
from kg.explorer.pages.page import Asked, Page
from kg.explorer.pages.pieces import marked
from kg.explorer.pages.table import PAGES, TOP
from kg.explorer.served import Served
from kg.explorer.shown import Shown, ShownState
from kg.explorer.states import SuggestState
from kg.lang import choose
from kg.link.reasons import reason
from kg.schema import node_types
from kg.text import printable

if TYPE_CHECKING:
    from jinja2 import Environment

# Pages that need no server (kg.explorer.site).
SITE = frozenset(("home", "evidence", "entity", "speech", "compare", "timeline", "places", "about"))
# Inside <script> nothing of the data may look like markup.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


Pairs = Sequence[tuple[str, str]]


@contextmanager
def asked_for(request: Request, kind: type, pairs: Pairs) -> Iterator[Asked]:
    """A request as pages take it, while its connection is open; `pairs` are of its address or form, and make the state.
    BadValue for a parameter that cannot be, Reloading where no graph is open."""
    state.read(ShownState, pairs)
    served: Served = request.app.state.served
    own: Any = state.read(kind, pairs)
    parameters = {name[2:]: value for name, value in pairs if name.startswith("p.")}
    links = Links(request.state.shown.carried, tuple(pairs))
    with served.opened.reading() as db:
        foreign = request.headers.get("sec-fetch-site") == "cross-site"
        yield Asked(served, db, own, request.path_params.get("id", ""), parameters, links, foreign)


def answer(request: Request, page: Page, pairs: Pairs, *, as_json: bool) -> Response:
    """The page that is asked for. BadValue for a parameter that cannot be, Missing for what there is not; an entity
    that a person merged into another one leads there."""
    with asked_for(request, page.state, pairs) as asked:
        try:
            view = page.view(asked)
        except Missing:
            holder = moved(asked.db, asked.key) if page.name == "entity" else None
            if not holder:
                raise
            to = asked.links.to("entity", asked.state, holder, suffix=".json" if as_json else "")
            return RedirectResponse(to, 303)
        if as_json:
            return as_twin(view)
        return HTMLResponse(html(page, asked, view, request.state.shown).encode("utf-8", "replace"))


def suggest(request: Request) -> Response:
    """Names for what is being typed."""
    with asked_for(request, SuggestState, request.query_params.multi_items()) as asked:
        return as_twin(find.suggest(asked))


def download(request: Request, kind: type, made: Callable[[Asked], str | bytes], media: str, name: str) -> Response:
    """A file to be kept."""
    with asked_for(request, kind, request.query_params.multi_items()) as asked:
        body = made(asked)
    data = body.encode("utf-8", "replace") if isinstance(body, str) else body
    return Response(data, media_type=media, headers={"content-disposition": f'attachment; filename="{name}"'})


def sheet(request: Request) -> Response:
    """A style sheet or the icon. One whose address holds its hash is kept for good."""
    name = request.url.path.removeprefix("/")
    kept = request.query_params.get("v") == versions()[name]
    headers = {"cache-control": "public, max-age=31536000, immutable" if kept else "no-cache"}
    return Response(SHEETS[name](), media_type=MEDIA[name.rpartition(".")[2]], headers=headers)


def as_twin(view: object, status: int = 200) -> Response:
    """A dataclass, or what else JSON can hold, as JSON."""
    plain = asdict(view) if is_dataclass(view) and not isinstance(view, type) else view
    body = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return Response(body.encode("utf-8", "replace"), status, media_type="application/json")


def html(page: Page, asked: Asked, view: object, shown: Shown, *, site: bool = False) -> str:
    """The page as text."""
    given: dict[str, Any] = {"page": page.name, "title": choose(page.zh, page.en)}
    given |= {"view": view, "state": asked.state, "key": asked.key, "asked": asked}
    return drawn(page.template, asked.links, shown, asked.served, given | dict(page.more(asked, view)), site=site)


def drawn(
    template: str, links: Links, shown: Shown, served: Served | None, given: Mapping[str, Any], *, site: bool = False
) -> str:
    """A template with what all of them know."""
    own, page, key = given.get("state"), given.get("page", ""), given.get("key", "")

    def here(**other: str) -> str:
        """This very page in another language or theme."""
        there = replace(links, carried={**links.carried, **other})
        return there.to(page, own, key) if page else there.to("home")

    return (
        environment()
        .get_template(template)
        .render(
            link=links,
            shown=shown,
            here=here,
            site=site,
            site_pages=SITE,
            assets=assets(),
            data=page_data(),
            token=served.token if served else "",
            read_only=not served or served.read_only,
            pages={page.name: choose(page.zh, page.en) for page in PAGES},
            top=TOP,
            versions=versions(),
            **given,
        )
    )


@cache
def versions() -> dict[str, str]:
    """Of each style sheet a short hash, which is in its address, so that a browser keeps it until it changes."""
    return {name: blake2b(made().encode(), digest_size=5).hexdigest() for name, made in SHEETS.items()}


def _own(name: str) -> Callable[[], str]:
    return lambda: files(__package__).joinpath(name).read_text(encoding="utf-8")


SHEETS: dict[str, Callable[[], str]] = {
    "style.css": _own("style.css"),
    "icon.svg": _own("icon.svg"),
    "theme.css": theme.css,
}
MEDIA = {"css": "text/css", "svg": "image/svg+xml"}


@cache
def environment() -> Environment:
    """The templates, with all that they can call. All that they are given is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    own = Environment(
        loader=PackageLoader("kg.explorer"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    own.globals.update(
        t=choose,
        word=text.word,
        type_name=text.type_name,
        relation_name=text.relation_name,
        has_direction=text.has_direction,
        date=text.date,
        marked=marked,
        pairs=state.pairs,
        changed=replace,
        paths=theme.PATHS,
        shapes={name: kind.shape for name, kind in node_types().items()},
    )
    own.filters.update(number=text.number, printable=printable, data=_data, reason=reason, props=text.props)
    return own


def warm() -> None:
    """Make ready what the first page would else wait for."""
    for name in environment().list_templates():
        environment().get_template(name)
    versions()


def _data(value: object) -> str:
    """A value as JSON that may stand in a script element, marked |safe: nothing that could end that is left."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, ensure_ascii=False).translate(_ESCAPES)
