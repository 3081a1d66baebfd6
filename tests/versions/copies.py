"""Copies of the texts in corpus/, made by machine: redacted, shortened, reordered, and all that at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from kg.extract.kernel import extract
from kg.extract.lexicon import general_lexicon
from kg.ids import content_id
from kg.model import Document, Mention, Speech
from kg.read.files import read_documents
from kg.read.split import split
from kg.read.versions import find_versions

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
WAYS = ("redacted", "shortened", "reordered", "redacted shortened", "redacted shortened reordered")
KEPT = (0.4, 0.9)  # shares of its sentences that a shortened copy keeps
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]+")


@dataclass(frozen=True)
class Talk:
    """What was said in a text of the corpus, and the names in it, with offsets of `text`."""

    text: str
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Copy:
    """A copy, and for each character of it the span of the talk that it stands for: of a hole, all that it hides."""

    text: str
    origins: tuple[tuple[int, int], ...]
    holes: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stood in the talk."""
        return self.origins[start][0], self.origins[end - 1][1]


@cache
def talks() -> tuple[Talk, ...]:
    """The talks of the corpus that are no versions of each other."""
    documents, _ = read_documents([CORPUS])
    by_id = {document.id: document for document in documents}
    found = find_versions([speech for document in documents for speech in split(document)], by_id)
    return tuple(_talk(by_id[speech.document], speech) for speech in found.speeches if speech.version_of is None)


def _talk(document: Document, speech: Speech) -> Talk:
    mentions = [m for m in extract(document, [speech], general_lexicon()) if m.start >= speech.body and not m.redacted]
    names = []
    reached = speech.body
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.type in ("Person", "Place", "Organization", "Date") and mention.start >= reached:
            names.append((mention.start - speech.body, mention.end - speech.body, mention.type))
            reached = mention.end
    return Talk(document.text[speech.body : speech.end], tuple(names))


def copied(talk: Talk, way: str, random: Random) -> Copy:
    """A copy made in one of WAYS."""
    sentences = [(match.start(), match.end()) for match in _SENTENCE.finditer(talk.text)]
    if "shortened" in way:
        sentences = _shortened(sentences, random)
    if "reordered" in way:
        cut = sorted(random.sample(range(1, len(sentences)), min(3, len(sentences) - 1)))
        parts = [sentences[start:end] for start, end in zip([0, *cut], [*cut, len(sentences)], strict=True)]
        random.shuffle(parts)
        sentences = [sentence for part in parts for sentence in part]
    share = random.uniform(0.3, 1) if "redacted" in way else 0
    blanked = [name for name in talk.names if random.random() < share]
    made: list[tuple[str, tuple[int, int]]] = []
    holes = 0
    for start, end in sentences:
        for first, last, type_ in blanked:
            if start <= first and last <= end:
                made += ((talk.text[at], (at, at + 1)) for at in range(start, first))
                for hole, span in _hidden(talk.text, first, last, type_):
                    made += ((sign, span) for sign in hole)
                    holes += hole in ("x", "XX")
                start = last
        made += ((talk.text[at], (at, at + 1)) for at in range(start, end))
    return Copy("".join(sign for sign, _ in made), tuple(span for _, span in made), holes)


def _hidden(text: str, first: int, last: int, type_: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """A name blanked, piece by piece with what each stands for: 4月21日 → x月x日, 中台镇 → XX镇."""
    if type_ != "Date":
        unit = _unit(text[first:last])
        yield "XX", (first, last - len(unit))
        yield from ((text[at], (at, at + 1)) for at in range(last - len(unit), last))
        return
    for part in re.finditer(r"\d+|\D", text[first:last]):
        yield "x" if part[0].isdigit() else part[0], (first + part.start(), first + part.end())


def _unit(words: str) -> str:
    unit = re.search(r"(?:市委|县委|区委|镇党委|省|市|县|区|镇|乡|村|社区|公司|小学|局)$", words)
    return unit[0] if unit and len(unit[0]) < len(words) else ""


def _shortened(sentences: Sequence[tuple[int, int]], random: Random) -> list[tuple[int, int]]:
    """Some runs of sentences left out, until between nine and four tenths of the characters are left."""
    kept = list(sentences)
    total = sum(end - start for start, end in kept)
    least = random.uniform(*KEPT) * total
    while len(kept) > 2:
        run = random.randint(1, max(1, len(kept) // 4))
        at = random.randrange(len(kept) - run + 1)
        rest = kept[:at] + kept[at + run :]
        if sum(end - start for start, end in rest) < least:
            break
        kept = rest
    return kept


def document(text: str, number: int) -> tuple[Document, Speech]:
    """A text as a document that holds one talk without a head."""
    id_ = content_id("doc", number, text)
    path = f"{number:03}.txt"
    return Document(id_, path, text, "utf-8", ""), Speech(
        content_id("speech", id_), id_, path, 0, len(text), 0, f"讲话{number}"
    )


def mentions_of(text: Document, speech: Speech) -> list[Mention]:
    """What kg finds in a copy."""
    return extract(text, [speech], general_lexicon())
