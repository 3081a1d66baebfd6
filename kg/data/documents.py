"""Party rules, laws and other acts known throughout the country, with their short forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.data.tables import name_map, read_yaml


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """An act by its full title. `dates`: first issue and revisions, ISO, as exact as certain. Works have no issuer.

    `bare`: it may be found without 《》; a work's title (为人民服务) is an ordinary phrase without them.
    """

    title: str
    shorts: tuple[str, ...]
    issuer: tuple[str, ...]
    dates: tuple[str, ...]
    kind: str
    bare: bool


@cache
def documents() -> tuple[KnownDocument, ...]:
    """Everything in documents.yaml, by title."""
    found = [
        _document(title, kind, row) for kind, rows in read_yaml("documents.yaml").items() for title, row in rows.items()
    ]
    return tuple(sorted(found, key=lambda document: document.title))


@cache
def document_titles() -> Mapping[str, str]:
    """Every title and short form, without 《》 → the full title."""
    return name_map((document.title, document.shorts) for document in documents())


def _document(title: str, kind: str, row: dict[str, Any]) -> KnownDocument:
    shorts = {*row.get("shorts", ()), title.removesuffix("（试行）")}
    if kind in ("law", "constitution", "regulation"):
        shorts.add(title.removeprefix("中华人民共和国"))
    shorts.update([short.replace(" ", "") for short in (title, *shorts)])
    dates = tuple(str(date) for date in row["dates"])
    return KnownDocument(
        title, tuple(sorted(shorts - {title})), tuple(row.get("issuer", ())), dates, kind, kind != "work"
    )
