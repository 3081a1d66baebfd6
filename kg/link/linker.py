"""From mentions to entities. Every decision that joins two names is a Judgement with its reasons; canonical ids live
only here, so that a withdrawn judgement splits them again and no mention or statement is ever rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.data.vocabulary import term_names
from kg.ids import content_id
from kg.link import organizations, people, places, programs
from kg.link.forms import normal
from kg.link.target import Target
from kg.model import Judgement, Mention, Speech

# A title that says only what kind of document it is, or whom it is for.
_BARE_TITLE = re.compile(
    r"^.{0,4}(?:通知|方案|意见|办法|指南|指导书|手册|规定|细则|清单|决定|计划|要点|报告|规划|制度|章程|公约|纪要|证|书)$"
)


@dataclass(frozen=True, slots=True)
class Link:
    """The entity of a mention: its id, canonical name, type, and facts of the gazetteer about it."""

    id: str
    name: str
    type: str
    target: Target


@dataclass(frozen=True, slots=True)
class Links:
    """Links by mention id, and the judgements behind them, sorted."""

    by_mention: Mapping[str, Link]
    judgements: tuple[Judgement, ...]


def link(mentions: Sequence[Mention], speeches: Iterable[Speech]) -> Links:
    """Resolve all mentions, each in the context of its speech and document."""
    by_speech = {speech.id: speech for speech in speeches}
    homes = places.homes(mentions, by_speech)
    names = people.full_names(mentions)
    established = programs.established(mentions)
    resolved: dict[str, Link] = {}
    judgements: dict[tuple[str, str, str, str], Judgement] = {}
    town: dict[str, Target] = {}
    post: tuple[Mention, str] | None = None
    for mention in sorted(mentions, key=lambda m: (m.file, m.start, m.end, m.type)):
        speech = by_speech[mention.speech]
        form = normal(mention.surface)
        target = (
            programs.resolve(mention, form, established)
            if mention.type == "Program" and not mention.redacted
            else _target(mention, form, speech, homes, names, town, _joined(post, mention))
        )
        if mention.type == "Position":
            post = (mention, target.name)
        if mention.type == "Place" and target.level == "town":
            town[speech.id] = target
        type_ = "Redacted" if mention.redacted else mention.type
        entity = Link(content_id(type_.lower(), target.name, target.scope), target.name, type_, target)
        resolved[mention.id] = entity
        if form != normal(target.name) and not mention.redacted and mention.type != "Date":
            judgement = Judgement(mention.type, form, target.name, target.within, "same", target.score, target.reasons)
            judgements.setdefault((judgement.type, judgement.left, judgement.right, judgement.scope), judgement)
    return Links(resolved, tuple(judgements[key] for key in sorted(judgements)))


def _target(
    mention: Mention,
    form: str,
    speech: Speech,
    homes: Mapping[str, places.Home],
    names: Mapping[str, tuple[people.Name, ...]],
    town: Mapping[str, Target],
    before: str | None,
) -> Target:
    if mention.redacted:
        return Target(mention.surface, scope=mention.id)
    canonical = mention.props.get("canonical")
    if mention.type == "Place":
        return places.resolve(normal(str(canonical)) if canonical else form, homes[speech.id], speech)
    known = canonical or (term_names(mention.type).get(form) if mention.type in ("Concept", "Event") else None)
    if isinstance(known, str):
        return Target(known, reasons=("known name",), score=0.95)
    home = homes[speech.id]
    if mention.type == "Person":
        return people.resolve(form, speech, names)
    if mention.type == "Organization":
        return organizations.resolve(form, home, speech, town.get(speech.id))
    if mention.type == "Position":
        return organizations.resolve_position(form, home, speech, before)
    if mention.type == "Date":
        iso = mention.props.get("iso")
        return Target(str(iso), reasons=("date",)) if iso else Target(form, scope=speech.id)
    if mention.type == "Document" and _BARE_TITLE.match(form):
        return Target(form, scope=speech.family, score=0.8)  # every county has its 实施方案
    return Target(form)


def _joined(post: tuple[Mention, str] | None, mention: Mention) -> str | None:
    """The name of the post that ends one mark before this one in the same document, if any."""
    if post and post[0].document == mention.document and mention.start - post[0].end == 1:
        return post[1]
    return None
