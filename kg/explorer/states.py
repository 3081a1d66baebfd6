"""The state of each page. `said` gives a field its words for openapi.json, and its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kg.explorer.state import BadValue
from kg.explorer.views.shapes import Filters


def said(value: Any, words: str, **bounds: int) -> Any:
    """A field with its default and what it means; `least`, `most` of a number, `longest` of a text."""
    return field(default=value, metadata={"words": words, **bounds})


@dataclass(frozen=True, slots=True)
class Nothing:
    """A page without a state."""


@dataclass(frozen=True, slots=True)
class HomeState:
    """The table of programs by speeches."""

    order: Literal["first", "count", "name", "similar"] = said(
        "first", "order of the rows: first mention, count, name, or alike rows together"
    )
    fold: bool = said(True, "versions of one talk as one column")
    q: str = said("", "only programs whose name holds this")
    offset: int = said(0, "rows left out before the first shown")
    columns: int = said(0, "columns left out before the first shown")


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search over names, pinyin and sentences."""

    q: str = said("", "what is looked for")
    type_: str = said("", "only nodes of this type")
    offset: int = said(0, "names left out before the first shown")
    quotations: int = said(0, "sentences left out before the first shown")


@dataclass(frozen=True, slots=True)
class SuggestState:
    """What is being typed into the search box."""

    q: str = said("", "what is looked for")
    limit: int = said(10, "most names", least=1, most=50)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a view of the graph is narrowed to; nothing given is everything."""

    type_: tuple[str, ...] = said((), "node types shown")
    relation: tuple[str, ...] = said((), "relations shown")
    speech: tuple[str, ...] = said((), "only what these speeches say (ids)")
    since: int | None = said(None, "only what speeches from this year on say", least=1, most=9999)
    until: int | None = said(None, "only what speeches up to this year say", least=1, most=9999)
    certainty: Literal["all", "stated"] = said("all", "stated: nothing that is inferred only")
    families: int = said(1, "only what at least so many talks say", least=1)

    @property
    def filters(self) -> Filters:
        """The same as the views take it."""
        return Filters(self.type_, self.relation, self.speech, self.since, self.until, self.certainty, self.families)


@dataclass(frozen=True, slots=True)
class GraphState(Narrowed):
    """What is drawn of the graph, and how."""

    focus: tuple[str, ...] = said((), "ids of the nodes in the middle")
    hops: int = said(1, "how many steps out", least=1, most=3)
    expand: tuple[str, ...] = said((), "ID:n, ID:RELATION:n or ID:RELATION:TYPE:n, how many neighbours are shown")
    hide: tuple[str, ...] = said((), "ids of nodes that are left out")
    pin: tuple[str, ...] = said((), "ID:x:y, nodes held in place")
    freeze: bool = said(False, "nothing moves")
    path: str = said("", "ID..ID, the way between two nodes is added and marked")

    def expanded(self) -> Mapping[str, int]:
        """`expand` as kg.explorer.views.graph takes it. BadValue where a value is not of its form."""
        found = {}
        for value in self.expand:
            key, _, number = value.rpartition(":")
            if not key or not (number.isascii() and number.isdigit()) or int(number[:9]) > 500:
                raise BadValue(
                    f"参数 expand 应形如 编号:数目（至多 500），而不是 {value}",
                    f"expand is ID:n with n up to 500, not {value}",
                )
            found[key] = int(number)
        return found

    def ends(self) -> tuple[str, str] | None:
        """The two ends of `path`. BadValue where it is not of its form."""
        if not self.path:
            return None
        source, _, target = self.path.partition("..")
        if not source or not target:
            raise BadValue("参数 path 应形如 编号..编号", "path is ID..ID")
        return source, target


@dataclass(frozen=True, slots=True)
class PathState(Narrowed):
    """The way from one node to another."""

    from_: str = said("", "id, or a name, of the first node")
    to: str = said("", "id, or a name, of the last node")


@dataclass(frozen=True, slots=True)
class EvidenceState:
    """An edge, whose quotations are shown."""

    source: str = said("", "id of the first node")
    relation: str = said("", "the relation")
    target: str = said("", "id of the second node")
    offset: int = said(0, "quotations left out before the first shown")


@dataclass(frozen=True, slots=True)
class EntityState:
    """The page of an entity."""

    offset: int = said(0, "speeches left out before the first shown")


@dataclass(frozen=True, slots=True)
class SpeechState:
    """The reader."""

    at: str = said("", "START or START-END in the file: marked, and scrolled to")
    fills: bool = said(False, "with what other copies have where this one hides something")

    def span(self) -> tuple[int, int] | None:
        """What `at` marks, START of one character. BadValue where it is no such thing."""
        start, dash, end = self.at.partition("-")
        numbers = [part for part in (start, end) if part.isascii() and part.isdigit() and len(part) < 12]
        if not self.at:
            return None
        if len(numbers) != 1 + bool(dash):
            raise BadValue("参数 at 应为 起点 或 起点-终点", "at is START or START-END")
        return int(start), int(end) if dash else int(start) + 1


@dataclass(frozen=True, slots=True)
class CompareState:
    """Two speeches side by side."""

    left: str = said("", "id of a speech")
    right: str = said("", "id of another")


@dataclass(frozen=True, slots=True)
class TimelineState:
    """A stretch of time."""

    since: int | None = said(None, "from this year on", least=1, most=9999)
    until: int | None = said(None, "up to this year", least=1, most=9999)
    offset: int = said(0, "rows left out before the first shown")


@dataclass(frozen=True, slots=True)
class PlacesState:
    """The tree of places."""

    open: str = said("", "code or id of the place that is opened")


@dataclass(frozen=True, slots=True)
class ConsoleState:
    """A query: a shipped one by name with its parameters as p.NAME, or Cypher."""

    query: str = said("", "name of a shipped query")
    cypher: str = said("", "a query in Cypher, which can only read", longest=100_000)
    seconds: int = said(10, "most seconds that it may take", least=1, most=60)
    rows: int = said(1000, "most rows", least=1, most=10_000)
