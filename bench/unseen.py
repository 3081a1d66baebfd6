"""People, places and organizations: kg and its peers scored against a gold, all by kg's own scorer.

    python -m bench.unseen GOLD TEXTS [--peers NAME ...] [--out FOLDER]

GOLD is a folder as docs/evaluation.md describes it, TEXTS the folder of the texts that it annotates. What a peer finds
is written as an output folder of kg holds it, so that optional readings and other boundaries count for it as for kg.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.finders import Finder, kg_finder, peer_finder
from bench.peers import Peer, installed_peers
from bench.tables import HEAD, as_json, lines, write
from bench.texts import texts
from kg.errors import KgError
from kg.evaluate.run import Evaluation, evaluate
from kg.graph.rows import SCHEMA, dumps
from kg.model import Document


def scores(gold: Path, folder: Path, peers: Sequence[Peer]) -> dict[str, Evaluation]:
    """kg and each peer by name, scored. KgError where the gold or the texts are missing."""
    documents = texts(folder)
    found = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name, find in [("kg", kg_finder()), *((peer.name, peer_finder(peer.load())) for peer in peers)]:
            out = Path(temporary) / name
            write_found(out, documents, find)
            found[name] = evaluate(gold, out)
    return found


def write_found(out: Path, documents: Sequence[Document], find: Finder) -> None:
    """Names as an output folder holds them, as much of one as the scorer of mentions reads: no talks, no relations."""
    out.mkdir()
    rows = [
        {
            "file": document.path,
            "start": start,
            "end": end,
            "text": document.text[start:end],
            "type": type_,
            # a peer links nothing: what is written alike is one
            "entity": document.text[start:end],
            "entity_id": f"{type_}:{document.text[start:end]}",
            "redacted": False,
        }
        for document in documents
        for start, end, type_ in find(document)
    ]
    (out / "mentions.jsonl").write_text("".join(dumps(row) + "\n" for row in rows), encoding="utf-8")
    for name in ("relations", "speeches"):
        (out / f"{name}.jsonl").touch()
    manifest = {"schema": SCHEMA, "inputs": {document.path: document.sha256 for document in documents}}
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")


def as_markdown(found: Mapping[str, Evaluation], missing: Sequence[Peer]) -> str:
    """A row for each program and type: strict figures, the relaxed F1 at the end."""
    page = [*HEAD, *(line for name, result in found.items() for line in lines(name, result.strict, result.relaxed))]
    result = next(iter(found.values()))
    absent = f"; not among them: {', '.join(result.absent)}" if result.absent else ""
    page += ["", f"- texts: {len(result.files)}{absent}"]
    page += [f"- not installed, not scored: {', '.join(peer.name for peer in missing)}"] if missing else []
    return "\n".join(page) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, print the page, and write unseen.md and unseen.json where --out says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder of the gold")
    parser.add_argument("texts", type=Path, help="folder of the texts")
    parser.add_argument("--peers", nargs="*", help="only these peers")
    parser.add_argument("--out", type=Path, help="folder for unseen.md and unseen.json")
    options = parser.parse_args(arguments)
    peers, missing = installed_peers(options.peers)
    try:
        found = scores(options.gold, options.texts, peers)
    except KgError as error:
        print(error, file=sys.stderr)
        return 2
    figures_ = {name: as_json(result.strict, result.relaxed) for name, result in found.items()}
    write(options.out, "unseen", as_markdown(found, missing), figures_)
    return 0


if __name__ == "__main__":
    sys.exit(main())
