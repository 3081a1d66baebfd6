"""Addresses of pages. Every link is made here, so that the same templates serve a server and a folder of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from kg.explorer import state as states
from kg.explorer.states import (
    CompareState,
    ConsoleState,
    EntityState,
    EvidenceState,
    GraphState,
    HomeState,
    PathState,
    PlacesState,
    SearchState,
    SpeechState,
    TimelineState,
)
from kg.explorer.views.shapes import GraphEdge, Quotation

# Paths by the name of the page; {} stands for an id.
PATHS = {
    "home": "/",
    "search": "/search",
    "graph": "/graph",
    "path": "/path",
    "evidence": "/evidence",
    "entity": "/entity/{}",
    "speech": "/speech/{}",
    "compare": "/compare",
    "timeline": "/timeline",
    "places": "/places",
    "console": "/console",
    "decisions": "/decisions",
    "about": "/about",
}


@dataclass(frozen=True)
class Links:
    """Addresses on a server.

    `carried` are the parameters that every one of them takes along (lang, theme). `given` are those of the page that is
    shown: what a link keeps of them keeps its order, since the picture of the graph is laid out in the order of its
    steps.
    """

    carried: Mapping[str, str] = field(default_factory=dict)
    given: tuple[tuple[str, str], ...] = ()

    def to(self, page: str, state: object = None, key: str = "", *, suffix: str = "", fragment: str = "") -> str:
        """The address of a page in a state; `key` is the id of a page that has one, `suffix` as in ".json"."""
        path = PATHS[page].format(quote(key, safe=""))
        if suffix:
            path = (path if path != "/" else "/home") + suffix
        places = {pair: place for place, pair in reversed(list(enumerate(self.given)))}
        own = sorted(states.pairs(state), key=lambda pair: places.get(pair, len(places))) if state is not None else []
        given = [*own, *self.carried.items()]
        return path + ("?" + urlencode(given) if given else "") + (f"#{fragment}" if fragment else "")

    def file(self, path: str) -> str:
        """The address of a file that pages are made with: a style sheet, a script, a picture."""
        return path

    # ---- pages by what they show

    def home(self, **given: Any) -> str:
        """The table."""
        return self.to("home", HomeState(**given))

    def search(self, q: str = "", **given: Any) -> str:
        """A search."""
        return self.to("search", SearchState(q, **given))

    def node(self, id: str, kind: str) -> str:
        """The page of a node of that type: a speech is read, all else has a page of an entity."""
        return self.speech(id) if kind == "Speech" else self.entity(id)

    def entity(self, id: str, **given: Any) -> str:
        """The page of an entity."""
        return self.to("entity", EntityState(**given), id)

    def speech(self, id: str, start: int | None = None, end: int | None = None, *, fills: bool = False) -> str:
        """The reader, at a place of the file where one is given."""
        at = "" if start is None else f"{start}-{end}" if end and end > start else str(start)
        return self.to("speech", SpeechState(at, fills), id, fragment="at" if at else "")

    def quoted(self, quotation: Quotation) -> str | None:
        """The reader at a quotation; None where the talk is not known."""
        return self.speech(quotation.speech.id, quotation.start, quotation.end) if quotation.speech else None

    def evidence(self, edge: GraphEdge) -> str:
        """The quotations behind an edge."""
        return self.to("evidence", EvidenceState(edge.source, edge.type, edge.target))

    def cell(self, speech: str, node: str) -> str:
        """The quotations behind a cell of the table."""
        return self.to("evidence", EvidenceState(speech, "MENTIONS", node))

    def graph(self, *focus: str, **given: Any) -> str:
        """The graph about some nodes."""
        return self.to("graph", GraphState(focus=focus, **given))

    def path(self, source: str = "", target: str = "") -> str:
        """The way between two nodes."""
        return self.to("path", PathState(from_=source, to=target))

    def compare(self, left: str, right: str) -> str:
        """Two speeches side by side."""
        return self.to("compare", CompareState(left, right))

    def timeline(self, **given: Any) -> str:
        """The timeline."""
        return self.to("timeline", TimelineState(**given))

    def places(self, open: str = "") -> str:
        """The tree of places."""
        return self.to("places", PlacesState(open))

    def console(self, query: str = "") -> str:
        """The console, with a shipped query in it."""
        return self.to("console", ConsoleState(query))

    def plain(self, page: str) -> str:
        """A page as it opens at first."""
        return self.to(page)

    def changed(self, page: str, state: Any, key: str = "", **given: Any) -> str:
        """The address of a page in a state with some of its fields changed."""
        return self.to(page, replace(state, **given), key)
