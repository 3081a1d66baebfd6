"""GraphML and GEXF, read back by others."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import rustworkx

from kg.export.drawn import RENAMED, unfit
from kg.export.gexf import to_gexf
from kg.export.graphml import to_graphml
from kg.model import Graph
from kg.schema import node_types
from tests.export.awkward import CONTROLS, awkward_graph
from tests.export.held import Rows, edges_of, nodes_of, types_of
from tests.graphs import small_graph

GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"
GIVEN = {new: old for old, new in RENAMED.items()}
PARSERS: dict[str, Callable[[str], object]] = {
    "string": str,
    "long": int,
    "double": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def as_given(row: dict[str, Any], kinds: dict[str, type]) -> dict[str, Any]:
    """Attributes under the names and in the types of the graph; what is not there left out."""
    known = {GIVEN.get(name, name): value for name, value in row.items() if value is not None}
    return {name: json.loads(value) if kinds[name] is list else value for name, value in known.items()}


def test_graphml_reads_back_equal(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_bytes(to_graphml(graph))
    found, *others = rustworkx.read_graphml(str(path)) or [rustworkx.PyDiGraph()]
    assert others == []
    kinds = types_of(nodes_of(graph))
    nodes: Rows = {}
    for row in found.nodes():
        assert row.pop("label") == row["name"]
        nodes[row["id"]] = as_given(row, kinds)
    assert nodes == nodes_of(graph)
    kinds, edges, ids = types_of(edges_of(graph)), {}, []
    for source, target, row in found.weighted_edge_list():
        ids.append(row.pop("id"))
        relation = row.pop("relation")
        assert (row.pop("label"), row.pop("weight")) == (relation, row["families"])
        edges[(found[source]["id"], relation, found[target]["id"])] = as_given(row, kinds)
    assert edges == edges_of(graph)
    assert len(set(ids)) == len(ids)


def read_gexf(data: bytes) -> tuple[Rows, Rows]:
    """Nodes by id and edges by (source, relation, target), read as the format tells, with a plain XML parser."""
    graph = ElementTree.fromstring(data).find(f"{GEXF}graph")
    assert graph is not None
    result: list[Rows] = []
    for kind in ("node", "edge"):
        declared = graph.iterfind(f"{GEXF}attributes[@class='{kind}']/{GEXF}attribute")
        types = {a.attrib["id"]: (a.attrib["title"], PARSERS[a.attrib["type"]]) for a in declared}
        rows: Rows = {}
        for element in graph.iterfind(f"{GEXF}{kind}s/{GEXF}{kind}"):
            row: dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
            row |= {f"#{part.tag.removeprefix(VIZ)}": part.attrib for part in element if part.tag.startswith(VIZ)}
            for value in element.iter(f"{GEXF}attvalue"):
                title, parse = types[value.attrib["for"]]
                row[title] = parse(value.attrib["value"])
            place = (row["@source"], row["relation"], row["@target"]) if kind == "edge" else row["@id"]
            rows[place] = row
        result.append(rows)
    return result[0], result[1]


def bare(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name[0] not in "@#" and name != "relation"}


def test_gexf_reads_back_equal(graph: Graph) -> None:
    nodes, edges = read_gexf(to_gexf(graph))
    kinds = types_of(nodes_of(graph))
    assert {id: as_given(bare(row), kinds) | {"id": id} for id, row in nodes.items()} == nodes_of(graph)
    kinds = types_of(edges_of(graph))
    assert {place: as_given(bare(row), kinds) for place, row in edges.items()} == edges_of(graph)


def test_gephi_finds_labels_weights_colours_and_dates() -> None:
    nodes, edges = read_gexf(to_gexf(small_graph()))
    place = nodes["place-1"]
    shade = node_types()["Place"].colour
    assert (place["@label"], place["type"]) == ("青川县", "Place")
    assert "#" + "".join(f"{int(place['#color'][part]):02X}" for part in "rgb") == shade
    spells = {id: (row.get("@start"), row.get("@end")) for id, row in nodes.items()}
    assert spells["s1"] == ("2019-05-01", "2019-05-01")
    assert spells["s2"] == ("2020-07-01", "2020-07-31")
    assert spells["s3"] == ("2019-01-01", "2019-12-31")
    assert spells["s4"] == (None, None)
    assert spells["program-1"] == ("2019-01-01", "2020-07-31")
    leads = edges["person-1", "LEADS", "program-1"]
    assert (leads["@label"], leads["@weight"], leads["count"]) == ("LEADS", "1", 2)
    assert (leads["@start"], leads["@end"]) == ("2019-01-01", "2019-12-31")
    assert "networkx" not in to_gexf(small_graph()).decode().lower()


def test_gexf_opens_in_networkx() -> None:
    from io import BytesIO

    import networkx as nx

    found = nx.read_gexf(BytesIO(to_gexf(small_graph())))
    assert (found.number_of_nodes(), found.number_of_edges()) == (len(small_graph().nodes), len(small_graph().edges))


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
def test_what_xml_cannot_hold_is_replaced_and_counted(write: Any) -> None:
    graph = awkward_graph(CONTROLS)
    text = write(graph).decode()
    ElementTree.fromstring(text)
    shown = "beep� unit�separator�� \x85 �"
    assert f'label="{shown}"' in text or f">{shown}<" in text
    assert unfit(awkward_graph()) == 0
    # name, title, three aliases, two quotations, each with five
    assert unfit(graph) == 7 * 5
