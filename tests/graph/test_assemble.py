"""The graph is what the rows say, counted."""

from kg.graph.assemble import assemble
from kg.model import Edge, Graph
from tests.passages import said


def graph_of(sentence: str) -> tuple[Graph, dict[str, str]]:
    result = said(sentence)
    graph = assemble([result.document], result.speeches, result.mentions, result.statements, result.links)
    return graph, {node.id: node.name for node in graph.nodes}


def edges(graph: Graph, type_: str) -> list[Edge]:
    return [edge for edge in graph.edges if edge.type == type_]


def test_mentions_count_and_quote_their_sentences() -> None:
    graph, names = graph_of("我们实施“双五星”创评。“双五星”创评要完善。")
    (edge,) = (edge for edge in edges(graph, "MENTIONS") if names[edge.target] == "双五星")
    assert (edge.count, edge.families) == (2, 1)
    assert edge.quotes == ("我们实施“双五星”创评。", "“双五星”创评要完善。")
    assert len(edge.spans) == 2 and not edge.inferred


def test_names_of_one_sentence_co_occur_and_holes_do_not() -> None:
    graph, names = graph_of("XX镇实施“双五星”创评，开展精准扶贫。")
    pairs = {frozenset((names[edge.source], names[edge.target])) for edge in edges(graph, "CO_OCCURS")}
    assert frozenset(("双五星", "精准扶贫")) in pairs
    assert not [pair for pair in pairs if "XX镇" in pair]


def test_a_hole_is_a_node_of_its_own_label() -> None:
    graph, _ = graph_of("XX镇抓得实，XX镇抓得细。")
    holes = [node for node in graph.nodes if node.type == "Redacted"]
    assert [(node.name, node.props["hole"], node.props["as"]) for node in holes] == [("XX镇", "place", "Place")] * 2


def test_nodes_carry_counts_aliases_and_what_the_gazetteer_knows() -> None:
    graph, _ = graph_of("宜都的做法好，宜都要带头。")
    (node,) = (node for node in graph.nodes if node.name == "宜都市")
    assert node.props["aliases"] == ("宜都",)
    assert (node.props["mentions"], node.props["speeches"]) == (3, 1)
    assert (node.props["code"], node.props["parents"]) == ("420581", ("宜昌市", "湖北省"))
    assert node.props["first"] == "2024-08-24"


def test_everything_is_sorted() -> None:
    graph, _ = graph_of("省委书记蒋超良到五眼泉镇看“五美之星”。")
    assert list(graph.nodes) == sorted(graph.nodes, key=lambda node: node.id)
    assert list(graph.edges) == sorted(graph.edges, key=lambda edge: (edge.source, edge.target, edge.type))
