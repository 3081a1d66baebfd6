"""Relations: mentions of one speech to statements, each with the clause or sentence that says it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.relations import documents, people, places, programs
from kg.extract.relations.context import Context
from kg.model import Mention, Speech, Statement
from kg.text import Sentences, plain


def relate(text: str, sentences: Sentences, speech: Speech, mentions: Iterable[Mention]) -> list[Statement]:
    """All statements of a speech, sorted by place. `text` and `sentences` are the whole document's."""
    context = Context(plain(text), sentences, speech, tuple(mentions))
    found = {
        statement.id: statement
        for rule in (people.find, places.find, programs.find, documents.find)
        for statement in rule(context)
    }
    return sorted(
        found.values(), key=lambda statement: (statement.start, statement.end, statement.relation, statement.id)
    )
