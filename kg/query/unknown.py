"""Names that a shipped query was asked about and the graph does not hold: where no row comes, they are told of."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from kg.query.rows import Limits
from kg.query.run import Ask, Question

# So many names are looked through for one that is alike.
MOST = 20_000

_HELD = """MATCH (n:KG) WHERE $name IN [n.id, n.name, n.title] OR $name IN coalesce(n.aliases, [])
RETURN n.id AS id LIMIT 1"""
_WITHIN = """MATCH (n:KG) WHERE n.type <> 'Redacted' AND (n.name CONTAINS $name OR $name CONTAINS n.name)
RETURN DISTINCT n.name AS name, abs(size(n.name) - size($name)) AS apart ORDER BY apart, name LIMIT 3"""
_ALL = """MATCH (n:KG) WHERE n.type <> 'Redacted' AND NOT n.type IN ['Speech', 'SourceFile']
RETURN DISTINCT n.name AS name ORDER BY name"""


def unknown_names(question: Question, ask: Ask, seconds: float) -> Iterator[tuple[str, str]]:
    """A sentence in Chinese and in English for each such name, with what was probably meant. `ask` asks the store that
    the question went to, for so many seconds each time; KgError as it has it."""

    @cache  # two names that are lacking are looked for among the same
    def names(text: str, **values: Any) -> list[str]:
        return [name for name, *_ in ask(Question(text, values), Limits(seconds, MOST)).rows]

    for parameter in question.shipped.parameters if question.shipped else ():
        name = str(question.parameters[parameter.name])
        if parameter.names and name and not names(_HELD, name=name):
            near = get_close_matches(name, names(_ALL), 1) or names(_WITHIN, name=name)
            zh, en = (f"；相近的有 {'、'.join(near)}", f"; alike are {', '.join(near)}") if near else ("", "")
            yield f"图谱中没有名为“{name}”的节点{zh}", f"no node of the graph is called “{name}”{en}"
