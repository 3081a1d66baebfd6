"""What noise costs: names found in texts with noise put into them, beside those found in the clean texts.

    python -m bench.noise [--texts FOLDER] [--seed N] [--out FOLDER]

A name counts as found where a mention of its type stands at the same place. "Before" is the text as it is, "after" its
clear reading (kg.read.clear). Without --texts the texts are those of corpus/.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch

from bench.noisy import KINDS, Noisy
from kg.config import Config
from kg.link.linker import link
from kg.read.clear import reading
from kg.read.files import read_documents
from kg.run.document import Read, read
from kg.run.rules import State, rules_of, state

ROOT = Path(__file__).resolve().parent.parent
Names = set[tuple[int, int, str]]
Entities = set[tuple[str, str]]


@dataclass
class Score:
    """Mentions and entities of clean texts: how many were found again, and how many were found beside them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    same: int = 0
    other: int = 0
    lost: int = 0

    def add(self, clean: tuple[Names, Entities], found: tuple[Names, Entities]) -> None:
        """Count one text."""
        self.right += len(clean[0] & found[0])
        self.wrong += len(found[0] - clean[0])
        self.missed += len(clean[0] - found[0])
        self.same += len(clean[1] & found[1])
        self.other += len(found[1] - clean[1])
        self.lost += len(clean[1] - found[1])

    def rates(self) -> tuple[float, float, float, float]:
        """Precision and recall of mentions, then of entities."""
        return (
            self.right / max(1, self.right + self.wrong),
            self.right / max(1, self.right + self.missed),
            self.same / max(1, self.same + self.other),
            self.same / max(1, self.same + self.lost),
        )


def found_in(text: str, rules: State) -> tuple[Names, Entities]:
    """Names of a text by place and type, and what they were linked to, by type and name; holes left out."""
    said = read("text.txt", text.encode("utf-8", "surrogatepass"), rules)
    if not isinstance(said, Read):
        return set(), set()
    return _names(said), _entities(said)


def _names(said: Read) -> Names:
    return {(one.start, one.end, one.type) for one in said.named.mentions if not one.redacted}


def _entities(said: Read) -> Entities:
    links = link(list(said.named.mentions), said.speeches, (), [said.named.local]).by_mention
    return {(links[one.id].type, links[one.id].name) for one in said.named.mentions if not one.redacted}


def moved(names: Names, noisy: Noisy) -> Names:
    """The same names where they stand in a text with noise."""
    return {(*noisy.span(start, end), type_) for start, end, type_ in names}


def measure(texts: Sequence[str], seed: int) -> Iterator[tuple[str, Score, Score]]:
    """Each kind of noise with what is found before and after."""
    rules = state(rules_of(Config()))
    clean = [found_in(text, rules) for text in texts]
    for label, kind in KINDS.items():
        before, after = Score(), Score()
        for text, (names, entities) in zip(texts, clean, strict=True):
            noisy = kind(text, sorted({(start, end) for start, end, _ in names}), Random(seed))
            wanted = moved(names, noisy), entities
            after.add(wanted, found_in(noisy.text, rules))
            with patch.object(reading, "STEPS", ()):
                reading.clear_of.cache_clear()
                before.add(wanted, found_in(noisy.text, rules))
            reading.clear_of.cache_clear()
        yield label, before, after


def page(results: Iterable[tuple[str, Score, Score]]) -> Iterator[str]:
    """The table as Markdown."""
    yield "| noise | mentions before, P / R | after, P / R | entities before, P / R | after, P / R |"
    yield "|---|---|---|---|---|"
    for label, before, after in results:
        cells = [f"{score.rates()[at]:.3f} / {score.rates()[at + 1]:.3f}" for at in (0, 2) for score in (before, after)]
        yield f"| {label} | {' | '.join(cells)} |"


def main() -> None:
    """Measure, print the table, and write noise.md and noise.json where --out says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=ROOT / "corpus", help="a folder of clean texts")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--out", type=Path, help="folder for noise.md and noise.json")
    options = parser.parse_args()
    documents, _ = read_documents([options.texts])
    # line ends as one character: a break within them is no noise that a text has
    texts = [document.text.replace("\r\n", "\n") for document in documents if document.path != "README.md"]
    results = list(measure(texts, options.seed))
    table = "\n".join(page(results)) + "\n"
    print(table, end="")
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "noise.md").write_text(table, encoding="utf-8")
        rows = [{"noise": label, "before": asdict(before), "after": asdict(after)} for label, before, after in results]
        (options.out / "noise.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
