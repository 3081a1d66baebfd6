"""What stands behind one edge: every sentence, in the order of the files."""

from __future__ import annotations

import sqlite3

from kg.explorer.missing import Missing
from kg.explorer.views import rows
from kg.explorer.views.shapes import EvidenceView, Page


def evidence(
    db: sqlite3.Connection, source: str, relation: str, target: str, *, offset: int = 0, limit: int = 50
) -> EvidenceView:
    """The quotations of the edge from `source` to `target`, with both marked in them. Missing where there is none."""
    first, second = rows.node(db, source), rows.node(db, target)
    numbers = first["n"], second["n"]
    query = "SELECT *, ? AS source_id, ? AS target_id FROM edge WHERE source = ? AND type = ? AND target = ?"
    edge = db.execute(query, (source, target, first["n"], relation, second["n"])).fetchone()
    if edge is None:
        raise Missing(
            f"图谱中没有从 {source} 到 {target} 的关系 {relation}",
            f"the graph has no {relation} from {source} to {target}",
        )
    total = db.execute("SELECT count(*) FROM quotation WHERE edge = ?", (edge["n"],)).fetchone()[0]
    quotations = rows.quotations_of_edge(db, edge["n"], numbers, offset=offset, limit=limit)
    return EvidenceView(rows.edge(edge), rows.name(first), rows.name(second), quotations, Page(offset, limit, total))
