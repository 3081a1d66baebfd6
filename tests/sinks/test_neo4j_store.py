from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.errors import KgError
from kg.model import Graph, Node
from kg.sinks.base import node_properties
from kg.sinks.connection import Connection, connected
from kg.sinks.neo4j import load
from tests.graphs import small_graph

pytestmark = pytest.mark.group("neo4j")


def ask(connection: Connection, text: str, **parameters: Any) -> list[dict[str, Any]]:
    with connected(connection) as driver:
        records = driver.execute_query(text, parameters, database_=connection.database).records
    return [record.data() for record in records]


def held(connection: Connection) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """All that the database holds, in order."""
    nodes = ask(connection, "MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS props ORDER BY id")
    edges = ask(
        connection,
        "MATCH (a)-[r]->(b) WITH a.id AS a, type(r) AS t, b.id AS b, properties(r) AS props"
        " RETURN a, t, b, props ORDER BY a, t, b",
    )
    return nodes, edges


def test_every_node_and_edge_arrives(database: Connection) -> None:
    graph = small_graph()
    summary = load(graph, database)
    nodes, edges = held(database)
    assert [(n["id"], set(n["labels"]), n["props"]) for n in nodes] == [
        (n.id, {"KG", n.type}, node_properties(n)) for n in graph.nodes
    ]
    assert [(e["a"], e["t"], e["b"]) for e in edges] == [(e.source, e.type, e.target) for e in graph.edges]
    for edge, row in zip(graph.edges, edges, strict=True):
        assert row["props"] == {
            **{key: value for key, value in edge.props.items() if value is not None},
            "count": edge.count, "families": edge.families, "speeches": list(edge.speeches),
            "quotes": list(edge.quotes), "spans": list(edge.spans), "inferred": edge.inferred,
        }  # fmt: skip
    assert (summary.nodes, summary.nodes_created, summary.nodes_removed) == (len(nodes), len(nodes), 0)
    assert (summary.relations, summary.relations_created, summary.relations_removed) == (len(edges), len(edges), 0)


def test_loading_again_changes_nothing(database: Connection) -> None:
    load(small_graph(), database)
    before = held(database)
    summary = load(small_graph(), database)
    assert held(database) == before
    assert (summary.nodes_created, summary.relations_created) == (0, 0)
    assert (summary.nodes_removed, summary.relations_removed) == (0, 0)


def test_what_is_no_longer_in_the_graph_goes(database: Connection) -> None:
    graph = small_graph()
    load(graph, database)
    fewer = Graph(
        tuple(node for node in graph.nodes if node.id != "program-5"),
        tuple(e for e in graph.edges if "program-5" not in (e.source, e.target) and e.type != "CITES"),
    )
    summary = load(fewer, database)
    nodes, edges = held(database)
    assert {n["id"] for n in nodes} == {n.id for n in fewer.nodes}
    assert {(e["a"], e["t"], e["b"]) for e in edges} == {(e.source, e.type, e.target) for e in fewer.edges}
    assert summary.nodes_removed == 1
    assert summary.relations_removed == len(graph.edges) - len(fewer.edges)


def test_properties_and_labels_follow_the_graph(database: Connection) -> None:
    graph = small_graph()
    load(graph, database)
    changed = [replace(n, type="Event", props={}) if n.id == "concept-1" else n for n in graph.nodes]
    load(Graph(tuple(changed), graph.edges), database)
    found = ask(database, "MATCH (n {id: 'concept-1'}) RETURN labels(n) AS labels, properties(n) AS props")
    assert [set(row["labels"]) for row in found] == [{"KG", "Event"}]
    assert found[0]["props"] == {"id": "concept-1", "name": "群众路线", "title": "群众路线", "type": "Event"}


def test_other_data_is_left_alone(database: Connection) -> None:
    ask(
        database,
        "CREATE (a:Person {id: 'person-1', name: '外来'})-[:MENTIONS {note: 1}]->(b:Program {name: '双五星工程'})",
    )
    load(small_graph(), database)
    ask(database, "MATCH (a:Person {name: '外来'}), (n:KG {id: 'program-1'}) CREATE (a)-[:MENTIONS {note: 2}]->(n)")
    ask(database, "MATCH (a:KG {id: 'person-1'}), (n:KG {id: 'program-1'}) CREATE (a)-[:我的批注 {note: 3}]->(n)")
    load(small_graph(), database)
    notes = ask(database, "MATCH ()-[r]->() WHERE r.note IS NOT NULL RETURN r.note AS note ORDER BY note")
    assert notes == [{"note": 1}, {"note": 2}, {"note": 3}]
    load(Graph((), ()), database)
    left = ask(database, "MATCH (n) RETURN labels(n) AS labels, n.name AS name ORDER BY name")
    assert left == [{"labels": ["Program"], "name": "双五星工程"}, {"labels": ["Person"], "name": "外来"}]
    assert ask(database, "MATCH ()-[r]->() RETURN properties(r) AS props") == [{"props": {"note": 1}}]


def test_more_than_one_batch(database: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.sinks import neo4j as sink

    monkeypatch.setattr(sink, "BATCH", 3)
    summary = load(small_graph(), database)
    assert summary.nodes_created == len(small_graph().nodes)
    assert summary.relations_created == len(small_graph().edges)
    assert load(Graph((), ()), database).nodes_removed == len(small_graph().nodes)


def test_ids_are_unique_and_names_searchable(database: Connection) -> None:
    load(small_graph(), database)
    with connected(database) as driver, pytest.raises(Exception, match="already exists"):
        driver.execute_query("CREATE (:KG {id: 'person-1'})", database_=database.database)
    ask(database, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    search = "CALL db.index.fulltext.queryNodes('kg_text', $words) YIELD node RETURN node.id AS id ORDER BY id"
    assert ask(database, search, words='"双五星"') == [{"id": "program-1"}]
    assert ask(database, search, words='"张书记"') == [{"id": "person-1"}]


def test_ids_taken_twice_before_are_the_users_fault(database: Connection) -> None:
    ask(database, "DROP CONSTRAINT kg_id IF EXISTS")
    ask(database, "UNWIND [1, 2] AS x CREATE (:KG {id: 'same'})")
    with pytest.raises(KgError, match="id 重复"):
        load(small_graph(), database)


def test_a_label_outside_the_vocabulary_never_reaches_the_server(database: Connection) -> None:
    with pytest.raises(ValueError, match="vocabulary"):
        load(Graph((Node("x", "x", "A`) DETACH DELETE n //", "x"),), ()), database)
    assert ask(database, "MATCH (n) RETURN n") == []
