"""From mentions to entities. Every decision that joins two names is a Judgement with its reasons; canonical ids live
only here, so that a withdrawn judgement splits them again and no mention or statement is ever rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.data.vocabulary import term_names
from kg.ids import content_id
from kg.link import organizations, people, places, programs
from kg.link.forms import normal
from kg.link.target import Target
from kg.model import Judgement, Mention, Speech


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
    for mention in sorted(mentions, key=lambda m: (m.file, m.start, m.end, m.type)):
        speech = by_speech[mention.speech]
        form = normal(mention.surface)
        target = (
            programs.resolve(mention, form, established)
            if mention.type == "Program" and not mention.redacted
            else _target(mention, form, speech, homes, names, town)
        )
        if mention.type == "Place" and target.level == "town":
            town[speech.id] = target
        type_ = "Redacted" if mention.redacted else mention.type
        entity = Link(content_id(type_.lower(), target.name, target.scope), target.name, type_, target)
        resolved[mention.id] = entity
        if form != normal(target.name) and not mention.redacted:
            judgement = Judgement(mention.type, form, target.name, target.scope, "same", target.score, target.reasons)
            judgements.setdefault((judgement.type, judgement.left, judgement.right, judgement.scope), judgement)
    return Links(resolved, tuple(judgements[key] for key in sorted(judgements)))


def _target(
    mention: Mention,
    form: str,
    speech: Speech,
    homes: Mapping[str, places.Home],
    names: Mapping[str, tuple[people.Name, ...]],
    town: Mapping[str, Target],
) -> Target:
    if mention.redacted:
        return Target(mention.surface, scope=mention.id)
    canonical = mention.props.get("canonical")
    if mention.type == "Place":
        return places.resolve(form, homes[speech.id], speech)
    known = canonical or (term_names(mention.type).get(form) if mention.type in ("Concept", "Event") else None)
    if isinstance(known, str):
        return Target(known, reasons=("known name",), score=0.95)
    home = homes[speech.id]
    if mention.type == "Person":
        return people.resolve(form, speech, names)
    if mention.type == "Organization":
        return organizations.resolve(form, home, speech, town.get(speech.id))
    if mention.type == "Position":
        return organizations.resolve_position(form, home, speech)
    if mention.type == "Date":
        iso = mention.props.get("iso")
        return Target(str(iso), reasons=("date",)) if iso else Target(form, scope=speech.id)
    if mention.type == "Document" and form.endswith(("讲话", "批示", "指示")) and "总书记" not in form:
        name = "系列重要讲话" if form == "系列讲话" else form
        return Target(f"习近平总书记{name}", reasons=("speech of the general secretary",), score=0.7)
    return Target(form)
