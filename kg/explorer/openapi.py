"""openapi.json: every address that gives JSON or a file, described from the dataclasses that it is made of."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kg import __version__
from kg.explorer import decide, faults
from kg.explorer.links import PATHS
from kg.explorer.pages import find, posts
from kg.explorer.pages.table import PAGES
from kg.explorer.shown import ShownState
from kg.explorer.state import default, hints, parameter
from kg.explorer.states import ConsoleState, GraphState, HomeState, SuggestState
from kg.explorer.views.acts import Decided, StatusView

Json = dict[str, Any]
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class _File:
    """An address that gives a file to keep."""

    path: str
    state: type
    media: str
    words: str


_FILES = (
    _File("/export/graph.csv", GraphState, "text/csv", "The graph in this state, a line for each quotation"),
    _File("/export/graph.gexf", GraphState, "application/xml", "The graph in this state, for Gephi"),
    _File("/export/matrix.csv", HomeState, "text/csv", "The table whole; offset and columns have no effect"),
    _File("/export/query.csv", ConsoleState, "text/csv", "The rows of a query"),
)
_POSTS: tuple[tuple[str, Callable[..., Any], type, str, tuple[str, ...]], ...] = (
    ("/decide", posts.decide, Decided, "Decide about a name", (*decide.FIELDS, "back")),
    ("/undo", posts.undo, Decided, "Take a decision back", ("number", "back")),
    ("/reload", posts.reload, StatusView, "Show what the output folder holds now", ("back",)),
)


def document() -> Json:
    """The description, as OpenAPI 3.1 has it. The same for every graph."""
    schemas: Json = {}
    paths: Json = {}
    for page in PAGES:
        kind = get_type_hints(page.view)["return"]
        path = PATHS[page.name].format("{id}")
        asked = _parameters(page.state, path)
        reply = _reply(kind, schemas)
        twin = {"summary": page.en, "description": _doc(kind), "parameters": asked, "responses": _responses(reply)}
        paths["/home.json" if path == "/" else path + ".json"] = {"get": {"operationId": page.name, **twin}}
        html = {"text/html": {"schema": {"type": "string"}}}
        told = {"summary": f"{page.en}: the page", "parameters": asked, "responses": _responses(html)}
        paths[path] = {"get": {"operationId": f"{page.name}_page", **told}}
    suggest = _reply(get_type_hints(find.suggest)["return"], schemas)
    paths["/suggest.json"] = _get("suggest", "Names for what is being typed", _parameters(SuggestState), suggest)
    paths["/status.json"] = _get("status", "How the graph stands to the decisions", [], _reply(StatusView, schemas))
    paths["/openapi.json"] = _get("openapi", "This document", [], {"application/json": {"schema": {"type": "object"}}})
    for file in _FILES:
        asked = _parameters(file.state)
        content = {file.media: {"schema": {"type": "string"}}}
        paths[file.path] = _get("file_" + file.path.rpartition("/")[2].replace(".", "_"), file.words, asked, content)
    for path, handler, kind, words, names in _POSTS:
        paths[path] = {"post": _post(path[1:], words, _doc(handler), names, _reply(kind, schemas))}
    console = next(page for page in PAGES if page.name == "console")
    reply = _reply(get_type_hints(console.view)["return"], schemas)
    given = tuple(parameter(field.name) for field in fields(ConsoleState))
    paths["/query"] = {"post": _post("query", "Run a query that is too long for an address", "", given, reply)}
    schemas.setdefault("FaultView", _schema_of(faults.FaultView, schemas))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kg serve",
            "version": __version__,
            "description": "A built graph, to be looked at: every page has a twin that gives the same value as JSON.",
        },
        "servers": [{"url": "http://127.0.0.1:8000"}],
        "paths": dict(sorted(paths.items())),
        "components": {"parameters": _described(), "schemas": dict(sorted(schemas.items()))},
    }


def _get(name: str, words: str, parameters: list[Json], content: Json) -> Json:
    return {"get": {"operationId": name, "summary": words, "parameters": parameters, "responses": _responses(content)}}


def _post(name: str, words: str, description: str, names: tuple[str, ...], content: Json) -> Json:
    properties = {field: {"type": "string"} for field in (*names, "token")}
    body = {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": properties}}}
    return {
        "operationId": name,
        "summary": words,
        "description": description,
        "requestBody": {"required": True, "content": body},
        "responses": _responses(content) | {"303": {"description": "Back to the page that the form was on"}},
    }


def _responses(content: Json) -> Json:
    fault = {"application/json": {"schema": {"$ref": "#/components/schemas/FaultView"}}}
    return {
        "200": {"description": "As asked for", "content": content},
        "default": {"description": "Why there is no answer", "content": fault},
    }


def _reply(kind: Any, schemas: Json) -> Json:
    return {"application/json": {"schema": schema(kind, schemas)}}


def _parameters(state: type, path: str = "") -> list[Json]:
    """The parameters of a state and those that every page has; the id in the path first."""
    names = ["id"] if "{id}" in path else []
    names += [f"{state.__name__}.{parameter(field.name)}" for field in fields(state)]
    names += [f"{ShownState.__name__}.{parameter(field.name)}" for field in fields(ShownState)]
    names += ["p"] if state is ConsoleState else []
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _described() -> Json:
    """All parameters, by the state that they are of."""
    found: Json = {
        "id": {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
        "p": {
            "name": "p",
            "in": "query",
            "required": False,
            "description": "parameters of the query, each named p.NAME",
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
    for kind in {page.state: None for page in PAGES} | {SuggestState: None, ShownState: None}:
        for field in fields(kind):
            told = schema(hints(kind)[field.name], {})
            standard = default(field)
            if standard not in ((), None, ""):
                told["default"] = int(standard) if isinstance(standard, bool) else standard
            if told.get("type") == "boolean":
                told = {"type": "integer", "enum": [0, 1], "default": told["default"]}
            for name, key in (("least", "minimum"), ("most", "maximum"), ("longest", "maxLength")):
                if name in field.metadata:
                    told[key] = field.metadata[name]
            words = {"name": parameter(field.name), "in": "query", "required": False}
            words["description"] = field.metadata["words"]
            found[f"{kind.__name__}.{parameter(field.name)}"] = {**words, "schema": told}
    return dict(sorted(found.items()))


def schema(kind: Any, schemas: Json) -> Json:
    """The schema of a type; that of a dataclass is put into `schemas` and named."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind is Any:
        return {}
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in schemas:
            schemas[kind.__name__] = {}  # so that one that holds itself ends
            schemas[kind.__name__] = _schema_of(kind, schemas)
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    if origin is Literal:
        return {"type": "string", "enum": list(parts)}
    if origin in (Union, types.UnionType):
        several = [schema(part, schemas) for part in parts if part is not type(None)]
        nothing = [{"type": "null"}] if type(None) in parts else []
        if len(several) == 1 and set(several[0]) == {"type"} and nothing:
            return {"type": [several[0]["type"], "null"]}
        return {"anyOf": several + nothing}
    if origin is tuple and parts[-1] is Ellipsis:
        return {"type": "array", "items": schema(parts[0], schemas)}
    if origin is tuple:
        return {"type": "array", "prefixItems": [schema(part, schemas) for part in parts], "items": False}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema(parts[1], schemas)}
    raise TypeError(f"no schema for {kind}")


def _schema_of(kind: type, schemas: Json) -> Json:
    properties = {field.name: schema(hints(kind)[field.name], schemas) for field in fields(kind)}
    return {
        "type": "object",
        "description": _doc(kind),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _doc(of: object) -> str:
    return " ".join((inspect.getdoc(of) or "").split())
