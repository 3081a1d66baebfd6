"""CITES and ISSUED_BY: which documents a speech names, and who issued them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.context import Context
from kg.model import Statement

ISSUED = re.compile(
    r"^(?:[^，。；、]{0,6})(?:下发|印发|出台|制定|发布|颁布|公布|编发|制发|转发|审议通过)(?:了|的)?[^，。；、]{0,8}《?$"
)


def find(context: Context) -> Iterator[Statement]:
    """Statements about documents."""
    for document in context.of("Document"):
        if document.start < context.speech.body:
            continue
        yield context.statement(context.speech, "CITES", document, context.sentence(document.start))
        issuers = context.in_span(context.sentence(document.start)[0], document.start, "Organization")
        if not issuers:
            continue
        last = issuers[-1]
        gap = context.between(last, document)
        if ISSUED.match(gap) or (gap in ("", "《") and (document.surface.startswith("关于") or gap == "《")):
            span = (last.start, document.end)
            for body in issuers[-2:]:
                if body is last or context.between(body, last) in ("、", "和"):
                    yield context.statement(document, "ISSUED_BY", body, (min(body.start, span[0]), span[1]))
