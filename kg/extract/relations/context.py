"""What the relation rules share: the mentions of one speech by place, the text between them, making a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.ids import content_id
from kg.model import Mention, Props, Speech, Statement
from kg.text import Sentences


@dataclass(frozen=True)
class Context:
    """A speech, the text and sentences of its whole document, and its mentions by place (redactions among them)."""

    text: str
    sentences: Sentences
    speech: Speech
    mentions: tuple[Mention, ...]

    def of(self, *types: str) -> Iterator[Mention]:
        """Mentions of the given types, in order."""
        return (mention for mention in self.mentions if mention.type in types)

    def between(self, left: Mention, right: Mention) -> str:
        """The text from the end of one mention to the beginning of the other."""
        return self.text[left.end : right.start]

    def inside(self, outer: Mention, *types: str) -> list[Mention]:
        """Mentions that lie within another one."""
        return [m for m in self.of(*types) if outer.start <= m.start and m.end <= outer.end and m.id != outer.id]

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset."""
        return self.sentences.around(offset)

    def in_span(self, start: int, end: int, *types: str) -> list[Mention]:
        """Mentions of the given types within a span."""
        return [mention for mention in self.of(*types) if start <= mention.start and mention.end <= end]

    def statement(
        self,
        subject: Mention | Speech,
        relation: str,
        object_: Mention | Speech,
        span: tuple[int, int],
        *,
        method: str = "pattern",
        confidence: float = 0.9,
        inferred: bool = False,
        props: Props | None = None,
    ) -> Statement:
        """A statement with its quotation text[span[0]:span[1]]."""
        return Statement(
            id=content_id("statement", self.speech.id, subject.id, relation, object_.id, *span),
            document=self.speech.document,
            file=self.speech.file,
            speech=self.speech.id,
            subject=subject.id,
            relation=relation,
            object=object_.id,
            start=span[0],
            end=span[1],
            method=method,
            confidence=confidence,
            inferred=inferred,
            props=props or {},
        )
