"""The shipped queries on what kg builds from the corpus: both engines give the same rows there too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph.folder import read_graph
from kg.query import run
from kg.query.shipped import queries
from kg.sinks.connection import Connection
from kg.sinks.neo4j import load
from tests.neo4j_server import empty

pytestmark = pytest.mark.group("neo4j")


@pytest.fixture(scope="module")
def loaded_corpus(neo4j: Connection, built: Path) -> Iterator[Connection]:
    empty(neo4j)
    load(read_graph(built), neo4j)
    yield neo4j
    empty(neo4j)


@pytest.mark.parametrize("name", list(queries()))
def test_both_engines_give_the_same_rows(built: Path, loaded_corpus: Connection, name: str) -> None:
    programs = [row[0] for row in run.on_embedded(built, run.question("speeches-by-program")).rows]
    names = [*programs[:5], programs[-1]]
    values = {"name": names, "from": names, "to": names[::-1]}
    required = [parameter.name for parameter in queries()[name].parameters if parameter.required]
    given = [tuple(f"{key}={values[key][turn]}" for key in required) for turn in range(len(names))]
    answers: list[tuple[Any, ...]] = []
    for options in dict.fromkeys(given):
        question = run.question(name, options)
        rows = run.on_embedded(built, question)
        assert rows == run.on_neo4j(loaded_corpus, question)
        answers += rows.rows
    assert answers or name == "speeches-without-program"
