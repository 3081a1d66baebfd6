"""A built output folder in Python, at ease in a notebook.

import kg

g = kg.open("out")
g.query("programs-by-speech", speech="2024")
g.graph.degree("program-…")
"""

from __future__ import annotations

import warnings
from collections import Counter
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.graph.folder import read_graph, read_manifest
from kg.graph.tables import speech_order
from kg.lang import choose
from kg.measures.run import on_folder
from kg.model import Graph, Node
from kg.query import embedded, show
from kg.query.html import Table, page
from kg.query.rows import Limits, Rows
from kg.query.run import asked
from kg.schema import node_types
from kg.sinks.embedded import open_embedded
from kg.sinks.networkx import to_networkx

if TYPE_CHECKING:
    from kglite import FrozenGraph
    from networkx import MultiDiGraph
    from pandas import DataFrame

LIMITS = Limits(seconds=60, rows=100_000)

_SPEECH = ("date", "title", "speaker", "position", "place", "file", "kind", "version_of", "family")
_PROGRAM = ("families", "speeches", "mentions", "first", "last", "aliases")


class Opened:
    """An output folder; what is read of it is read once, when first asked for.

    Tables are DataFrames where pandas is installed, else kg.query.html.Table, which shows as well.
    """

    def __init__(self, out: str | PathLike[str]) -> None:
        self.out = Path(out)
        read_manifest(self.out)

    @cached_property
    def graph(self) -> MultiDiGraph[str]:
        """The whole graph in networkx: nodes by id, edges keyed by relation (kg.sinks.networkx)."""
        return to_networkx(self._graph)

    def query(self, what: str, /, *, limits: Limits = LIMITS, **parameters: Any) -> DataFrame | Table:
        """The rows of a shipped query, by name, or of any Cypher, on the embedded engine. Warns of rows left out.

        KgError for an unknown name, a parameter that the query does not take or of another type, and a faulty query.
        """
        question = asked(what, parameters)
        return _table(embedded.ask(self._database, question.text, question.parameters, limits))

    def measure(self, name: str) -> DataFrame | Table:
        """central-programs, program-communities or similar-speeches, as `kg measures` has them."""
        return _table(on_folder(self.out, name, LIMITS.rows))

    @property
    def speeches(self) -> DataFrame | Table:
        """The speeches by date, one row each, versions of a talk too."""
        found = sorted((node for node in self._graph.nodes if node.type == "Speech"), key=speech_order)
        return _table(_rows(found, _SPEECH))

    @property
    def programs(self) -> DataFrame | Table:
        """The programs, those first that most talks name; `families` counts versions of one talk once."""
        found = [node for node in self._graph.nodes if node.type == "Program"]
        found.sort(key=lambda node: (-_count(node, "families"), -_count(node, "mentions"), node.name, node.id))
        return _table(_rows(found, ("name", *_PROGRAM)))

    def __repr__(self) -> str:
        return f"<kg {self.out}: {len(self._graph.nodes):,} nodes, {len(self._graph.edges):,} relations>"

    def _repr_html_(self) -> str:
        counted = Counter(node.type for node in self._graph.nodes)
        rows = [(choose(kind.zh, kind.en), counted[name]) for name, kind in node_types().items() if counted[name]]
        rows.append((choose("关系", "Relations"), len(self._graph.edges)))
        return page((choose("类型", "Type"), choose("数量", "Count")), rows, f"kg {self.out}")

    @cached_property
    def _graph(self) -> Graph:
        return read_graph(self.out)

    @cached_property
    def _database(self) -> FrozenGraph:
        return open_embedded(self.out)


def _rows(nodes: list[Node], names: tuple[str, ...]) -> Rows:
    def value(node: Node, name: str) -> Any:
        found = {"name": node.name, "title": node.title}.get(name, node.props.get(name))
        return list(found) if isinstance(found, tuple) else found

    return Rows((*names, "id"), tuple((*(value(node, name) for name in names), node.id) for node in nodes))


def _count(node: Node, name: str) -> int:
    found = node.props.get(name)
    return found if isinstance(found, int) else 0


def _table(rows: Rows) -> DataFrame | Table:
    if rows.truncated:
        warnings.warn(show.notice(rows), stacklevel=3)
    try:
        from pandas import DataFrame
    except ImportError:
        return Table(rows)
    return DataFrame(list(rows.rows), columns=list(rows.columns))
