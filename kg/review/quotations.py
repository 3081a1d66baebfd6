"""The sentences of a build in which a name stands: what a person needs to see before deciding about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.graph.folder import read_fields
from kg.link.decisions import Side
from kg.link.forms import normal
from kg.link.scopes import covering
from kg.model import Speech
from kg.spans import read_span

MOST = 3
AROUND = 30  # characters shown on either side of the name


@dataclass(frozen=True, slots=True)
class Quotation:
    """A name at file:start-end, and what stands before and after it in its sentence."""

    file: str
    start: int
    end: int
    before: str
    text: str
    after: str


@dataclass(frozen=True)
class Quotations:
    """The mentions of a build by type and name (form or entity), the scopes of its speeches, the codes of its places,
    and of each file its quoted sentences by place."""

    mentions: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]
    scopes: Mapping[str, frozenset[str]]
    codes: Mapping[str, str]
    sentences: Mapping[str, Sequence[tuple[int, str]]]

    @classmethod
    def of(cls, out: Path) -> Quotations:
        """Those of an output folder. KgError where it is none."""
        mentions: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for row in read_fields(out, "mentions", _MENTION):
            if not row["redacted"]:
                for name in dict.fromkeys((normal(row["text"]), normal(row["entity"]))):
                    mentions.setdefault((row["type"], name), []).append(row)
        codes = {row["id"]: str(row["props"].get("code") or "") for row in read_fields(out, "entities", "id props")}
        talks = [_speech(row) for row in read_fields(out, "speeches", _TALK)]
        return cls(mentions, covering(talks, {}), codes, _sentences(out))

    def about(
        self, type_: str, side: Side, scope: str, only_as: str | None = None, but_not: str | None = None
    ) -> tuple[Quotation, ...]:
        """Up to MOST mentions of a name within a scope, of different talks first: `only_as` those that were taken for
        that name, `but_not` none of that form."""
        found = [
            row
            for row in self.mentions.get((type_, side.name), ())
            if self._within(row, scope)
            and self._used_in(row, side.where)
            and (only_as is None or (normal(row["text"]) == side.name and normal(row["entity"]) == only_as))
            and normal(row["text"]) != but_not
        ]
        return tuple(self._quotation(row) for row in _spread(found)[:MOST])

    def _within(self, row: Mapping[str, Any], scope: str) -> bool:
        """Whether a mention lies in a scope; which division a talk is about is not in the output, so any may do."""
        return scope.isdigit() or scope in self.scopes.get(row["speech"], frozenset())

    def _used_in(self, row: Mapping[str, Any], where: str) -> bool:
        if row["type"] == "Place" and where.isdigit():
            return self.codes.get(row["entity_id"]) == where
        return self._within(row, where)

    def _quotation(self, row: Mapping[str, Any]) -> Quotation:
        start, end = row["start"], row["end"]
        sentences = self.sentences.get(row["file"], ())
        number = bisect_right(sentences, start, key=lambda sentence: sentence[0]) - 1
        begin, text = sentences[number] if number >= 0 else (start, row["text"])
        if end > begin + len(text):
            begin, text = start, row["text"]
        before = text[max(0, start - begin - AROUND) : start - begin]
        return Quotation(row["file"], start, end, before, row["text"], text[end - begin : end - begin + AROUND])


def _spread(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first of each talk, then the second of each, and so on."""
    seen: dict[str, int] = {}
    ranked = []
    for row in sorted(rows, key=lambda row: (row["file"], row["start"])):
        seen[row["speech"]] = seen.get(row["speech"], 0) + 1
        ranked.append((seen[row["speech"]], row))
    return [row for _, row in sorted(ranked, key=lambda pair: pair[0])]


_MENTION = "file start end text type entity entity_id redacted speech"
_TALK = "speech file start end title family version_of"


def _speech(row: Mapping[str, Any]) -> Speech:
    place = {key: row[key] for key in ("file", "start", "end", "title", "family", "version_of")}
    return Speech(id=row["speech"], document="", body=row["start"], **place)


def _sentences(out: Path) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, dict[int, str]] = {}
    for row in read_fields(out, "edges", "type spans quotes"):
        if row["type"] == "MENTIONS":
            for span, quote in zip(row["spans"], row["quotes"], strict=True):
                file, start, _ = read_span(span)
                of_file = found.setdefault(file, {})
                of_file[start] = max(quote, of_file.get(start, ""), key=len)
    return {file: sorted(sentences.items()) for file, sentences in found.items()}
