"""Sentences of a text, by offset; text that is safe to print."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

SENTENCE_END = re.compile(r"[。！？；!?;]+[”’」』）)]*|[\r\n]+")

# A sentence of more characters is cut.
LONGEST = 400

# Typists mix narrow and wide forms; rules are written for one of them.
_PLAIN = tuple(zip(",;:!?()「」『』０１２３４５６７８９", "，；：！？（）“”“”0123456789", strict=True))
# What could move the cursor, colour the screen or reverse the reading order; speeches are not to be trusted with it.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NARROW_STOP = re.compile(r"\.(?<=[\u4e00-\u9fff”）].)(?=[\u4e00-\u9fff\s“]|$)")


def plain(text: str) -> str:
    """The text with Chinese punctuation and narrow digits, character for character: offsets stay what they are."""
    text = text.replace("\r", "\n")  # a file with other line ends reads the same
    for mixed, wanted in _PLAIN:  # each is seldom there: so this is quicker than translate
        text = text.replace(mixed, wanted)
    return _NARROW_STOP.sub("。", text)


def printable(text: str) -> str:
    """The text as one line for a terminal: a line break as ↵, all else that a terminal would act on as �."""
    return _UNSAFE.sub(lambda found: "↵" if found[0] == "\n" else "�", text)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a text: spans without white space at their ends, and where each one's stretch begins."""

    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def around(self, offset: int) -> tuple[int, int]:
        """The span of the sentence that an offset lies in."""
        return self.spans[bisect_right(self.starts, offset) - 1]

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """From the beginning of the sentence at `start` to the end of the one that text[start:end] ends in: a title,
        or the name of a meeting, may run over a mark or a line break."""
        return self.around(start)[0], self.around(end - 1)[1]

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The spans of the sentences that begin in text[start:end]."""
        return tuple(span for span in self.spans if start <= span[0] < end and span[0] < span[1])


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the pieces of a sentence begin, the sentence's own beginning first."""
    yield start
    while end - start > LONGEST:
        comma = max(text.rfind(mark, start + 1, start + LONGEST) for mark in "，、,")
        start = (comma if comma > 0 else start + LONGEST - 1) + 1
        yield start


def sentence_spans(text: str) -> Sentences:
    """Split at 。！？； and line breaks; closing quotation marks stay with their sentence. What has none of these for
    LONGEST characters (a transcript by machine) is cut at a comma, so that no quotation is the whole text."""
    marked = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    starts = [cut for start, end in pairwise(marked) for cut in _cuts(text, start, end)]
    ends = [*starts[1:], len(text)]
    spans = []
    for start, end in zip(starts, ends, strict=True):
        raw = text[start:end]
        lead = len(raw) - len(raw.lstrip())
        spans.append((start + lead, start + lead + len(raw.strip())))
    return Sentences(tuple(starts), tuple(spans))
