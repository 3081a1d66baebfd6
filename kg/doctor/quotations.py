"""Whether what an output folder quotes stands in its texts, letter for letter, where it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.graph.folder import read_fields
from kg.spans import read_span
from kg.written import from_json

KEPT = 500  # texts in memory at once


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a row of a file of an output folder gives for a place in a text."""

    source: str
    file: str
    start: int
    end: int
    words: str


class Texts:
    """The texts of an output folder by place, read from its disk as they are asked for."""

    def __init__(self, out: Path) -> None:
        self._path = out / "texts.jsonl"
        self._talks: dict[str, list[tuple[int, int, int]]] = {}
        with self._path.open("rb") as lines:
            place = 0
            for line in lines:
                row = from_json(line)
                self._talks.setdefault(row["file"], []).append((row["start"], row["end"], place))
                place += len(line)
        self._read = lru_cache(KEPT)(self._line)

    def _line(self, place: int) -> str:
        with self._path.open("rb") as lines:
            lines.seek(place)
            return str(from_json(lines.readline())["text"])

    def at(self, file: str, start: int, end: int) -> str | None:
        """What stands there; None where no text of a talk covers it."""
        for first, last, place in self._talks.get(file, ()):
            if first <= start <= end <= last:
                return self._read(place)[start - first : end - first]
        return None


def quotations(out: Path) -> Iterator[Quotation]:
    """All that an output folder quotes. KgError where a row is damaged."""
    for row in read_fields(out, "mentions", "file start end text"):
        yield Quotation("mentions", row["file"], row["start"], row["end"], row["text"])
    for row in read_fields(out, "edges", "quotes spans"):
        for words, span in zip(row["quotes"], row["spans"], strict=True):
            yield Quotation("edges", *read_span(span), words)
    for row in read_fields(out, "fills", "file quote quote_start other_file other_quote other_quote_start"):
        for side in ("", "other_"):
            words, start = row[f"{side}quote"], row[f"{side}quote_start"]
            yield Quotation("fills", row[f"{side}file"], start, start + len(words), words)


def misquoted(out: Path) -> tuple[int, list[Quotation]]:
    """How many quotations there are, and those that are not what stands there. KgError as above."""
    texts, count, wrong = Texts(out), 0, []
    for quoted in quotations(out):
        count += 1
        if texts.at(quoted.file, quoted.start, quoted.end) != quoted.words:
            wrong.append(quoted)
    return count, wrong
