"""What is given by the pages that change things or run queries, as kg.explorer.views.shapes is by those that read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.explorer.views.shapes import GraphView, Name

# ---- decisions


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A person's decision that is in force. `number` is its line, by which it is taken back; `told` is all of it in
    words of the language in force. Verdicts: same (left means right), different, not_a_name."""

    number: int
    type: str
    left: str
    right: str
    scope: str
    verdict: str
    by: str
    at: str
    told: str


@dataclass(frozen=True, slots=True)
class DecisionsView:
    """The decisions in force, the last one first. `file` is the name of the decisions file; `followed` whether the
    graph that is shown was built with just these; `faults`: what the build says of those that it could not carry out.
    """

    rows: tuple[DecisionRow, ...]
    file: str
    followed: bool
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a form offers: `value` is sent, `label` is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class DecideForm:
    """What the forms of an entity's page need. `forms` are the names it goes by, its own first; `scopes` where a
    decision about it may hold: everywhere, a file, a talk; `others` what it may be merged with or set apart from."""

    id: str
    type: str
    forms: tuple[str, ...]
    scopes: tuple[Choice, ...]
    others: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a decision. `number` is its line, to take it back by; `recorded` False where it stood already."""

    told: str
    number: int
    recorded: bool
    status: StatusView


@dataclass(frozen=True, slots=True)
class StatusView:
    """How the graph stands to the decisions. `state`: still (nothing is under way), building, opening (what was built
    is being made ready to be shown), done, failed, or waiting (decisions are recorded, and the next `kg build` carries
    them out). `sentence` says it in words; `build` changes whenever the graph that is shown does."""

    state: str
    sentence: str
    build: str

    @property
    def busy(self) -> bool:
        """Whether waiting a moment will help."""
        return self.state in ("building", "opening")


# ---- console


@dataclass(frozen=True, slots=True)
class ShippedParameter:
    """A parameter of a shipped query: `type` is string, int, float or bool; `value` what was given, else the default,
    as text; `label` what it means."""

    name: str
    type: str
    required: bool
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ShippedQuery:
    """A query that kg ships."""

    name: str
    title: str
    text: str
    parameters: tuple[ShippedParameter, ...]


@dataclass(frozen=True, slots=True)
class LabelWords:
    """A label or relation type of the vocabulary, for completion: what it is called, and the properties it has."""

    name: str
    label: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CypherWords:
    """What an editor of queries completes: labels, relation types with their properties."""

    labels: tuple[LabelWords, ...]
    relations: tuple[LabelWords, ...]


@dataclass(frozen=True, slots=True)
class QueryFault:
    """Why there are no rows. `line` and `column` count from 1; None where the engine tells no place."""

    sentence: str
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class ResultRows:
    """The answer. `captions` are what to call the columns; values are plain JSON. `truncated`: there is more."""

    columns: tuple[str, ...]
    captions: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """The console. `query` is what was typed: Cypher, or the name of a shipped query, which `chosen` then is.
    `result` is None where nothing was run, or `fault` tells why it could not be. `nodes` are those that the rows name,
    by id; `graph` holds them and what joins them, None where there are none. `store`: embedded or neo4j."""

    query: str
    parameters: Mapping[str, str]
    chosen: ShippedQuery | None
    shipped: tuple[ShippedQuery, ...]
    words: CypherWords
    result: ResultRows | None
    fault: QueryFault | None
    nodes: tuple[Name, ...]
    graph: GraphView | None
    seconds: float
    rows: int
    store: str
