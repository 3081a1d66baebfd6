"""Building an output folder again from what it was built from: `python -m kg.explorer.again OUT`, a process of its own.

So the server goes on answering meanwhile, and memory is given back. What became of it is one JSON object on standard
output: `state` (done, failed, waiting) and a sentence in both languages (`zh`, `en`).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.errors import KgError
from kg.graph.folder import read_graph, read_manifest
from kg.link.decisions import decisions_beside
from kg.read.files import read_documents
from kg.review.decide import decisions_file
from kg.sinks.origin import read_origin

LOAD = "--load"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a build: done, failed, or waiting for a `kg build` by hand; and why."""

    state: str
    zh: str
    en: str


DONE = Outcome("done", "图谱已按判断重建", "the graph was built anew by the decisions")


def again(out: Path, *, load: bool = False, env: Mapping[str, str] = os.environ) -> Outcome:
    """Build OUT again, and then `load` it into the Neo4j that NEO4J_* in `env` name. Nothing is built where the texts
    are not those that OUT was built from: that would change more than was decided."""
    from kg.build import build
    from kg.progress import Progress

    origin = read_origin(out)
    if origin is None:
        return _waiting("不知道图谱由哪些文件构建", "it is not known what the graph was built from")
    inputs, own = origin
    try:
        documents, _ = read_documents(inputs)
    except KgError as fault:
        return _waiting(fault.zh, fault.en)
    if {document.path: document.sha256 for document in documents} != read_manifest(out).get("inputs"):
        return _waiting("原文在构建之后有改动", "the texts have changed since the graph was built")
    file = decided_in(out)
    if file.exists() and file != decisions_beside(out):
        own = replace(own, decisions=file)
    try:
        build(inputs, out, Progress(quiet=True), own)
        if load:
            _load(out, env)
    except KgError as fault:
        return Outcome("failed", fault.zh, fault.en)
    return DONE


def decided_in(out: Path) -> Path:
    """The decisions file that `again` and the next `kg build` read."""
    origin = read_origin(out)
    return decisions_file(out, origin[1].decisions if origin else None)


def _load(out: Path, env: Mapping[str, str]) -> None:
    from kg.sinks.connection import connection_from
    from kg.sinks.neo4j import load

    load(read_graph(out), connection_from(env, {}))


def _waiting(zh: str, en: str) -> Outcome:
    return Outcome(
        "waiting",
        f"判断已记下，下次运行 kg build 时生效（{zh}）",
        f"the decision is recorded; the next kg build carries it out ({en})",
    )


def main(arguments: Sequence[str]) -> None:
    """What the process does."""
    try:
        outcome = again(Path(arguments[0]), load=LOAD in arguments[1:])
    except KeyboardInterrupt:  # the server ends
        sys.exit(130)
    sys.stdout.write(json.dumps(asdict(outcome)))


if __name__ == "__main__":
    main(sys.argv[1:])
