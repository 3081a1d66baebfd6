"""One contender in a process of its own: loads once, then does one round for each line that it is sent.

`python -m bench.worker CONTENDER TEXTS.json [CORE]` prints a JSON object when it has loaded and one for each round:
CPU and wall seconds of each part of the work. It is started by bench.speed, on the core that the parent has chosen.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time

from bench.peers import PEERS, Tagger
from kg.model import Document

Part = Callable[[], object]

KG = {"kg with jieba alone": "jieba", "kg with rjieba": "rjieba"}
"""kg by the tokenizer that it is made to use."""


def main(contender: str, source: str, core: str = "") -> None:
    """Serve rounds until standard input ends."""
    if core:
        os.sched_setaffinity(0, {int(core)})
    documents = [Document(**row) for row in json.loads(Path(source).read_text(encoding="utf-8"))]
    before = process_time()
    tagger = None if contender in KG else _loaded(contender)
    parts, mentions = _kg(KG[contender], documents) if tagger is None else (_peer(tagger, documents), None)
    load = _cpu(tagger) - before
    foreign = {name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
    _say({"load": load, "modules": sorted(foreign - {"bench", "kg", "__main__"}), "mentions": mentions})
    for _ in sys.stdin:
        seconds = {}
        for name, work in parts.items():
            cpu, wall = _cpu(tagger), perf_counter()
            work()
            seconds[name] = {"cpu": _cpu(tagger) - cpu, "wall": perf_counter() - wall}
        _say({"seconds": seconds, "memory": None if hasattr(tagger, "cpu") else _memory()})


def _cpu(tagger: Tagger | None) -> float:
    """CPU seconds of this process, and of the one in which a peer that is no Python has its own."""
    return process_time() + float(getattr(tagger, "cpu", 0))


def _memory() -> int | None:
    """The most memory that this process has had so far, in KiB; None where the system does not tell."""
    if find_spec("resource") is None:
        return None
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _say(row: dict[str, object]) -> None:
    print(json.dumps(row), flush=True)


def _loaded(name: str) -> Tagger:
    return next(peer for peer in PEERS if peer.name == name).load()


def _peer(tag: Tagger, documents: Sequence[Document]) -> dict[str, Part]:
    return {"tag": lambda: [tag(document.text) for document in documents]}


def _kg(tokenizer: str, documents: Sequence[Document]) -> tuple[dict[str, Part], int]:
    """Splitting, extraction and relations, each on what the one before it gave; how many mentions there are.

    Everything is done once here, so that what is loaded or built at its first use is part of loading.
    """
    if tokenizer == "jieba":
        sys.modules["rjieba"] = None  # type: ignore[assignment]  # importing it now fails, as where it is not installed
    from kg.extract.kernel import extract
    from kg.extract.lexicon import general_lexicon
    from kg.extract.relations import relate
    from kg.read.split import split
    from kg.text import sentence_spans
    from kg.tokens import tokenizer_name

    lexicon = general_lexicon()
    talks = [split(document) for document in documents]
    pairs = list(zip(documents, talks, strict=True))
    mentions = [extract(document, speeches, lexicon) for document, speeches in pairs]
    assert tokenizer_name() == tokenizer

    def relations() -> None:
        for (document, speeches), found in zip(pairs, mentions, strict=True):
            sentences = sentence_spans(document.text)
            for speech in speeches:
                relate(document.text, sentences, speech, [one for one in found if one.speech == speech.id])

    parts: dict[str, Part] = {
        "split": lambda: [split(document) for document in documents],
        "extract": lambda: [extract(document, speeches, lexicon) for document, speeches in pairs],
        "relate": relations,
    }
    return parts, sum(map(len, mentions))


if __name__ == "__main__":
    main(*sys.argv[1:])
