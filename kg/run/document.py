"""All that one file tells by itself: speeches, names, statements, and what the other files will want to know of them.

Pure: no engine, clock or randomness, nothing of other files. What is read here is never read again while the bytes and
the rules stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.chronology.inconsistent import Passage, passages
from kg.chronology.stated import Stated, stated_date
from kg.extract.kernel import extract_with
from kg.extract.relations import relate
from kg.link.local import Local, read_document
from kg.model import Document, Mention, Problem, Speech, Statement
from kg.read.clear.reading import clear_of
from kg.read.files import document_of
from kg.read.split import split
from kg.read.versions import Talk, talk_of
from kg.run.rules import State
from kg.text import Sentences


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a document and what it says of them."""

    mentions: Sequence[Mention]
    statements: Sequence[Statement]
    local: Local


@dataclass(frozen=True, slots=True)
class Read:
    """A document read. Of each speech, in their order: what tells its versions, the date that it states and the
    passages that bound it."""

    document: Document
    sentences: Sentences
    speeches: Sequence[Speech]
    talks: Sequence[Talk]
    stated: Sequence[Stated | None]
    passages: Sequence[Sequence[Passage]]
    named: Named
    problems: Sequence[Problem]


def read(name: str, data: bytes, state: State) -> Read | list[Problem]:
    """What a file of this name and content holds; where it is no text, the problem."""
    document, problems = document_of(name, data)
    if document is None:
        return problems
    speeches = split(document)
    if not speeches:
        problems = [*problems, no_speech(document)]
    sentences = clear_of(document.text).raw_sentences
    mentions, faults = extract_with(state.extractors, document, speeches, state.lexicon)
    return Read(
        document,
        sentences,
        speeches,
        [talk_of(speech, document) for speech in speeches],
        [stated_date(document, speech) for speech in speeches],
        [passages(document, speech, state.forms, sentences) for speech in speeches],
        named(document, speeches, mentions),
        [*problems, *faults],
    )


def named(document: Document, speeches: Sequence[Speech], mentions: Sequence[Mention]) -> Named:
    """What the mentions of a document say: the statements in the order of its speeches."""
    clear = clear_of(document.text)
    by_speech: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_speech.setdefault(mention.speech, []).append(mention)
    statements = [
        statement
        for speech in speeches
        for statement in relate(document.text, clear.raw_sentences, speech, by_speech.get(speech.id, []))
    ]
    return Named(mentions, statements, read_document(map(clear.inside, mentions), speeches))


def no_speech(document: Document) -> Problem:
    """Of a text that holds nothing but notices."""
    return Problem(document.path, 0, "split", "没有找到讲话正文", "holds no speech")
