"""Which program a name means. Names join only on evidence: 整市推进 and 整县推进 stay two."""

from __future__ import annotations

from collections.abc import Iterable

from kg.data.vocabulary import term_names
from kg.extract.program_words import ACTIVITY
from kg.link.forms import normal
from kg.link.meant import Meant
from kg.link.target import Target
from kg.model import Mention


def vouched_for(mentions: Iterable[Mention]) -> frozenset[str]:
    """Normal forms of the programs that a quotation or the vocabulary vouches for."""
    return frozenset(
        normal(mention.surface)
        for mention in mentions
        if mention.type == "Program" and not mention.redacted and mention.method != "pattern"
    )


def resolve(mention: Mention, form: str) -> Meant:
    """A national campaign by its official name; a name with an activity word by the name, where a text vouches for
    it."""
    canonical = mention.props.get("canonical") or term_names("Program").get(form)
    if isinstance(canonical, str):
        return Meant(Target(canonical, score=0.95, reasons=("known name",)))
    stem = ACTIVITY.sub("", form)
    if stem == form or len(stem) <= 2:
        return Meant(Target(form))
    national = term_names("Program").get(stem, stem)
    known = Target(national, score=0.85, reasons=("the same name without its activity word",))
    return Meant(Target(form), stem, known)
