from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.errors import KgError
from kg.graph.folder import read_graph
from kg.model import Graph, Node
from kg.progress import Progress
from kg.schema import relation_types
from kg.sinks import neo4j as sink
from kg.sinks.base import WriteSummary, node_properties
from kg.sinks.connection import Connection, connected
from kg.sinks.neo4j import load
from tests.graphs import small_graph
from tests.neo4j_server import empty

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
    assert summary == WriteSummary(len(small_graph().nodes), len(small_graph().edges), 0, 0)


def test_loading_again_writes_nothing_at_all(database: Connection) -> None:
    load(small_graph(), database)
    ask(database, "MATCH (n:KG) SET n:Mine")  # a label of the user's own stays, and is no reason to write
    with connected(database) as driver, driver.session(database=database.database) as session:
        batches = [*sink._node_batches(small_graph()), *sink._relation_batches(small_graph())]
        for query, rows in batches:
            assert not session.run(query, rows=rows).consume().counters.contains_updates
    assert len(batches) > 10
    assert ask(database, "MATCH (n:KG:Mine) RETURN count(n) AS n") == [{"n": len(small_graph().nodes)}]


def test_what_changed_is_counted(database: Connection) -> None:
    graph = small_graph()
    load(graph, database)
    nodes = [replace(n, name="新名") if n.id in ("program-1", "person-1") else n for n in graph.nodes]
    edges = [replace(e, count=e.count + 1) if e.type == "CITES" else e for e in graph.edges]
    cited = sum(edge.type == "CITES" for edge in edges)
    summary = load(Graph(tuple(nodes), tuple(edges)), database)
    assert summary == WriteSummary(len(nodes), len(edges), 0, 0, 0, 0, nodes_changed=2, relations_changed=cited)


def test_a_property_that_is_gone_goes(database: Connection) -> None:
    graph = small_graph()
    load(graph, database)
    ask(database, "MATCH (:KG)-[r:VERSION_OF]->(:KG) SET r.note = 'x'")
    summary = load(Graph(graph.nodes, tuple(replace(e, props={}) for e in graph.edges)), database)
    assert summary.relations_changed == sum(bool(edge.props) for edge in graph.edges)
    assert ask(database, "MATCH ()-[r:VERSION_OF]->() RETURN r.note AS note, r.kind AS kind") == [
        {"note": None, "kind": None}
    ]


def test_two_of_one_relation_become_one_and_a_node_without_id_goes(database: Connection) -> None:
    load(small_graph(), database)
    ask(database, "MATCH (a:KG)-[r:DELIVERED]->(b:KG) CREATE (a)-[:DELIVERED]->(b), (:KG)-[:CITES]->(a)")
    before = sum(edge.type == "DELIVERED" for edge in small_graph().edges)
    summary = load(small_graph(), database)
    assert (summary.relations_removed, summary.nodes_removed) == (before, before)
    assert [(n["id"]) for n in held(database)[0]] == [node.id for node in small_graph().nodes]
    assert len(held(database)[1]) == len(small_graph().edges)


def test_only_what_the_removed_file_supported_goes(database: Connection, tmp_path: Path) -> None:
    for name, talk in (("甲", "在青川县推行“双五星”工程。"), ("乙", "在竹园镇推行“双五星”工程，实施“清风行动”。")):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / f"{name}.txt").write_text(
            f"在党建会上的讲话\n（2020年5月1日）\n\n{talk}\n", encoding="utf-8"
        )
    both, one = tmp_path / "both", tmp_path / "one"
    quiet = Progress(quiet=True)
    build([tmp_path / "in"], both, quiet)
    (tmp_path / "in" / "乙.txt").unlink()
    build([tmp_path / "in"], one, quiet)
    load(read_graph(one), database)
    clean = held(database)
    empty(database)
    load(read_graph(both), database)
    assert held(database) != clean
    summary = load(read_graph(one), database)
    assert held(database) == clean
    assert (summary.nodes_created, summary.relations_created) == (0, 0)
    assert summary.nodes_removed > 0
    assert summary.relations_removed > 0


def test_another_writer_meanwhile_is_told(database: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    load(small_graph(), database)
    remove = sink._remove

    def meanwhile(session: Any, graph: Graph) -> WriteSummary:
        summary = remove(session, graph)
        ask(database, "MATCH (:KG)-[r:CITES]->() DELETE r")
        return summary

    monkeypatch.setattr(sink, "_remove", meanwhile)
    with pytest.raises(KgError, match="另有程序"):
        load(small_graph(), database)


def test_progress_is_told(database: Connection, capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    load(small_graph(), database, progress)
    assert "载入节点" in capsys.readouterr().err
    assert {"indexes", "nodes", "relations", "removal", "quotations"} <= set(progress.timings)


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
    quotes = (
        "CALL db.index.fulltext.queryRelationships('kg_quotes', $words) YIELD relationship AS r RETURN type(r) AS t"
    )
    found = {row["t"] for row in ask(database, quotes, words='"我们推行"')}
    assert found == {edge.type for edge in small_graph().edges if any("我们推行" in quote for quote in edge.quotes)}


def test_an_index_of_an_earlier_vocabulary_is_made_anew(database: Connection) -> None:
    ask(database, "DROP INDEX kg_quotes IF EXISTS")
    ask(database, "CREATE FULLTEXT INDEX kg_quotes FOR ()-[r:CITES]-() ON EACH [r.quotes]")
    load(small_graph(), database)
    shown = ask(
        database, "SHOW INDEXES YIELD name, labelsOrTypes WHERE name = 'kg_quotes' RETURN labelsOrTypes AS types"
    )
    assert [set(row["types"]) for row in shown] == [set(relation_types())]


def test_ids_taken_twice_before_are_the_users_fault(database: Connection) -> None:
    ask(database, "DROP CONSTRAINT kg_id IF EXISTS")
    ask(database, "UNWIND [1, 2] AS x CREATE (:KG {id: 'same'})")
    with pytest.raises(KgError, match="id 重复"):
        load(small_graph(), database)


def test_a_label_outside_the_vocabulary_never_reaches_the_server(database: Connection) -> None:
    with pytest.raises(ValueError, match="vocabulary"):
        load(Graph((Node("x", "x", "A`) DETACH DELETE n //", "x"),), ()), database)
    assert ask(database, "MATCH (n) RETURN n") == []
