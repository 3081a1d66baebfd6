"""The ego view, counted against the rows of entities.jsonl and edges.jsonl."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import networkx
import pytest

from kg.explorer.index import open_index
from kg.explorer.missing import Missing
from kg.explorer.views import joints
from kg.explorer.views.facets import facets
from kg.explorer.views.filtering import allowed
from kg.explorer.views.graph import ego
from kg.explorer.views.neighbours import Group, strongest
from kg.explorer.views.picture import MOST
from kg.explorer.views.shapes import Filters, GraphView
from kg.model import Edge, Graph, Node
from kg.render.selection import HIDDEN_RELATIONS, HIDDEN_TYPES
from kg.schema import node_types, relation_types
from tests.explorer.views.conftest import Lines, Row
from tests.graphs import write_folder

ALL = Filters(types=tuple(node_types()), relations=tuple(relation_types()))


def _passes(lines: Lines, edge: Row, focus: str) -> bool:
    """Whether the default view lets an edge at the focus through."""
    other = edge["target"] if edge["source"] == focus else edge["source"]
    return edge["type"] not in HIDDEN_RELATIONS and lines.nodes[other]["type"] not in HIDDEN_TYPES


def _keys(view: GraphView) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.type, edge.target) for edge in view.edges}


def _key(edge: Row) -> tuple[str, str, str]:
    return edge["source"], edge["type"], edge["target"]


def test_neighbours_are_the_ends_of_the_edges(db: sqlite3.Connection, lines: Lines) -> None:
    for id in lines.nodes:
        view = ego(db, [id], limit=1000)
        expected = {id}.union(*({e["source"], e["target"]} for e in lines.at(id) if _passes(lines, e, id)))
        assert {node.id for node in view.nodes} == expected
        assert len(view.nodes) == len(expected), "each once"
        assert view.left_out == 0


def test_all_edges_between_what_is_shown_are_drawn(db: sqlite3.Connection, lines: Lines) -> None:
    for id in sorted(lines.nodes)[::7]:
        view = ego(db, [id], filters=ALL)
        assert view.not_drawn == 0
        shown = {node.id for node in view.nodes}
        assert _keys(view) == {_key(e) for e in lines.edges if {e["source"], e["target"]} <= shown}
        for edge in view.edges:
            row = next(e for e in lines.edges if _key(e) == (edge.source, edge.type, edge.target))
            assert (edge.count, edge.families, edge.inferred) == (row["count"], row["families"], row["inferred"])
            assert edge.props == row["props"]


@pytest.mark.parametrize("hops", [1, 2])
def test_what_is_shown_and_what_is_more_are_all(db: sqlite3.Connection, lines: Lines, hops: int) -> None:
    focus = lines.named("宜都市")
    view = ego(db, [focus], limit=3, hops=hops)
    assert view.left_out > 0
    for node in view.nodes:
        drawn = Counter(edge.type for edge in view.edges if node.id in (edge.source, edge.target))
        for hidden in (edge for edge in view.edges if node.id in (edge.source, edge.target)):
            ends = {lines.nodes[hidden.source]["type"], lines.nodes[hidden.target]["type"]}
            assert not ends & set(HIDDEN_TYPES)
        expected = Counter(edge["type"] for edge in lines.at(node.id) if _passes(lines, edge, node.id))
        assert drawn + Counter(node.more) == expected
        by_relation: Counter[str] = Counter()
        for what, number in node.more_types.items():
            by_relation[what.partition(":")[0]] += number
        assert by_relation == node.more
    assert view.left_out >= sum(view.nodes[0].more.values())


def test_the_strongest_are_shown(db: sqlite3.Connection, lines: Lines) -> None:
    focus = lines.named("宜都市")
    view = ego(db, [focus], expand={f"{focus}:MENTIONS:Speech": 3}, filters=Filters(relations=("MENTIONS",)), limit=0)
    shown = {edge.source for edge in view.edges}
    strength = {e["source"]: (e["families"], e["count"]) for e in lines.at(focus) if e["type"] == "MENTIONS"}
    assert len(shown) == 3 < len(strength)
    assert min(strength[id] for id in shown) >= max(strength[id] for id in strength.keys() - shown)


def test_neighbours_both_ways_are_ranked_together(tmp_path: Path) -> None:
    """Which end of a sentence that names both is the source says nothing."""
    nodes = tuple(Node(f"program-{n}", f"{n}号工程", "Program", f"{n}号工程") for n in range(1, 6))
    edges = tuple(
        Edge(f"program-{a}", f"program-{b}", "CO_OCCURS", n, n, (), (), (), False)
        for a, b, n in ((1, 3, 2), (2, 3, 4), (3, 4, 1), (3, 5, 3))
    )
    with open_index(write_folder(Graph(nodes, edges), tmp_path / "out")).reading() as db:
        for limit, shown in ((2, "25"), (3, "251"), (4, "2514")):
            view = ego(db, ["program-3"], filters=Filters(relations=("CO_OCCURS",)), limit=limit)
            assert [node.id[-1] for node in view.nodes[1:]] == list(shown)


def test_types_take_turns(db: sqlite3.Connection, lines: Lines) -> None:
    """Of a speech that names dozens of each, some of every type are seen."""
    speech = lines.named("整市推进基层党建工作推进会议上的讲话（罗联峰，2024-08-24）")
    view = ego(db, [speech], limit=8, filters=Filters(relations=("MENTIONS",)))
    named = {lines.nodes[e["target"]]["type"] for e in lines.at(speech) if e["type"] == "MENTIONS"} - set(HIDDEN_TYPES)
    assert len(named) >= 4
    assert {node.type for node in view.nodes if node.hop} == named
    assert len(view.nodes) == 9


def test_expanding_adds_and_takes_nothing_away(db: sqlite3.Connection, lines: Lines) -> None:
    focus = lines.named("双五星")
    plain = ego(db, [focus])
    place = lines.named("宜都市")
    assert plain.nodes[0].id == focus
    more = next(node.more["LOCATED_IN"] for node in plain.nodes if node.id == place)
    assert more > 4
    wide = ego(db, [focus], expand={f"{place}:LOCATED_IN": 4})
    before, after = ({node.id for node in view.nodes} for view in (plain, wide))
    assert before < after
    assert len(after - before) == 4
    assert all({place, id} & {e["source"], e["target"]} for id in after - before for e in lines.at(id))
    assert next(node.more["LOCATED_IN"] for node in wide.nodes if node.id == place) == more - 4
    all_of_them = ego(db, [focus], expand={f"{place}:LOCATED_IN": 1000})
    assert "LOCATED_IN" not in next(node.more for node in all_of_them.nodes if node.id == place)
    assert after < {node.id for node in all_of_them.nodes}


def test_what_comes_in_by_expanding_can_be_expanded(db: sqlite3.Connection, lines: Lines) -> None:
    focus, place = lines.named("双五星"), lines.named("宜都市")
    first = ego(db, [focus], expand={place: 1000})
    inner = next(node for node in first.nodes if node.hop == 2 and node.more and node.type == "Place")
    # in whatever order they are named, and what is not shown expands nothing
    second = ego(db, [focus], expand={f"{inner.id}": 1000, f"{place}": 1000, "nothing-1": 3})
    assert {node.id for node in first.nodes} < {node.id for node in second.nodes}
    assert next(node.more for node in second.nodes if node.id == inner.id) == {}
    alone = ego(db, [focus], expand={inner.id: 1000})
    assert alone.nodes == ego(db, [focus]).nodes


def test_collapsing_shows_none_of_it(db: sqlite3.Connection, lines: Lines) -> None:
    focus = lines.named("双五星")
    view = ego(db, [focus], expand={f"{focus}:MENTIONS": 0})
    assert "Speech" not in {node.type for node in view.nodes}
    assert view.nodes[0].more["MENTIONS"] == sum(edge["type"] == "MENTIONS" for edge in lines.at(focus))
    assert {node.id for node in ego(db, [focus], expand={focus: 0}).nodes} == {focus}


def test_hidden_nodes_are_left_out_but_no_focus(db: sqlite3.Connection, lines: Lines) -> None:
    focus, place = lines.named("双五星"), lines.named("宜都市")
    view = ego(db, [focus], hide=[place, focus, "nothing-1"])
    shown = {node.id for node in view.nodes}
    assert focus in shown
    assert shown == {node.id for node in ego(db, [focus]).nodes} - {place}
    assert view.nodes[0].more["IMPLEMENTED_IN"] == 1


def test_types_and_relations_that_clutter_are_shown_when_named(db: sqlite3.Connection, lines: Lines) -> None:
    speech = lines.named("在全市基层党建整市推进工作动员会上的讲话（邹青松，2024-04-21）")
    assert not {node.type for node in ego(db, [speech]).nodes} & set(HIDDEN_TYPES)
    dates = ego(db, [speech], filters=Filters(types=("Date",)))
    assert {node.type for node in dates.nodes} == {"Speech", "Date"}
    together = ego(db, [lines.named("双五星")], filters=Filters(relations=("CO_OCCURS",)))
    assert {edge.type for edge in together.edges} == {"CO_OCCURS"}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(certainty="stated"),
        Filters(families=2),
        Filters(since=2024, until=2024),
        Filters(until=2023),
        Filters(since=2025),
        Filters(families=2, certainty="stated", since=2022),
    ],
)
def test_filters_by_what_stands_behind_an_edge(db: sqlite3.Connection, lines: Lines, filters: Filters) -> None:
    years = {row["speech"]: int(row["date"][:4]) if row["date"] else None for row in lines.rows("speeches")}

    def passes(edge: Row) -> bool:
        dated = [year for id in edge["speeches"] if (year := years[id]) is not None]
        timed = filters.since is None and filters.until is None
        return (
            not (filters.certainty == "stated" and edge["inferred"])
            and edge["families"] >= filters.families
            and (timed or any((filters.since or 0) <= year <= (filters.until or 9999) for year in dated))
        )

    for id in (lines.named("宜都市"), lines.named("双五星"), lines.named("中共中央")):
        found = [edge for edge in lines.at(id) if _passes(lines, edge, id) and passes(edge)]
        view = ego(db, [id], filters=filters, limit=1000)
        assert {node.id for node in view.nodes} == {id}.union(*({e["source"], e["target"]} for e in found))
        few = ego(db, [id], filters=filters, limit=2)
        drawn = Counter(edge.type for edge in few.edges if id in (edge.source, edge.target))
        assert drawn + Counter(few.nodes[0].more) == Counter(edge["type"] for edge in found)


def test_filter_by_speech(db: sqlite3.Connection, lines: Lines) -> None:
    speech = lines.named("在全市基层党建整市推进工作动员会上的讲话（邹青松，2024-04-21）")
    focus = lines.named("宜都市")
    view = ego(db, [focus], filters=Filters(speeches=(speech,)), limit=1000)
    assert _keys(view)
    for key in _keys(view):
        assert speech in next(edge["speeches"] for edge in lines.edges if _key(edge) == key)
    found = [e for e in lines.at(focus) if _passes(lines, e, focus) and speech in e["speeches"]]
    assert {node.id for node in view.nodes} == {focus}.union(*({e["source"], e["target"]} for e in found))
    assert {node.id for node in ego(db, [focus], filters=Filters(speeches=("nothing-1",))).nodes} == {focus}


def test_filters_on_one_connection_do_not_mix(db: sqlite3.Connection, lines: Lines) -> None:
    focus, several = [lines.named("宜都市")], [Filters(since=2024), Filters(until=2023), Filters(), Filters(since=2024)]
    together = [ego(db, focus, filters=filters) for filters in several]
    for filters, view in zip(several, together, strict=True):
        with open_index(lines.out).reading() as alone:
            assert ego(alone, focus, filters=filters) == view
    assert together[0] == together[3] != together[2]


def test_of_too_many_edges_those_that_hold_the_picture_together_are_drawn(
    db: sqlite3.Connection, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    focus = lines.named("宜都市")
    whole = ego(db, [focus], hops=2)
    monkeypatch.setattr(joints, "MOST_DRAWN", 60)
    few = ego(db, [focus], hops=2)
    assert (few.nodes, few.facets, few.left_out) == (whole.nodes, whole.facets, whole.left_out)
    assert len(few.edges) + few.not_drawn == len(whole.edges)
    assert few.not_drawn > 0
    assert _keys(few) < _keys(whole)
    drawn = networkx.Graph((edge.source, edge.target) for edge in few.edges)
    assert networkx.single_source_shortest_path_length(drawn, focus) == {node.id: node.hop for node in few.nodes}
    assert {key for key in _keys(whole) if focus in key} <= _keys(few)


def test_hops_are_distances(db: sqlite3.Connection, lines: Lines) -> None:
    focus = lines.named("双五星")
    view = ego(db, [focus], hops=3, limit=6)
    drawn = networkx.Graph((edge.source, edge.target) for edge in view.edges)
    distances = networkx.single_source_shortest_path_length(drawn, focus)
    assert {node.id: node.hop for node in view.nodes} == distances
    assert {node.hop for node in view.nodes} >= {0, 1, 2}
    assert len(ego(db, [focus], hops=9).nodes) <= MOST, "never the hairball"
    assert ego(db, [focus], hops=9) == ego(db, [focus], hops=3)


def test_several_focuses(db: sqlite3.Connection, lines: Lines) -> None:
    both = [lines.named("双五星"), lines.named("中共中央")]
    view = ego(db, [*both, both[0]], limit=1000)
    assert view.focus == tuple(both)
    assert [node.id for node in view.nodes if not node.hop] == both
    assert {node.id for node in view.nodes} == {n.id for id in both for n in ego(db, [id], limit=1000).nodes}


def test_facets_count_what_stands_at_the_focus(db: sqlite3.Connection, lines: Lines) -> None:
    for focus in (lines.named("双五星"), lines.named("宜都市")):
        near = lines.at(focus)
        others = [e["target"] if e["source"] == focus else e["source"] for e in near]
        told = {key: {facet.value: facet.count for facet in found} for key, found in ego(db, [focus]).facets.items()}
        assert told["types"] == Counter(lines.nodes[id]["type"] for id in others)
        assert told["relations"] == Counter(edge["type"] for edge in near)
        assert told["speeches"] == Counter(id for edge in near for id in edge["speeches"])
        assert told["certainty"] == Counter("inferred" if edge["inferred"] else "stated" for edge in near)
        dates = {row["speech"]: row["date"] for row in lines.rows("speeches")}
        said = Counter(dates[id][:4] for edge in near for id in edge["speeches"] if dates[id])
        assert told["years"] == said
        # filters change what is shown, not what can be chosen
        assert ego(db, [focus], filters=Filters(families=2)).facets == ego(db, [focus]).facets


def test_an_edge_between_two_focuses_is_counted_once(db: sqlite3.Connection, lines: Lines) -> None:
    ends = lines.named("双五星"), lines.named("宜都市")
    near = [edge for edge in lines.edges if set(ends) & {edge["source"], edge["target"]}]
    numbers = [db.execute("SELECT n FROM node WHERE id = ?", (id,)).fetchone()["n"] for id in ends]
    told = {facet.value: facet.count for facet in facets(db, numbers)["relations"]}
    assert told == Counter(edge["type"] for edge in near)


def test_speeches_of_one_title_are_told_apart(db: sqlite3.Connection, lines: Lines) -> None:
    view = ego(db, [lines.named("整市推进", "Program")], limit=1000)
    speeches = [node for node in view.nodes if node.type == "Speech"]
    assert len({lines.nodes[node.id]["title"] for node in speeches}) < len(speeches)
    assert len({node.name for node in speeches}) == len(speeches)


def test_only_indexes_are_read_of_a_hub(db: sqlite3.Connection) -> None:
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    strongest(
        db, [Group(1, "CO_OCCURS", way, "Place", 50_000) for way in (True, False)], allowed(db, Filters(families=2)), 9
    )
    db.set_trace_callback(None)
    plans = [row["detail"] for query in asked for row in db.execute("EXPLAIN QUERY PLAN " + query)]
    assert len(plans) == 2, plans  # nothing is sorted
    assert all("USING COVERING INDEX edge_" in plan for plan in plans)


def test_who_is_not_there_is_missed(db: sqlite3.Connection) -> None:
    with pytest.raises(Missing):
        ego(db, ["person-none"])


def test_every_type_can_be_in_focus(small: sqlite3.Connection, small_lines: Lines) -> None:
    for id, row in small_lines.nodes.items():
        view = ego(small, [id])
        assert (view.nodes[0].id, view.nodes[0].type, view.nodes[0].hop) == (id, row["type"], 0)
        assert view.nodes[0].redacted == row["redacted"]


def test_the_same_index_gives_the_same_view(lines: Lines, db: sqlite3.Connection) -> None:
    focus = [lines.named("双五星")]
    first = ego(db, focus, hops=2, limit=4)
    (lines.out / "explorer.sqlite").unlink()
    with open_index(lines.out).reading() as again:
        assert ego(again, focus, hops=2, limit=4) == first
    assert json.loads(json.dumps(asdict(first)))["focus"] == focus
