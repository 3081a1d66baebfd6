"""Relations: mentions of one speech to statements, each with the clause or sentence that says it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.relations import documents, people, places, programs
from kg.extract.relations.context import Context, at
from kg.model import Mention, Speech, Statement
from kg.read.clear.reading import clear_of
from kg.text import Sentences, plain


def relate(text: str, sentences: Sentences, speech: Speech, mentions: Iterable[Mention]) -> list[Statement]:
    """All statements of a speech, sorted by place. `text` and `sentences` are the whole document's."""
    clear = clear_of(text)
    if not clear.is_raw:
        sentences = clear.sentences
    context = Context(plain(clear.text), sentences, clear.inside(speech), tuple(map(clear.inside, mentions)))
    found = {
        statement.id: statement
        for rule in (people.find, places.find, programs.find, documents.find)
        for statement in rule(context)
    }
    if clear.starts is not None:
        moved = (at(statement, *clear.back(statement.start, statement.end)) for statement in found.values())
        found = {statement.id: statement for statement in moved}
    return sorted(
        found.values(), key=lambda statement: (statement.start, statement.end, statement.relation, statement.id)
    )
