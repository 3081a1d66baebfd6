"""graph.html: one file that shows the graph with its quotations, needs no network and runs only its own scripts."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from kg.model import Graph
from kg.read.pages import pages_of
from kg.render.data import page_data
from kg.render.selection import select

LIMIT = 400
# In the order in which they run; each adds to the one global name `kg`.
SCRIPTS = ("strings", "store", "marks", "labels", "graph", "panel", "table", "report", "search", "filters", "main")
# Inside <script> nothing of the data may look like markup, and no line separator may end a line of JavaScript.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def render(
    graph: Graph, *, limit: int = LIMIT, title: str = "党建讲话知识图谱", report: Sequence[Mapping[str, Any]] = ()
) -> str:
    """The page as text, to be written as UTF-8. The same graph, limit, title and report give the same bytes.

    `report` are the tables of the third view (kg.reporting.show.for_page); without any the page has two. At most
    `limit` nodes are shown (see kg.render.selection); the page says so where that leaves some out.
    """
    from jinja2 import Environment

    vis = _vis_network()
    style = _own("page.css")
    scripts = [_own(f"{name}.js") for name in SCRIPTS]
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(_own("page.html.j2"))
    return template.render(
        title=title,
        policy=_policy([vis, *scripts], [style]),
        vis=vis,
        vis_version=_vis_version(vis),
        scripts=scripts,
        style=style,
        data=_json(page_data(select(graph, limit), report, pages_of(graph.nodes))),
    )


def _policy(scripts: list[str], styles: list[str]) -> str:
    """A content security policy under which only these scripts and styles run, and nothing is ever fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(_digest, scripts)),
            "style-src " + " ".join(map(_digest, styles)),
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _json(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # a lone surrogate from a broken file cannot be written as UTF-8; JSON can escape it
    return re.sub(r"[\ud800-\udfff]", lambda found: f"\\u{ord(found.group()):04x}", text.translate(_ESCAPES))


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _vis_network() -> str:
    """vis-network as the installed pyvis brings it. Its style sheet is not needed: it only dresses buttons, tooltips
    and an editor that this page does not use, with 200 kB of pictures."""
    libraries = sorted(files("pyvis").joinpath("lib").iterdir(), key=lambda entry: entry.name)
    newest = [entry for entry in libraries if entry.name.startswith("vis-")][-1]
    return newest.joinpath("vis-network.min.js").read_text(encoding="utf-8")


def _vis_version(script: str) -> str:
    found = re.search(r"@version\s+(\S+)", script[:2000])
    return found.group(1) if found else ""
