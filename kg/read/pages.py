"""Where a quotation stands in the file that it was taken from: extracted.jsonl, and the page of an offset."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.lang import choose
from kg.model import Document
from kg.read.formats import CONVERTED

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
        rows = map(json.loads, lines)
        return {row["file"]: tuple(row["pages"]) for row in rows if row["pages"]}


def page_at(starts: Sequence[int], offset: int) -> int | None:
    """The number of the page that an offset lies on, from 1; None where there are no pages."""
    return bisect_right(starts, offset) or None


def place(file: str, offset: int, pages: Mapping[str, Sequence[int]]) -> str:
    """A file and the page of an offset as a reader is told it: 汇编.pdf 第 3 页; without pages the file alone."""
    page = page_at(pages.get(file, ()), offset)
    return f"{file} " + choose(f"第 {page} 页", f"p. {page}") if page else file
