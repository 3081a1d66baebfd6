"""The table of programs by speeches, the search, and the quotations behind an edge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.explorer.pages.page import Asked
from kg.explorer.state import BadValue
from kg.explorer.states import EvidenceState, HomeState, SearchState, SuggestState
from kg.explorer.views import evidence as evidence_view
from kg.explorer.views import matrix as matrix_view
from kg.explorer.views import search as search_view
from kg.explorer.views.rows import IN, keys
from kg.explorer.views.shapes import EvidenceView, MatrixView, SearchView, SuggestView

ROWS, COLUMNS = 60, 24
STEPS = (1, 2, 4, 8)  # counts above which a cell has the next shade


def home(asked: Asked) -> MatrixView:
    """Which programs are in which speeches."""
    state: HomeState = asked.state
    return matrix_view.matrix(
        asked.db,
        order=state.order,
        fold=state.fold,
        query=state.q,
        offset=state.offset,
        limit=ROWS,
        column_offset=state.columns,
        column_limit=COLUMNS,
    )


def home_more(asked: Asked, view: MatrixView) -> Mapping[str, Any]:
    """The shade of a count, 0 for none, up to 5; and of cells that stand for several versions, which has the count."""
    found: dict[tuple[str, str], str] = {}
    programs = keys(row.program.id for row in view.rows)
    for column in view.columns:
        if len(column.members) > 1:
            query = f"""
                SELECT node.id AS program, speech.id AS speech, max(edge.count) FROM speech
                CROSS JOIN edge ON edge.source = speech.n JOIN node ON node.n = edge.target
                WHERE speech.id {IN} AND edge.type = 'MENTIONS' AND node.id {IN} GROUP BY node.n"""
            for row in asked.db.execute(query, (keys(column.members), programs)):
                found[column.speech.id, row["program"]] = row["speech"]

    def said(speech: str, program: str) -> str:
        return found.get((speech, program), speech)

    return {"shade": lambda count: count and 1 + sum(count > step for step in STEPS), "said": said}


def search(asked: Asked) -> SearchView:
    """Names first, then sentences."""
    state: SearchState = asked.state
    return search_view.search(
        asked.db,
        state.q,
        type_=state.type_ or None,
        offset=state.offset,
        quotations_offset=state.quotations,
    )


def search_more(asked: Asked, view: SearchView) -> Mapping[str, Any]:
    """The words looked for, to be marked in what was found."""
    return {"words": tuple(asked.state.q.split())}


def suggest(asked: Asked) -> SuggestView:
    """Names for what is being typed."""
    state: SuggestState = asked.state
    return SuggestView(search_view.suggest(asked.db, state.q, state.limit))


def evidence(asked: Asked) -> EvidenceView:
    """All that stands behind one edge. BadValue where it is not said which."""
    state: EvidenceState = asked.state
    if not (state.source and state.relation and state.target):
        raise BadValue("请写明 source、relation 和 target", "say which edge: source, relation and target")
    return evidence_view.evidence(asked.db, state.source, state.relation, state.target, offset=state.offset)
