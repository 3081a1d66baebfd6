"""Where a quotation stands in the file that it was taken from: extracted.jsonl, and the page of an offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.model import Document, Node
from kg.read.formats import CONVERTED
from kg.spans import read_span
from kg.written import from_json

EXTRACTED = "extracted.jsonl"


def extracted_rows(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """Lines of extracted.jsonl: the whole text of each file that is not text itself."""
    for document in documents:
        if document.encoding in CONVERTED:
            yield {
                "file": document.path,
                "format": document.encoding,
                "sha256": document.sha256,
                "pages": list(document.pages),
                "text": document.text,
            }


def read_pages(folder: Path) -> dict[str, tuple[int, ...]]:
    """Of each file of an output folder that has pages, the offsets at which they begin; empty for an older folder."""
    path = folder / EXTRACTED
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as lines:
        try:
            rows = map(from_json, lines)
            return {row["file"]: tuple(map(int, row["pages"])) for row in rows if row["pages"]}
        except (ValueError, TypeError, KeyError) as fault:
            raise KgError(f"{path} 已损坏，请重新运行 kg build", f"{path} is damaged: run kg build again") from fault


def pages_of(nodes: Iterable[Node]) -> dict[str, tuple[int, ...]]:
    """The same out of the nodes of a graph, whose source files hold it."""
    found: dict[str, tuple[int, ...]] = {}
    for node in nodes:
        pages = node.props.get("pages") if node.type == "SourceFile" else None
        if isinstance(pages, tuple):
            found[str(node.props["path"])] = tuple(map(int, pages))
    return found


def page_at(starts: Sequence[int], offset: int) -> int | None:
    """The number of the page that an offset lies on, from 1; None where there are no pages."""
    return bisect_right(starts, offset) or None


def page_of(span: str, pages: Mapping[str, Sequence[int]]) -> int | None:
    """The page of a span as the outputs write it; None where its file has no pages."""
    file, start, _ = read_span(span)
    return page_at(pages[file], start) if file in pages else None
