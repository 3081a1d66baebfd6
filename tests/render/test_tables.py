from __future__ import annotations

from dataclasses import replace

from kg.graph.tables import families, program_matrix
from kg.model import Graph
from tests.graphs import small_graph


def _cells(graph: Graph, fold: bool) -> dict[str, tuple[int, ...]]:
    return {row.id: row.counts for row in program_matrix(graph, fold=fold).rows}


def test_columns_follow_the_date_and_undated_speeches_come_last() -> None:
    columns = program_matrix(small_graph(), fold=False).columns
    assert [column.id for column in columns] == ["s3", "s1", "s2", "s4"]


def test_versions_of_one_talk_share_a_column_and_count_once() -> None:
    matrix = program_matrix(small_graph())
    assert [column.members for column in matrix.columns] == [("s1", "s3"), ("s2",), ("s4",)]
    assert _cells(small_graph(), fold=True)["program-1"] == (3, 2, 0)
    assert _cells(small_graph(), fold=False)["program-1"] == (3, 3, 2, 0)


def test_a_count_that_differs_between_versions_is_the_higher_one() -> None:
    graph = small_graph()
    edges = [replace(e, count=5) if (e.source, e.target) == ("s3", "program-1") else e for e in graph.edges]
    assert _cells(replace(graph, edges=tuple(edges)), fold=True)["program-1"] == (5, 2, 0)


def test_rows_step_down_by_first_mention() -> None:
    rows = program_matrix(small_graph(), fold=False).rows
    first = [next(n for n, count in enumerate(row.counts) if count) for row in rows]
    assert first == sorted(first)
    assert (rows[-1].id, rows[-1].total, rows[-1].speeches) == ("program-5", 1, 1)


def test_within_a_speech_the_place_in_the_text_decides() -> None:
    graph = small_graph()
    edges = [
        replace(e, spans=("甲.txt:7-9",)) if (e.source, e.target) == ("s2", "program-5")
        else replace(e, spans=("甲.txt:100-120", "甲.txt:10-12")) if (e.source, e.target) == ("s2", "program-1")
        else e
        for e in graph.edges if e.source == "s2"
    ]  # fmt: skip
    rows = program_matrix(replace(graph, edges=tuple(edges))).rows
    assert [row.id for row in rows] == ["program-5", "program-1"]  # 7 comes before 10, though "10" sorts before "7"


def test_the_order_of_nodes_and_edges_does_not_matter() -> None:
    graph = small_graph()
    assert program_matrix(Graph(graph.nodes[::-1], graph.edges[::-1])) == program_matrix(graph)


def test_a_program_that_no_speech_names_has_no_row() -> None:
    graph = small_graph()
    edges = tuple(edge for edge in graph.edges if edge.target != "program-5")
    assert "program-5" not in _cells(replace(graph, edges=edges), fold=True)


def test_an_empty_graph_has_an_empty_table() -> None:
    assert program_matrix(Graph((), ())).rows == ()


def test_the_preferred_version_leads_its_family_even_if_it_is_later() -> None:
    speeches = [node for node in small_graph().nodes if node.type == "Speech"]
    assert [[node.id for node in family] for family in families(speeches)] == [["s1", "s3"], ["s2"], ["s4"]]
