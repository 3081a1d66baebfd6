"""A text read clear, and the way back to where each character stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from kg.model import Mention, Speech
from kg.text import Sentences, sentence_spans

Standing = TypeVar("Standing", Mention, Speech)


@dataclass(frozen=True)
class Clear:
    """`text` is what `raw` says: text[i] stands at raw[starts[i]]. `starts` is None where each character stands where
    it stood, which is so of nearly every document. `guessed` are the offsets in `text` of characters that were put in
    the place of others that only look like them."""

    raw: str
    text: str
    starts: Sequence[int] | None = None
    guessed: frozenset[int] = frozenset()

    @property
    def is_raw(self) -> bool:
        """Whether there was nothing to clear."""
        return self.text is self.raw

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the raw text, without what was left out before and after it."""
        if self.starts is None:
            return start, end
        if start < end:
            return self.starts[start], self.starts[end - 1] + 1
        at = self.starts[start] if start < len(self.text) else len(self.raw)
        return at, at

    def forward(self, start: int, end: int) -> tuple[int, int]:
        """What of the clear text raw[start:end] is; back() of it lies within start and end."""
        if self.starts is None:
            return start, end
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the clear text."""
        return sentence_spans(self.text)

    @cached_property
    def raw_sentences(self) -> Sentences:
        """The same where they stand in the raw text."""
        if self.starts is None:
            return self.sentences
        starts = (0, *(self.back(start, start)[0] for start in self.sentences.starts[1:]))
        return Sentences(starts, tuple(self.back(*span) for span in self.sentences.spans))

    def inside(self, one: Standing) -> Standing:
        """A mention or a speech where it stands in the clear text, under the id that it has; a mention by its clear
        form."""
        if self.is_raw:
            return one
        start, end = self.forward(one.start, one.end)
        if isinstance(one, Mention):
            return replace(one, start=start, end=end, surface=one.clear)
        return replace(one, start=start, end=end, body=self.forward(one.body, end)[0])
