"""The Cypher script and the files for neo4j-admin, taken in by a real server: the same graph as kg load makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.export.bulk import import_graph
from kg.export.cypher import BATCH, literal, to_cypher
from kg.export.neo4j_admin import export_neo4j_admin
from kg.model import Graph, Node
from kg.query.embedded import ask
from kg.server.command import Settings
from kg.server.home import running
from kg.server.process import stop
from kg.sinks.connection import Connection, connected
from kg.sinks.embedded import build
from kg.sinks.neo4j import load
from kg.sinks.neo4j_ddl import statements as definitions
from tests.export.awkward import CONTROLS, TEXTS, awkward_graph
from tests.export.held import Rows, edges_of, nodes_of
from tests.graphs import small_graph

QUIET = Settings(heap="512m", pagecache="64m", quick=True, browser=False)


def rows(connection: Connection, text: str) -> list[dict[str, Any]]:
    with connected(connection) as driver:
        found = driver.execute_query(text, database_=connection.database)
    return [record.data() for record in found.records]


def held(connection: Connection) -> tuple[Rows, Rows]:
    """All that the database holds; every node is of KG and of its type."""
    nodes = rows(connection, "MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS row")
    edges = rows(connection, "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b, properties(r) AS row")
    assert all(set(node["labels"]) == {"KG", node["row"]["type"]} for node in nodes)
    places = [(edge["a"], edge["t"], edge["b"]) for edge in edges]
    assert len(set(places)) == len(places)
    return {node["id"]: node["row"] for node in nodes}, dict(zip(places, (e["row"] for e in edges), strict=True))


def run_script(connection: Connection, data: bytes) -> None:
    """As the script says of itself: one statement a line."""
    with connected(connection) as driver:
        for line in data.decode().split("\n"):
            if line and not line.startswith("//"):
                driver.execute_query(line.removesuffix(";"), database_=connection.database)


def larger_graph() -> Graph:
    """More nodes and relations of one type than a statement takes."""
    return awkward_graph(CONTROLS, *(f"第{number}工程" for number in range(BATCH + 1)))


@pytest.mark.group("neo4j")
@pytest.mark.parametrize("graph", [larger_graph(), Graph((), ())], ids=["larger", "empty"])
def test_the_script_makes_the_graph_and_run_again_nothing(graph: Graph, database: Connection) -> None:
    for _ in range(2):
        run_script(database, to_cypher(graph))
        assert held(database) == (nodes_of(graph), edges_of(graph))
    done = load(graph, database)
    assert (done.nodes_created, done.relations_created, done.nodes_changed, done.relations_changed) == (0, 0, 0, 0)


@pytest.mark.group("neo4j")
@pytest.mark.parametrize("text", [*TEXTS, CONTROLS])
def test_a_literal_is_its_text_on_a_server(text: str, neo4j: Connection) -> None:
    assert rows(neo4j, f"RETURN {literal(text)} AS text") == [{"text": text}]


@pytest.mark.parametrize("text", TEXTS)
def test_a_literal_is_its_text_in_the_embedded_engine(text: str) -> None:
    database = build(small_graph()).freeze()
    assert ask(database, f"RETURN {literal(text)} AS text", {}).rows == ((text,),)


def test_a_literal_of_each_kind() -> None:
    value = {"a b`": [1, -2, 0.5, True, None, "it's"], "plain": {}}
    assert literal(value) == "{`a b```: [1, -2, 0.5, true, null, 'it\\'s'], plain: {}}"


def test_the_script_has_one_statement_a_line() -> None:
    lines = to_cypher(larger_graph()).decode().split("\n")
    assert lines[0].startswith("//") and lines[-1] == ""
    assert all(line.endswith(";") for line in lines[1:-1])
    assert [line.removesuffix(";") for line in lines[1 : 1 + len(definitions())]] == definitions()
    assert {line.split(" ")[0] for line in lines[1:-1]} == {"CREATE", "UNWIND"}


def test_the_command_names_every_file_and_what_the_data_ask_for(tmp_path: Path) -> None:
    command = export_neo4j_admin(larger_graph(), tmp_path)
    files = {file for _, file in command.sources}
    assert files | {"import.sh", "after.cypher"} == {path.name for path in tmp_path.iterdir()}
    assert "--array-delimiter=U+001E" in command.options  # U+001F is in a text
    assert "--multiline-fields=true" in command.options
    script = (tmp_path / "import.sh").read_text(encoding="utf-8")
    assert script.endswith(f'cd "$(dirname "$0")" && {command.shell()}\n')
    assert command.shell().startswith("neo4j-admin database import full neo4j --input-encoding=UTF-8 ")
    after = (tmp_path / "after.cypher").read_text(encoding="utf-8").splitlines()
    assert [line.removesuffix(";") for line in after] == list(command.after)
    assert command.after[: len(definitions())] == tuple(definitions())


def test_a_header_tells_types(tmp_path: Path) -> None:
    export_neo4j_admin(small_graph(), tmp_path)
    heads = {path.name: path.read_text(encoding="utf-8").split("\n")[0] for path in tmp_path.glob("*.csv")}
    assert heads["edges-VERSION_OF.csv"].startswith(":START_ID,:END_ID,count:long,families:long,inferred:boolean,kind")
    assert "similarity:double" in heads["edges-VERSION_OF.csv"] and "quotes:string[]" in heads["edges-MENTIONS.csv"]
    assert heads["nodes-SourceFile.csv"].startswith("id:ID,characters:long,")
    assert not re.search(r"multiline", (tmp_path / "import.sh").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a server of its own, which is ended afterwards."""
    folder = tmp_path_factory.mktemp("bulk")
    yield folder
    stop(folder)


def quiet(_: str, __: str) -> None:
    """Who needs no words."""


@pytest.mark.group("neo4j")
def test_a_bulk_import_is_what_a_load_makes(home: Path) -> None:
    graph = larger_graph()
    # Of the places, one has parents, one has none, and of one nothing is known.
    graph = Graph(tuple(map(_without_parents, graph.nodes)), graph.edges)
    import_graph(graph, home, QUIET, quiet)
    server = running(home)
    assert server is not None
    assert held(server) == (nodes_of(graph), edges_of(graph))
    done = load(graph, server)
    assert (done.nodes_created, done.relations_created, done.nodes_removed, done.relations_removed) == (0, 0, 0, 0)
    assert (done.nodes_changed, done.relations_changed) == (0, 0)
    names = {row["name"] for row in rows(server, "SHOW INDEXES YIELD name RETURN name")}
    assert {"kg_id", "kg_name", "kg_text"} <= names
    assert list((home / "import").iterdir()) == []


@pytest.mark.group("neo4j")
def test_a_database_that_is_there_is_replaced_only_when_told(home: Path) -> None:
    server = running(home)
    assert server is not None
    before = held(server)
    with pytest.raises(KgError, match="--overwrite"):
        import_graph(small_graph(), home, QUIET, quiet)
    with pytest.raises(KgError, match="kg neo4j down"):
        import_graph(small_graph(), home, QUIET, quiet, overwrite=True)
    assert held(server) == before
    stop(home)
    import_graph(small_graph(), home, QUIET, quiet, overwrite=True)
    server = running(home)
    assert server is not None
    assert held(server) == (nodes_of(small_graph()), edges_of(small_graph()))


def _without_parents(node: Node) -> Node:
    return replace(node, props={**node.props, "parents": ()}) if node.id == "place-2" else node
