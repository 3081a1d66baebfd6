"""What is taken along: the graph that is drawn, the whole table, the rows of a query."""

from __future__ import annotations

from collections.abc import Iterator

from kg import cells
from kg.errors import KgError
from kg.explorer import exported
from kg.explorer.console import answered
from kg.explorer.pages import graph
from kg.explorer.pages.page import Asked
from kg.explorer.security import Refused
from kg.explorer.states import ConsoleState, HomeState
from kg.explorer.views import matrix as matrix_view
from kg.explorer.views.shapes import SpeechName
from kg.query import show
from kg.query.rows import Limits

MOST_CELLS = 5_000_000
_AT_ONCE = 500  # rows of the table


def graph_csv(asked: Asked) -> str:
    """The edges drawn, a line for each quotation."""
    return "".join(exported.as_csv(asked.db, graph.graph(asked)))


def graph_gexf(asked: Asked) -> bytes:
    """The same for Gephi."""
    return exported.as_gexf(asked.db, graph.graph(asked))


def matrix_csv(asked: Asked) -> str:
    """The table with all its rows and columns, in the order that is shown. KgError where that is too much."""
    return "".join(_table(asked))


def _heading(speech: SpeechName) -> str:
    return " ".join(filter(None, (speech.date, speech.speaker, speech.title)))


def _table(asked: Asked) -> Iterator[str]:
    state: HomeState = asked.state
    offset, begun = 0, False
    while True:
        view = matrix_view.matrix(
            asked.db,
            order=state.order,
            fold=state.fold,
            query=state.q,
            offset=offset,
            limit=_AT_ONCE,
            column_limit=MOST_CELLS,
        )
        if view.rows_page.total * len(view.columns) > MOST_CELLS:
            raise KgError("表格过大，请先筛选项目", "the table is too large: filter the programs first")
        if not begun:
            begun = True
            speeches = [column.speech for column in view.columns]
            yield cells.BOM + cells.line(("id", "program", "total", "talks", "first", *(s.id for s in speeches)))
            yield cells.line((None, None, None, None, None, *map(_heading, speeches)))
        for row in view.rows:
            yield cells.line((row.program.id, row.program.name, row.total, row.speeches, row.first, *row.counts))
        offset += _AT_ONCE
        if offset >= view.rows_page.total:
            return


def query_csv(asked: Asked) -> str:
    """The rows of a query. KgError where it is at fault, Refused where another site asks."""
    if asked.foreign:
        raise Refused(403, "请在查询页面下载", "download it from the page of the query")
    state: ConsoleState = asked.state
    limits = Limits(float(state.seconds), state.rows)
    rows = answered(asked.served.console, state.query, state.cypher, asked.parameters, limits)
    return cells.BOM + show.as_csv(rows)
