"""The embedded Cypher database, graph.kgl: a projection of entities.jsonl and edges.jsonl, rebuilt when need be.

The file is made by kglite, whose format changes between versions. So a file of another version of kglite or of the
layout below, and one that cannot be read at all, is made anew from the output folder when it is opened. The same
graph gives the same bytes.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.graph.folder import read_graph, read_manifest
from kg.model import Graph
from kg.sinks.base import WriteSummary, edge_properties, edges_by_ends, node_properties, nodes_by_type
from kg.sinks.replace import replace_output, write_whole

if TYPE_CHECKING:
    from kglite import FrozenGraph, KnowledgeGraph

FILE = "graph.kgl"
LAYOUT = 2  # raised whenever labels or properties change


def write_embedded(graph: Graph, path: Path) -> WriteSummary:
    """Write the graph to a database file, replacing it in one step: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, build(graph).to_bytes())
    return WriteSummary(len(graph.nodes), len(graph.edges), len(graph.nodes), len(graph.edges))


def open_embedded(out: Path) -> FrozenGraph:
    """The database of an output folder, read-only. Made anew where it is missing, damaged or of another format.

    KgError where the folder is not an output folder of kg. A folder that cannot be written to, or that another process
    is building anew, is served from memory.
    """
    database = loaded(out / FILE)
    if database is None:
        manifest = read_manifest(out)
        database = build(read_graph(out))
        with contextlib.suppress(KgError):
            replace_output(out, FILE, database.to_bytes(), manifest)
    return database.freeze()


def build(graph: Graph) -> KnowledgeGraph:
    """The database of a graph, in memory. Labels are the node's type and KG, as in Neo4j."""
    import kglite

    kglite.set_query_warning_policy("silent")
    nodes = [
        {"type": kind, "id_field": "id", "title_field": "title", "records": [node_properties(node) for node in group]}
        for kind, group in nodes_by_type(graph)
    ]
    relations = [
        {
            "type": relation,
            "source_type": source,
            "source_id_field": "kg_source",
            "target_type": target,
            "target_id_field": "kg_target",
            "records": [{**edge_properties(e), "kg_source": e.source, "kg_target": e.target} for e in group],
        }
        for (relation, source, target), group in edges_by_ends(graph)
    ]
    database = kglite.from_records({"nodes": nodes, "connections": relations}, on_missing_endpoint="error")
    database.cypher("MATCH (n) SET n:KG")
    return database.set_schema_version(LAYOUT)


def loaded(path: Path) -> KnowledgeGraph | None:
    """The database of a file; None where it is missing, damaged or of another format. Nothing is written."""
    import kglite

    kglite.set_query_warning_policy("silent")
    if not path.is_file():
        return None
    try:
        database = kglite.load(str(path))
    except kglite.KgError:
        return None
    same = (database.schema_version, database.graph_info()["library_version"]) == (LAYOUT, kglite.__version__)
    return database if same else None
