"""Faults in context: the line that each stands in, with its span marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from kg.errors import KgError
from kg.evaluate.faults import KINDS, Fault
from kg.evaluate.spans import Span
from kg.graph.folder import read_fields
from kg.lang import choose
from kg.read.decode import decode
from kg.spans import read_span
from kg.text import printable

AROUND = 20
LONGEST = 60  # characters shown of a span; a relation's is a whole sentence
Passages = dict[str, list[tuple[int, str]]]
"""Of each file, by its bare name: stretches of its text and where they begin."""


def quoted(out: Path) -> Passages:
    """The sentences that the graph quotes, which is as much of a text as an output folder holds."""
    quotes: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for row in read_fields(out, "edges", "spans quotes"):
        for span, quote in zip(row["spans"], row["quotes"], strict=True):
            place = read_span(span)
            quotes[PurePosixPath(place.file).name].add((place.start, quote))
    return {file: sorted(found) for file, found in quotes.items()}


def whole(folder: Path, files: Sequence[str]) -> Passages:
    """The texts themselves, looked for by name in `folder` and below. KgError where one is not there."""
    texts: Passages = {}
    for name in files:
        paths = sorted(folder.rglob(PurePosixPath(name).name))
        decoded = decode(paths[0].read_bytes()) if paths else None
        if decoded is None:
            raise KgError(f"{folder} 中没有可读的 {name}", f"there is no readable {name} in {folder}")
        texts[PurePosixPath(name).name] = [(0, decoded.text)]
    return texts


def lines(faults: Sequence[Fault], passages: Passages, most: int) -> Iterator[str]:
    """A heading for each kind of fault that occurs, then at most `most` of its faults, a line each."""
    for kind, names in KINDS.items():
        of_kind = [fault for fault in faults if fault.kind == kind]
        if of_kind:
            yield f"\n{choose(*names)} ({len(of_kind)})"
        for fault in of_kind[:most]:
            shown = in_context(fault.span, passages.get(PurePosixPath(fault.file).name, []))
            parts = [f"  {fault.file}:{fault.span[0]}-{fault.span[1]}", fault.type, printable(fault.told), shown]
            if f"⟦{parts[2]}⟧" in shown:
                del parts[2]
            yield "  ".join(parts).rstrip()


def in_context(span: Span, passages: Sequence[tuple[int, str]]) -> str:
    """Up to AROUND characters of the line on either side of the span, which stands in ⟦ ⟧; '' where it is not known."""
    for begin, text in passages:
        start, end = span[0] - begin, span[1] - begin
        if start >= 0 and end <= len(text):
            before = re.split(r"[\r\n]", text[max(0, start - AROUND) : start])[-1]
            after = re.split(r"[\r\n]", text[end : end + AROUND])[0]
            named = text[start:end] if end - start <= LONGEST else f"{text[start : start + LONGEST]}…"
            return printable(f"{before}⟦{named}⟧{after}")
    return ""
