from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.model import Edge, Graph, Node
from kg.render.page import render
from kg.render.selection import select
from kg.schema import node_types, relation_types
from tests.graphs import HOSTILE, small_graph

ROOT = Path(__file__).resolve().parent.parent.parent
SEPARATORS = "甲\u2028乙\u2029丙"
IMAGE = "</script><img src=x onerror=alert(1)><!--<script>"


class Page(HTMLParser):
    """A page taken apart: elements with their attributes, and the text of every script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self._inside: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = self.elements[-1] if tag in ("script", "style", "title") else None

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts.append((*self._inside, data))

    def scripts(self) -> list[str]:
        return [text for tag, attributes, text in self.texts if tag == "script" and "type" not in attributes]

    def data(self) -> Any:
        (text,) = [text for _, attributes, text in self.texts if attributes.get("id") == "data"]
        return json.loads(text)


def hostile_graph() -> Graph:
    graph = small_graph()
    nodes = (*graph.nodes, Node("program-8", IMAGE, "Program", IMAGE, {"aliases": (SEPARATORS,), "mentions": 1}),
             Node("program-9", SEPARATORS, "Program", SEPARATORS, {}))  # fmt: skip
    quote, span = f"引文{IMAGE}{SEPARATORS}", f"{IMAGE}:0-9"
    edges = (*graph.edges, *(Edge("s1", id, "MENTIONS", 1, 1, ("s1",), (quote,), (span,), False)
                             for id in ("program-8", "program-9")))  # fmt: skip
    return replace(graph, nodes=nodes, edges=edges)


def test_nothing_is_loaded_from_anywhere() -> None:
    page = Page(render(small_graph()))
    for tag, attributes in page.elements:
        for name in ("src", "href", "srcset", "action", "poster"):
            assert (attributes.get(name) or "data:").startswith(("data:", "#")), (tag, attributes)
    styles = "".join(text for tag, _, text in page.texts if tag == "style")
    assert "@import" not in styles
    assert "url(" not in styles


def test_the_policy_lets_only_the_own_scripts_run() -> None:
    page = Page(render(small_graph()))
    (policy,) = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in str(policy).split("; ")}
    hashes = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in page.scripts()]
    assert rules["default-src"] == ["'none'"]
    assert rules["connect-src"] == ["'none'"]
    assert rules["script-src"] == hashes
    assert len(hashes) > 5


def test_names_and_quotations_stay_text() -> None:
    text = render(hostile_graph(), title=IMAGE)
    page = Page(text)
    assert [attributes for tag, attributes in page.elements if tag == "img"] == []
    assert IMAGE not in text
    assert "\u2028" not in text
    assert "\u2029" not in text
    facts = page.data()["facts"]
    assert facts["program-8"]["name"] == IMAGE
    assert facts["program-9"]["name"] == SEPARATORS
    assert facts["program-2"]["name"] == HOSTILE
    assert next(text for tag, _, text in page.texts if tag == "title") == IMAGE


def test_scripts_write_text_and_never_markup() -> None:
    for path in (ROOT / "kg" / "render").glob("*.js"):
        script = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script), (
            path
        )


def test_a_broken_character_does_not_break_the_page() -> None:
    node = Node("program-7", "坏\ud800字", "Program", "坏\ud800字", {})
    graph = small_graph()
    text = render(replace(graph, nodes=(*graph.nodes, node)))
    assert Page(text.encode("utf-8").decode("utf-8")).data()["facts"]["program-7"]["name"] == "坏\ud800字"


def test_the_same_graph_gives_the_same_bytes_in_any_order_of_hashing() -> None:
    script = "import hashlib;from kg.render.page import render;from tests.graphs import small_graph;" \
             "print(hashlib.sha256(render(small_graph()).encode()).hexdigest())"  # fmt: skip
    seen = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Shanghai", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_a_page_leaves_the_graph_as_it_was() -> None:
    graph = small_graph()
    render(graph)
    assert graph == small_graph()


def test_every_edge_has_its_quotations_with_their_spans() -> None:
    graph = small_graph()
    data = Page(render(graph)).data()
    for edge, drawn, link in zip(graph.edges, data["edges"], data["links"], strict=True):
        assert (drawn["from"], drawn["type"], drawn["to"]) == (edge.source, edge.type, edge.target)
        evidence = [tuple(data["quotes"][number]) for number in link["quotes"]]
        assert [quote[:2] for quote in evidence] == list(zip(edge.spans, edge.quotes, strict=True))
        assert link["more"] == 0
    assert {quote[0]: quote[2] for quote in data["quotes"] if len(quote) > 2} == {
        "乙.txt:0-8": 1,
        "乙.txt:10-18": 2,
        "乙.txt:20-28": 2,
    }


def test_a_sentence_is_held_once() -> None:
    data = Page(render(small_graph())).data()
    assert len({tuple(quote) for quote in data["quotes"]}) == len(data["quotes"])


def test_quotations_beyond_the_page_are_counted() -> None:
    many = 33
    edge = Edge("s4", "program-5", "MENTIONS", many, 1, ("s4",), tuple(f"第{n}句" for n in range(many)),
                tuple(f"乙.txt:{n}-{n + 3}" for n in range(many)), False)  # fmt: skip
    graph = small_graph()
    data = Page(render(replace(graph, edges=(*graph.edges, edge)))).data()
    assert (len(data["links"][-1]["quotes"]), data["links"][-1]["more"]) == (20, 13)


def test_what_clutters_is_hidden_at_first() -> None:
    data = Page(render(small_graph())).data()
    assert {kind["id"] for kind in data["types"] if not kind["on"]} == {"Position", "Date", "SourceFile", "Redacted"}
    assert {kind["id"] for kind in data["relations"] if not kind["on"]} == {"CO_OCCURS", "CONTAINS"}


def test_the_legend_has_the_whole_vocabulary_with_counts() -> None:
    data = Page(render(small_graph())).data()
    assert [kind["id"] for kind in data["types"]] == list(node_types())
    shown = [kind["id"] for kind in data["relations"]]
    assert shown == [name for name in relation_types() if name != "FILLED_BY"]  # the small graph fills no hole
    counts = {kind["id"]: kind["count"] for kind in data["types"]}
    assert (counts["Speech"], counts["Program"], counts["Redacted"]) == (4, 5, 2)


def test_shape_tells_types_apart_without_colour() -> None:
    shapes = [kind.shape for kind in node_types().values() if kind.name not in ("SourceFile", "Redacted")]
    assert len(set(shapes)) == len(shapes)


def test_a_large_graph_is_cut_by_weight_and_says_so() -> None:
    graph = small_graph()
    data = Page(render(graph, limit=11)).data()
    assert (data["shown"], data["total"]) == (11, len(graph.nodes))
    kinds = [data["facts"][id]["type"] for id in data["order"]]
    assert kinds == ["Speech"] * 4 + ["Person"] * 2 + ["Program"] * 5
    assert all(edge["from"] in data["facts"] and edge["to"] in data["facts"] for edge in data["edges"])
    programs = next(kind for kind in data["types"] if kind["id"] == "Place")
    assert (programs["count"], programs["total"]) == (0, 3)


def test_speeches_never_crowd_out_what_they_say() -> None:
    selection = select(small_graph(), 4)
    assert selection.order[:2] == ("s3", "s1")  # those that name most programs, in the order of time
    assert len(selection.order) == 4


@pytest.mark.parametrize("graph", [Graph((), ()), Graph((Node("s", "讲话", "Speech", "讲话", {}),), ())])
def test_a_graph_with_next_to_nothing_has_a_page(graph: Graph) -> None:
    assert Page(render(graph)).data()["shown"] == len(graph.nodes)


def test_licence_and_version_of_the_drawing_library_are_named() -> None:
    text = render(small_graph())
    version = re.search(r"@version (\S+)", text)
    assert version
    visible = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", "", text, flags=re.DOTALL)
    assert f"vis-network {version[1]} (Apache-2.0 / MIT)" in visible


def test_every_text_of_the_page_is_in_both_languages() -> None:
    strings = (ROOT / "kg" / "render" / "strings.js").read_text(encoding="utf-8")
    known = set(re.findall(r"^    (\w+): \[", strings, re.MULTILINE))
    used = set(re.findall(r'data-(?:text|label)="(\w+)"', (ROOT / "kg" / "render" / "page.html.j2").read_text("utf-8")))
    for path in (ROOT / "kg" / "render").glob("*.js"):
        used |= set(re.findall(r'kg\.text\("(\w+)"', path.read_text(encoding="utf-8")))
    assert used <= known
