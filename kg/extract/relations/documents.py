"""CITES and ISSUED_BY: which documents a speech names, and who issued them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.context import Context
from kg.model import Mention, Statement

ISSUED = re.compile(
    r"^(?:[^，。；、]{0,6})(?:下发|印发|出台|制定|发布|颁布|公布|编发|制发|转发|审议通过)(?:了|的)?[^，。；、]{0,8}《?$"
)


def find(context: Context) -> Iterator[Statement]:
    """Statements about documents."""
    previous: tuple[Mention, list[Mention]] | None = None
    for document in context.of("Document"):
        if document.start < context.speech.body:
            continue
        yield context.statement(context.speech, "CITES", document, context.sentence(document))
        issuers = _issuers(context, document)
        if (
            not issuers
            and previous
            and context.between(previous[0], document) in ("》和《", "》、《", "》及《", "》《")
        ):
            issuers = previous[1]
        previous = (document, issuers)
        for body in issuers:
            yield context.statement(document, "ISSUED_BY", body, (issuers[0].start, document.end))


def _issuers(context: Context, document: Mention) -> list[Mention]:
    """The bodies before a document that issued it: 省委、宜昌市委下发的《活动指南》 has two."""
    bodies = context.in_span(context.sentence(document)[0], document.start, "Organization")
    if not bodies:
        return []
    gap = context.between(bodies[-1], document)
    named_after = gap in ("", "《") and (document.surface.startswith("关于") or gap == "《")
    if not named_after and not ISSUED.match(gap):
        return []
    return list(context.listed(bodies, len(bodies) - 1))
