"""What the relation rules share: the mentions of one speech by place, the text between them, making a statement."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.ids import content_id
from kg.model import Mention, Props, Speech, Statement
from kg.text import Sentences

JOINED = re.compile("[”》]?[、和与及][“《]?")


@dataclass(frozen=True)
class Context:
    """A speech, the text and sentences of its whole document, and its mentions by place (redactions among them)."""

    text: str
    sentences: Sentences
    speech: Speech
    mentions: tuple[Mention, ...]

    @cached_property
    def _by_type(self) -> dict[str, tuple[list[int], list[Mention]]]:
        """Starts and mentions of each type, in order: a speech may be long, and rules look around every mention."""
        grouped: dict[str, list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda mention: (mention.start, mention.end)):
            grouped.setdefault(mention.type, []).append(mention)
        return {type_: ([mention.start for mention in group], group) for type_, group in grouped.items()}

    def of(self, type_: str) -> list[Mention]:
        """Mentions of a type, in order."""
        return self._by_type.get(type_, ([], []))[1]

    def in_span(self, start: int, end: int, type_: str) -> list[Mention]:
        """Mentions of a type within text[start:end]."""
        starts, group = self._by_type.get(type_, ([], []))
        return [m for m in group[bisect_left(starts, start) : bisect_left(starts, end)] if m.end <= end]

    def between(self, left: Mention, right: Mention) -> str:
        """The text from the end of one mention to the beginning of the other."""
        return self.text[left.end : right.start]

    def inside(self, outer: Mention, type_: str) -> list[Mention]:
        """Mentions of a type that lie within another mention."""
        return self.in_span(outer.start, outer.end, type_)

    def listed(self, mentions: Sequence[Mention], at: int) -> Sequence[Mention]:
        """A mention and those joined to it, as in a list: 罗田县、英山县; “双五星”和“红色物业”."""
        first = last = at
        while first and JOINED.fullmatch(self.between(mentions[first - 1], mentions[first])):
            first -= 1
        while last + 1 < len(mentions) and JOINED.fullmatch(self.between(mentions[last], mentions[last + 1])):
            last += 1
        return mentions[first : last + 1]

    def sentence(self, mention: Mention) -> tuple[int, int]:
        """The sentence around a mention."""
        return self.sentences.covering(mention.start, mention.end)

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
            id=_identified(self.speech.id, subject.id, relation, object_.id, *span),
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


def at(statement: Statement, start: int, end: int) -> Statement:
    """The same statement with its quotation at other offsets."""
    one = statement
    id_ = _identified(one.speech, one.subject, one.relation, one.object, start, end)
    return replace(one, id=id_, start=start, end=end)


def _identified(speech: str, subject: str, relation: str, object_: str, start: int, end: int) -> str:
    return content_id("statement", speech, subject, relation, object_, start, end)
