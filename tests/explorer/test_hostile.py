"""Names and texts full of markup, quotation marks and marks of direction are shown, and do nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from kg.graph.rows import dumps
from kg.model import Graph, Node
from tests.explorer.serving import Elements, client
from tests.graphs import HOSTILE, small_graph, write_folder

EVIL = "<img src=x onerror=alert(1)>\"'`</script><script>alert(2)</script>&amp;{{7*7}}\u202e逆\u2066隔"
# Elements that no template has, or attributes that would run something.
NEVER = ("img", "iframe", "object", "embed", "base", "style")


def hostile(node: Node) -> Node:
    return replace(node, name=f"{node.name}{EVIL}", title=f"{node.title}{EVIL}")


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """The small graph with markup in every name, title, quotation, property and text."""
    graph = small_graph()
    nodes = tuple(hostile(node) for node in graph.nodes)
    edges = tuple(replace(edge, quotes=tuple(f"{quote}{EVIL}" for quote in edge.quotes)) for edge in graph.edges)
    out = write_folder(Graph(nodes, edges), tmp_path / "out")
    text = f"第一行{EVIL}\n第二行{'长' * 100_000}\n"
    row = {"file": "甲.txt", "start": 0, "end": len(text), "speech": "s1", "body": 0, "text": text}
    (out / "texts.jsonl").write_text(dumps(row) + "\n", encoding="utf-8")
    return out


@pytest.fixture
def asks(evil: Path) -> TestClient:
    return client(evil)


PLACES = (
    "/",
    "/search?q=" + quote("五星"),
    "/search?q=" + quote(EVIL),
    "/graph?focus=program-1&hops=2",
    "/graph",
    "/path?from=program-1&to=place-1",
    "/evidence?source=s1&relation=MENTIONS&target=program-2",
    "/entity/program-1",
    "/entity/place-1",
    "/entity/redacted-1",
    "/speech/s1?at=2-30",
    "/compare?left=s1&right=s3",
    "/timeline",
    "/places",
    "/console?cypher=" + quote("MATCH (n:Program) RETURN n.name, n"),
    "/console?cypher=" + quote(EVIL),
    "/console?query=" + quote(EVIL),
    "/entity/" + quote(EVIL, safe=""),
    "/?q=" + quote(EVIL),
    "/?order=" + quote(EVIL),
    "/" + quote(EVIL),
    "/status?back=" + quote("javascript:alert(1)"),
)


@pytest.mark.parametrize("address", PLACES)
def test_markup_is_shown_and_does_nothing(asks: TestClient, address: str) -> None:
    answer = asks.get(address)
    assert answer.status_code in (200, 400, 404)
    page = Elements(answer.text)
    for tag, attributes in page.found:
        assert tag not in NEVER
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            assert not attributes.get(name, "/").startswith(("javascript:", "data:", "//", "http"))
    assert {a["type"] for a in page.all("script")} <= {"module", "application/json"}
    assert "49" not in page.text.replace(EVIL, ""), "a template was made of what a template was given"


@pytest.mark.parametrize("address", PLACES[:11])
def test_what_is_shown_is_what_is_there(asks: TestClient, address: str) -> None:
    page = Elements(asks.get(address).text)
    assert "<img src=x onerror=alert(1)>" in page.text


def test_a_name_in_the_title_cannot_turn_the_line_about(asks: TestClient) -> None:
    title = asks.get("/entity/program-2").text.partition("<title>")[2].partition("</title>")[0]
    assert "\u202e" not in title
    assert HOSTILE.split("<")[0] in title


def test_the_twin_is_json_whatever_it_holds(asks: TestClient) -> None:
    for address in ("/home.json", "/entity/program-2.json", "/graph.json?focus=program-2"):
        assert EVIL in json.dumps(asks.get(address).json(), ensure_ascii=False).encode().decode(
            "unicode_escape", "ignore"
        ) or any(EVIL in text for text in _texts(asks.get(address).json()))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in _texts(item)]


def test_a_line_of_100_kb_is_read_whole(asks: TestClient) -> None:
    page = Elements(asks.get("/speech/s1?at=100-140").text)
    assert page.text.count("长") == 100_000


@pytest.mark.parametrize(
    "query", ["长" * 1001, "\x00", "\ud800", "%", "*", '"', "OR", "NEAR(", "a" * 1000, "\u202e", " "]
)
def test_whatever_is_looked_for(asks: TestClient, query: str) -> None:
    for path in ("/search", "/suggest.json", "/search.json"):
        answer = asks.get(f"{path}?q={quote(query, errors='surrogatepass')}")
        assert answer.status_code in (200, 400)
