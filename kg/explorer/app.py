"""The explorer as an ASGI application: every address on one screen, and what is said when something is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import KgError
from kg.explorer import assets, downloads, openapi, respond
from kg.explorer.faults import failed, wants_json
from kg.explorer.links import PATHS
from kg.explorer.pages import posts
from kg.explorer.pages.page import Page
from kg.explorer.pages.status import status, waiting
from kg.explorer.pages.table import PAGE_OF, PAGES
from kg.explorer.respond import answer, as_twin, download, sheet, warm
from kg.explorer.security import Guard, form
from kg.explorer.served import Served
from kg.explorer.shown import Remembered
from kg.explorer.states import ConsoleState, GraphState, HomeState


def explorer(served: Served) -> Starlette:
    """The application that shows one output folder."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        served.rebuilder.close()

    middleware = [Middleware(Guard, hosts=served.hosts), Middleware(Remembered, language=served.language)]
    faults = {HTTPException: failed, KgError: failed, Exception: failed}
    app = Starlette(routes=routes(), middleware=middleware, exception_handlers=faults, lifespan=lifespan)
    app.state.served = served
    warm()
    return app


def routes() -> list[BaseRoute]:
    """All addresses. Each page has a twin, the same value as JSON; every other GET changes nothing either."""
    found: list[BaseRoute] = []
    for page in PAGES:
        path = PATHS[page.name].format("{id:path}")
        found.append(Route("/home.json" if path == "/" else f"{path}.json", _page(page, as_json=True)))
        found.append(Route(path, _page(page, as_json=False)))
    found += [
        Route("/suggest.json", respond.suggest),
        Route("/status.json", lambda request: as_twin(request.app.state.served.rebuilder.status())),
        Route("/status", status),
        Route("/export/graph.csv", _file(GraphState, downloads.graph_csv, "text/csv", "graph.csv")),
        Route("/export/graph.gexf", _file(GraphState, downloads.graph_gexf, "application/xml", "graph.gexf")),
        Route("/export/matrix.csv", _file(HomeState, downloads.matrix_csv, "text/csv", "matrix.csv")),
        Route("/export/query.csv", _file(ConsoleState, downloads.query_csv, "text/csv", "query.csv")),
        Route("/openapi.json", lambda request: JSONResponse(openapi.document())),
        Route("/theme.css", sheet),
        Route("/style.css", sheet),
        Route("/icon.svg", sheet),
        Route("/decide", _change(posts.decide), methods=["POST"]),
        Route("/undo", _change(posts.undo), methods=["POST"]),
        Route("/reload", _change(posts.reload), methods=["POST"]),
        Route("/query", _query, methods=["POST"]),
    ]
    if assets.folder().is_dir():
        found.append(Mount("/static", StaticFiles(directory=assets.folder())))
    return found


def _page(page: Page, *, as_json: bool) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return answer(request, page, request.query_params.multi_items(), as_json=as_json)

    return endpoint


def _file(state: type, made: Callable[..., str | bytes], kind: str, name: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return download(request, state, made, kind, name)

    return endpoint


def _change(change: Callable[[Served, Mapping[str, str]], object]) -> Callable[[Request], Awaitable[Response]]:
    """A change that a posted form asks for; back to its page once the graph follows it. A program is told at once."""

    async def endpoint(request: Request) -> Response:
        served: Served = request.app.state.served
        fields = await form(request, served.token)
        done = await run_in_threadpool(change, served, fields)
        return as_twin(done) if wants_json(request) else waiting(fields.get("back", ""))

    return endpoint


async def _query(request: Request) -> Response:
    """A query too long for an address. It changes nothing, but not everybody may make this machine work."""
    fields = await form(request, request.app.state.served.token)
    return await run_in_threadpool(
        answer, request, PAGE_OF["console"], list(fields.items()), as_json=wants_json(request)
    )
