"""The user's questions on what kg build gives: equal rows on both engines, and equal to a recount of the JSON lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph.folder import read_graph, read_rows
from kg.query.rows import Limits, Rows
from kg.query.run import on_embedded, on_neo4j, question
from kg.query.shipped import queries
from kg.sinks.connection import Connection
from kg.sinks.neo4j import load
from tests.neo4j_server import empty

ENOUGH = Limits(seconds=120, rows=1_000_000)
# What the queries that need a parameter are asked.
NAMES = ("宜都市", "罗联峰", "双五星", "主题党日")
NEEDED: dict[str, list[tuple[str, ...]]] = {
    "evidence": [(f"name={name}",) for name in NAMES],
    "neighbours": [(f"name={name}",) for name in NAMES],
    "path-between": [(f"from={name}", "to=邹青松") for name in NAMES],
}
ASKED = [
    pytest.param(name, options, id=" ".join((name, *options)))
    for name in queries()
    for options in NEEDED.get(name, [()])
]


def rows_of(out: Path, name: str) -> list[dict[str, Any]]:
    return list(read_rows(out, name))


@pytest.fixture(scope="module", params=["corpus", pytest.param("speeches", marks=pytest.mark.group("speeches"))])
def out(request: pytest.FixtureRequest) -> Path:
    """An output folder, of the corpus and of the real speeches in turn."""
    folder: Path = request.getfixturevalue("built" if request.param == "corpus" else "built_speeches")
    return folder


@pytest.fixture(scope="module")
def server(out: Path, neo4j: Connection) -> Iterator[Connection]:
    """The real Neo4j with that output folder in it."""
    empty(neo4j)
    load(read_graph(out), neo4j)
    yield neo4j
    empty(neo4j)


def on_file(out: Path, name: str, options: tuple[str, ...] = ()) -> Rows:
    return on_embedded(out, question(name, options), ENOUGH)


@pytest.mark.group("neo4j")
@pytest.mark.parametrize(("name", "options"), ASKED)
def test_both_engines_give_the_same_rows(out: Path, server: Connection, name: str, options: tuple[str, ...]) -> None:
    rows = on_file(out, name, options)
    assert rows == on_neo4j(server, question(name, options), ENOUGH)
    assert rows.rows or name == "speeches-without-program"


def test_programs_by_speech_equals_a_recount(out: Path) -> None:
    rows = on_file(out, "programs-by-speech")
    answered = {(row[7], row[8]): row[4] for row in rows.rows}
    mentions = rows_of(out, "mentions")
    recounted = Counter(
        (row["speech"], row["entity_id"]) for row in mentions if row["type"] == "Program" and not row["redacted"]
    )
    assert answered == dict(recounted)
    assert len(answered) == len(rows.rows)


def test_speeches_by_program_counts_versions_once(out: Path) -> None:
    programs = [row for row in rows_of(out, "mentions") if row["type"] == "Program" and not row["redacted"]]
    said_in = talks(out, ((row["entity_id"], row["speech"]) for row in programs))
    assert {row[4]: row[1] for row in on_file(out, "speeches-by-program").rows} == said_in


def test_documents_cited_equals_a_recount(out: Path) -> None:
    cited = talks(out, ((row["tail_id"], row["speech"]) for row in rows_of(out, "relations") if row["rel"] == "CITES"))
    assert {row[4]: row[2] for row in on_file(out, "documents-cited").rows} == cited


def talks(out: Path, pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """In how many talks, versions taken once, each first member of (entity, speech) stands."""
    families = {row["speech"]: row["family"] for row in rows_of(out, "speeches")}
    found: dict[str, set[str]] = {}
    for entity, speech in pairs:
        found.setdefault(entity, set()).add(families[speech])
    return {entity: len(members) for entity, members in found.items()}


@pytest.mark.group("speeches")
def test_the_question_of_the_user(built_speeches: Path) -> None:
    rows = on_file(built_speeches, "programs-by-speech").rows
    named = {(row[2], row[3]) for row in rows}
    assert {("罗联峰", "双五星"), ("罗联峰", "整市推进"), ("邹青松", "双五星"), (None, "红色物业")} <= named
