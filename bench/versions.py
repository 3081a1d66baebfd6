"""CPU time of finding versions among many talks, and whether each is found.

    python -m bench.versions [--sizes 10,1000,20000] [--copies 0.05] [--out FOLDER]

The talks are made by chance: words of jieba's dictionary by their frequency, one clause in ten a stock phrase of the
corpus, as real talks share them; no sentence comes twice. So many of them, besides, are copies: words blanked, a third
of the sentences left out, the rest in another order. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from time import process_time
from typing import Any

from bench.texts import CLAUSE, texts
from kg.ids import content_id
from kg.model import Document, Speech
from kg.read.versions import find_versions

ROOT = Path(__file__).resolve().parent.parent
SIZES, COPIES, LENGTH, WORDS = (10, 1000, 20_000), 0.05, 3000, 30_000
SEED = 11


def talks(count: int, copies: float) -> Iterator[tuple[Document, Speech, int]]:
    """Documents that hold one talk each, and of each the number of the talk that it is or is a copy of."""
    draw = random.Random(SEED)
    words, upto = _vocabulary()
    stock = sorted({clause for source in texts(ROOT / "corpus") for clause in CLAUSE.findall(source.text)})
    seen: set[str] = set()
    originals = count - round(count * copies)
    for number in range(originals):
        sentences: list[str] = []
        while sum(map(len, sentences)) < LENGTH:
            drawn = iter(draw.choices(words, cum_weights=upto, k=24))
            clauses = ["".join(word for word, _ in zip(drawn, range(draw.randint(3, 7)), strict=False)) for _ in "123"]
            if draw.random() < 0.3:
                clauses[draw.randrange(3)] = draw.choice(stock)
            sentence = "，".join(clauses) + "。"
            if sentence not in seen:
                seen.add(sentence)
                sentences.append(sentence)
        yield *_document(f"{number:05}.txt", "".join(sentences)), number
        if number < count - originals:
            yield *_document(f"{number:05}-copy.txt", _copy(sentences, draw)), number


def _vocabulary() -> tuple[list[str], list[int]]:
    """The words of two and more characters that jieba's dictionary gives the highest frequency, and how often one of
    those up to each comes."""
    rows = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    found = sorted(((int(row.split(" ")[1]), row.split(" ")[0]) for row in rows), reverse=True)
    chosen = [(word, count) for count, word in found if len(word) > 1][:WORDS]
    return [word for word, _ in chosen], list(accumulate(count for _, count in chosen))


def _copy(sentences: Sequence[str], draw: random.Random) -> str:
    kept = [sentence for sentence in sentences if draw.random() < 2 / 3]
    half = len(kept) // 2
    return "".join(
        sentence
        if draw.random() < 0.5
        else sentence[: (at := draw.randrange(len(sentence) - 2))] + "XX" + sentence[at + 2 :]
        for sentence in kept[half:] + kept[:half]
    )


def _document(path: str, text: str) -> tuple[Document, Speech]:
    id_ = content_id("doc", path)
    return Document(id_, path, text, "utf-8", ""), Speech(content_id("speech", id_), id_, path, 0, len(text), 0, path)


def measure(count: int, copies: float) -> dict[str, Any]:
    """Find the versions among so many talks: CPU seconds, and what was found."""
    made = list(talks(count, copies))
    documents = {document.id: document for document, _, _ in made}
    speeches = [speech for _, speech, _ in made]
    began = process_time()
    found = find_versions(speeches, documents)
    seconds = process_time() - began
    families: dict[str, set[int]] = {}
    for speech, (_, _, origin) in zip(found.speeches, made, strict=True):
        families.setdefault(speech.family, set()).add(origin)
    members = len(found.speeches) - len(families)
    return {
        "speeches": len(made),
        "characters": sum(len(document.text) for document in documents.values()),
        "seconds": seconds,
        "copies": len(made) - len({origin for _, _, origin in made}),
        "found": members - sum(len(origins) - 1 for origins in families.values()),
        "false": sum(len(origins) - 1 for origins in families.values()),
        "capped": len(found.problems),
        "megabytes": _peak(),
    }


def _peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def as_markdown(rows: Sequence[dict[str, Any]]) -> str:
    """The table."""
    lines = [
        "# Versions among many talks",
        "",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, one used.",
        "CPU seconds of `find_versions`: candidates, verification, alignment, kinds. Memory is that of the whole",
        "process, the texts and the making of them included.",
        "",
        "| talks | characters | CPU s | ms a talk | copies | found | false | capped | MB |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        each = 1000 * row["seconds"] / row["speeches"]
        lines.append(
            f"| {row['speeches']:,} | {row['characters']:,} | {row['seconds']:.2f} | {each:.2f} | {row['copies']:,} "
            f"| {row['found']:,} | {row['false']} | {row['capped']} | {row['megabytes']:,} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--copies", type=float, default=COPIES)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, given.copies)))
        return
    rows = []
    for size in map(int, given.sizes.split(",")):
        command = [sys.executable, "-m", "bench.versions", "--one", str(size), "--copies", str(given.copies)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
        print(rows[-1], file=sys.stderr)
    text = as_markdown(rows)
    print(text)
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / "versions.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
