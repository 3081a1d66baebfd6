"""From what the user typed to rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.query import embedded, neo4j, params, shipped
from kg.query.rows import Limits, Rows
from kg.sinks.connection import Connection
from kg.sinks.embedded import open_embedded

_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A query ready to run; `shipped` is None for Cypher of the user's own."""

    text: str
    parameters: Mapping[str, Any]
    shipped: shipped.Shipped | None = None


Ask = Callable[[Question, Limits | None], Rows]
"""Asks one store or the other."""


def question(what: str, options: Sequence[str] = ()) -> Question:
    """`what` is the name of a shipped query or, with anything but letters, digits, _ and - in it, Cypher.

    `options` are parameters as kg.query.params reads them. KgError for an unknown name or a wrong parameter.
    """
    if not _NAME.fullmatch(what.strip()):
        return Question(what, params.free(options))
    found = shipped.find(what.strip())
    return Question(found.text, params.bind(found, options), found)


def asked(what: str, parameters: Mapping[str, Any]) -> Question:
    """The same with parameters given as values of Python."""
    if not _NAME.fullmatch(what.strip()):
        return Question(what, parameters)
    found = shipped.find(what.strip())
    return Question(found.text, params.check(found, parameters), found)


def on_embedded(out: Path, question: Question, limits: Limits | None = None) -> Rows:
    """The answer of the embedded database of an output folder."""
    return by_embedded(out)(question, limits)


def by_embedded(out: Path) -> Ask:
    """Asks the embedded database of an output folder, which is opened once."""
    database = open_embedded(out)
    return lambda question, limits: embedded.ask(database, question.text, question.parameters, limits)


def on_neo4j(connection: Connection, question: Question, limits: Limits | None = None) -> Rows:
    """The answer of a Neo4j server that the graph has been loaded into."""
    return neo4j.ask(connection, question.text, question.parameters, limits)
