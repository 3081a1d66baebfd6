"""openapi.json describes every address that there is, and what they give is as it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from starlette.routing import Mount, Route

from kg.explorer.app import routes
from kg.explorer.openapi import document
from tests.explorer.serving import client
from tests.explorer.talk import named

ROOT = Path(__file__).resolve().parent.parent.parent
# What pages are made with, and says nothing of the graph.
MADE_WITH = {"/theme.css", "/style.css", "/icon.svg", "/status"}


def test_it_is_valid() -> None:
    validate(document())


def test_it_describes_every_address_and_no_other() -> None:
    found = {
        (re.sub(r"{(\w+):path}", r"{\1}", route.path), method.lower())
        for route in routes()
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    told = {(path, method) for path, item in document()["paths"].items() for method in item}
    assert {route.path for route in routes() if isinstance(route, Mount)} <= {"/static"}
    assert told == {pair for pair in found if pair[0] not in MADE_WITH}


def test_every_part_of_it_says_what_it_means() -> None:
    told = document()
    for path, item in told["paths"].items():
        assert all(operation["summary"] for operation in item.values()), path
    for name, one in told["components"]["parameters"].items():
        assert name == "id" or len(one["description"]) > 5, name
    for name, schema in told["components"]["schemas"].items():
        assert len(schema["description"]) > 10, name
        assert not schema["description"].startswith(f"{name}("), f"{name} has no docstring of its own"
    names = [operation["operationId"] for item in told["paths"].values() for operation in item.values()]
    assert len(names) == len(set(names))


def test_the_manual_has_it() -> None:
    assert json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8")) == document()


@pytest.mark.parametrize(
    "address",
    [
        "/home.json",
        "/search.json?q=推进",
        "/suggest.json?q=zheng",
        "/graph.json?focus={program}&hops=2",
        "/graph.json",
        "/path.json?from={program}&to={other}",
        "/path.json",
        "/evidence.json?source={speech}&relation=MENTIONS&target={program}",
        "/entity/{program}.json",
        "/speech/{speech}.json",
        "/compare.json?left={speech}&right={speech}",
        "/timeline.json",
        "/places.json",
        "/console.json?query=programs-by-speech",
        "/console.json?cypher=nonsense",
        "/decisions.json",
        "/about.json",
        "/status.json",
    ],
)
def test_what_is_given_is_as_it_says(out: Path, address: str) -> None:
    asks, told = client(out), document()
    speech = asks.get("/home.json").json()["columns"][0]["speech"]["id"]
    given = {"program": named(out, "整市推进"), "other": named(out, "整县推进"), "speech": speech}
    answer = asks.get(address.format(**given))
    assert answer.status_code == 200
    path = re.sub(r"/{\w+}", "/{id}", address.partition("?")[0])
    schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": told["components"]}).validate(answer.json())
