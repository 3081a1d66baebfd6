"""Running the pipeline on a passage: what the tests of extraction and linking share."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.kernel import extract
from kg.extract.lexicon import Lexicon, general_lexicon
from kg.extract.relations import relate
from kg.ids import content_id
from kg.link.linker import Links, link
from kg.model import Document, Mention, Speech, Statement
from kg.read.split import split
from kg.text import sentence_spans

HEAD = "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n"


@dataclass(frozen=True)
class Read:
    """Everything that one text gives."""

    document: Document
    speeches: list[Speech]
    mentions: list[Mention]
    statements: list[Statement]
    links: Links

    def names(self, type_: str) -> list[str]:
        """Surfaces of a type in order, redactions left out."""
        return [m.surface for m in self.mentions if m.type == type_ and not m.redacted]

    def entities(self, type_: str) -> list[str]:
        """Canonical names of a type in order of mention, redactions left out."""
        return [self.links.by_mention[m.id].name for m in self.mentions if m.type == type_ and not m.redacted]

    def facts(self) -> set[tuple[str, str, str]]:
        """Statements by canonical names; a speech by its title."""
        titles = {speech.id: speech.title for speech in self.speeches}

        def name(end: str) -> str:
            return titles[end] if end in titles else self.links.by_mention[end].name

        return {(name(s.subject), s.relation, name(s.object)) for s in self.statements}


def read(text: str, lexicon: Lexicon | None = None) -> Read:
    """Split, extract, link and relate one text, with the general lexicon unless another is given."""
    document = Document(content_id("doc", text), "passage.txt", text, "utf-8", "")
    speeches = split(document)
    mentions = extract(document, speeches, lexicon or general_lexicon())
    sentences = sentence_spans(text)
    statements = [
        statement
        for speech in speeches
        for statement in relate(text, sentences, speech, [m for m in mentions if m.speech == speech.id])
    ]
    return Read(document, speeches, mentions, statements, link(mentions, speeches))


def said(sentence: str) -> Read:
    """A sentence as the body of a talk in 宜都."""
    return read(HEAD + sentence)
