"""Which program a name means. Names join only on evidence: 整市推进 and 整县推进 stay two."""

from __future__ import annotations

from collections.abc import Iterable

from kg.data.vocabulary import term_names
from kg.extract.program_words import ACTIVITY
from kg.link.forms import normal
from kg.link.target import Target
from kg.model import Mention


def established(mentions: Iterable[Mention]) -> frozenset[str]:
    """Normal forms of all programs that a quotation or the vocabulary vouches for."""
    return frozenset(
        normal(mention.surface)
        for mention in mentions
        if mention.type == "Program" and not mention.redacted and mention.method != "pattern"
    )


def resolve(mention: Mention, form: str, known: frozenset[str]) -> Target:
    """A national campaign by its official name; a name with an activity word by the name, where that is established."""
    canonical = mention.props.get("canonical") or term_names("Program").get(form)
    if isinstance(canonical, str):
        return Target(canonical, score=0.95, reasons=("known name",))
    stem = ACTIVITY.sub("", form)
    if stem != form and len(stem) > 2 and stem in known:
        national = term_names("Program").get(stem, stem)
        return Target(national, score=0.85, reasons=("the same name without its activity word",))
    return Target(form)
