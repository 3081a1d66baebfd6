"""The pages that run queries and list decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kg.explorer import console as queries
from kg.explorer import decide
from kg.explorer.pages.page import Asked
from kg.explorer.states import ConsoleState
from kg.explorer.views.acts import ConsoleView, DecisionsView

DRAWN = 50  # nodes of an answer that a link to the graph takes along


def console(asked: Asked) -> ConsoleView:
    """A query and its answer."""
    state: ConsoleState = asked.state
    view = queries.view(
        asked.served.console,
        asked.db,
        state.query,
        state.cypher,
        asked.parameters,
        seconds=state.seconds,
        rows=state.rows,
        runs=not asked.foreign,
    )
    unfilled = view.chosen and any(p.required and not p.value for p in view.chosen.parameters)
    # a query that was only chosen is not at fault for what is still to be filled in
    return replace(view, fault=None) if unfilled and not asked.parameters else view


def console_more(asked: Asked, view: ConsoleView) -> Mapping[str, Any]:
    """The vocabulary as the editor takes it; which cells of the answer are a node, by the text that they hold; and how
    any other value is written."""
    schema = {
        "labels": {words.name: words.properties for words in view.words.labels},
        "relations": {words.name: words.properties for words in view.words.relations},
    }
    nodes = {name.id: name for name in view.nodes}
    parameters = [(f"p.{name}", value) for name, value in sorted(asked.parameters.items())]
    return {"schema": schema, "cell": cell, "nodes": nodes, "ids": tuple(nodes)[:DRAWN], "parameters": parameters}


def cell(value: object) -> str:
    """A value of an answer as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return "、".join(map(str, value))
    return json.dumps(value, ensure_ascii=False)


def decisions(asked: Asked) -> DecisionsView:
    """The decisions that are in force."""
    return decide.decisions(asked.db, asked.served.out, asked.served.decisions)


def decisions_more(asked: Asked, view: DecisionsView) -> Mapping[str, Any]:
    """How the graph stands to them."""
    return {"status": asked.served.rebuilder.status()}
