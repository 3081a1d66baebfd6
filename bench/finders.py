"""The names that a program finds in a document, kg's and a peer's in one form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bench.peers import Tagger, spans
from kg.extract.kernel import extract
from kg.extract.lexicon import Lexicon, general_lexicon
from kg.model import Document, Speech
from kg.read.split import split

Finder = Callable[[Document], Iterable[tuple[int, int, str]]]
"""Start, end and type of every name in a document."""


def kg_finder() -> Finder:
    """kg as it extracts in a build: talk by talk, with what it learns from one used in the others."""
    lexicon = general_lexicon()
    return lambda document: _found(document, split(document), lexicon)


def kg_talk_finder() -> Finder:
    """kg on texts that are one talk each, without a head."""
    lexicon = general_lexicon()

    def find(document: Document) -> Iterable[tuple[int, int, str]]:
        speech = Speech(document.id, document.id, document.path, 0, len(document.text), 0, "")
        return _found(document, [speech], lexicon)

    return find


def _found(document: Document, speeches: Sequence[Speech], lexicon: Lexicon) -> Iterable[tuple[int, int, str]]:
    return [(mention.start, mention.end, mention.type) for mention in extract(document, speeches, lexicon)]


def peer_finder(tagger: Tagger) -> Finder:
    """A peer, which reads the whole document, also what stands outside every talk."""
    return lambda document: spans(tagger, document.text)
