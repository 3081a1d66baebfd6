"""From mentions to entities. Every decision that joins two names is a Judgement with its reasons; canonical ids live
only here, so that a withdrawn judgement splits them again and no mention or statement is ever rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.data.vocabulary import term_names
from kg.ids import content_id
from kg.link import organizations, parents, people, places, programs
from kg.link.decided import decide
from kg.link.decisions import AT, Decision
from kg.link.doubts import judged
from kg.link.forms import normal
from kg.link.namesakes import Namesakes, namesakes
from kg.link.readings import Reading, Readings
from kg.link.scopes import covering, own_scopes
from kg.link.target import Target
from kg.model import Judgement, Mention, Problem, Speech

# What gives a meeting a name of its own: a number or a name in quotation marks.
_OWN_NAME = re.compile("[0-9一二三四五六七八九十]+[届次]|[0-9]{4}|“")
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
    """Links by mention id, the judgements behind them, sorted, and the decisions that could not be carried out."""

    by_mention: Mapping[str, Link]
    judgements: tuple[Judgement, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is known of a speech before its names are read: its home and the scope of its talk."""

    speech: Speech
    home: places.Home
    talk: str


def link(mentions: Sequence[Mention], speeches: Iterable[Speech], decisions: Sequence[Decision] = ()) -> Links:
    """Resolve all mentions, each in the context of its speech and document; a person's decisions (those in force, in
    their order) outrank what is found so."""
    by_id = {speech.id: speech for speech in speeches}
    homes = places.homes(mentions, by_id)
    scopes, talks = covering(list(by_id.values()), homes), own_scopes(by_id.values())
    settings = {id_: _Setting(speech, homes[id_], talks[id_]) for id_, speech in by_id.items()}
    ordered = sorted(mentions, key=lambda m: (m.file, m.start, m.end, m.type))
    targets = _things(ordered, settings)
    targets |= parents.stated(ordered, targets)
    alike = namesakes(ordered, by_id, homes, targets, scopes, decisions)
    names = people.full_names(ordered, alike.scopes, people.occasions(by_id.values(), homes))
    targets |= _people(ordered, settings, names, alike)
    readings = Readings(
        Reading(m.id, m.type, normal(m.surface), targets[m.id], m.speech, talks[m.speech], scopes[m.speech])
        for m in ordered
        if not m.redacted
    )
    decided = decide(readings, decisions)
    linked = {m.id: _link("Redacted", targets[m.id]) for m in ordered if m.redacted}
    linked |= {reading.mention: _link(reading.type, decided.targets[reading.key]) for reading in readings}
    judgements = judged(readings, alike, decided, decisions)
    return Links(linked, judgements, (*decided.problems, *_kept_apart(alike)))


def _link(type_: str, target: Target) -> Link:
    return Link(content_id(type_.lower(), target.name, target.scope), target.name, type_, target)


def _things(mentions: Sequence[Mention], settings: Mapping[str, _Setting]) -> dict[str, Target]:
    """The targets of all mentions but people, who are told apart by them."""
    established = programs.established(mentions)
    found: dict[str, Target] = {}
    town: dict[str, Target] = {}
    post: Mention | None = None
    above: Mention | None = None
    for mention in mentions:
        setting, form = settings[mention.speech], normal(mention.surface)
        if mention.redacted:
            found[mention.id] = Target(mention.surface, scope=mention.id)
        elif mention.type == "Program":
            found[mention.id] = programs.resolve(mention, form, established)
        elif mention.type == "Place":
            before = found[above.id] if above and _touches(above, mention, 0) else None
            found[mention.id] = _place(mention, form, setting, before)
            above = mention
            if found[mention.id].level == "town":
                town[mention.speech] = found[mention.id]
        elif mention.type != "Person":
            before_name = found[post.id].name if post and _touches(post, mention, 1) else None
            found[mention.id] = _thing(mention, form, setting, town.get(mention.speech), before_name)
        if mention.type == "Position":
            post = mention
    return found


def _people(
    mentions: Sequence[Mention], settings: Mapping[str, _Setting], names: people.Names, alike: Namesakes
) -> dict[str, Target]:
    found = {}
    for mention in mentions:
        if mention.type == "Person" and not mention.redacted:
            setting = settings[mention.speech]
            form, scope = normal(mention.surface), alike.scopes.get((mention.surface, mention.speech), "")
            known = _known(mention, form)
            found[mention.id] = known or people.resolve(form, setting.speech, setting.talk, names, scope)
    return found


def _place(mention: Mention, form: str, setting: _Setting, above: Target | None) -> Target:
    canonical = mention.props.get("canonical")
    return places.resolve(normal(str(canonical)) if canonical else form, setting.home, setting.talk, above)


def _thing(mention: Mention, form: str, setting: _Setting, town: Target | None, before: str | None) -> Target:
    known = _known(mention, form)
    if known:
        return known
    if mention.type == "Organization":
        return organizations.resolve(form, setting.home, setting.talk, town)
    if mention.type == "Position":
        return organizations.resolve_position(form, setting.home, setting.talk, before)
    if mention.type == "Date":
        iso = mention.props.get("iso")
        return Target(str(iso), reasons=("date",)) if iso else Target(form, scope=setting.speech.id)
    if mention.type == "Event" and not _OWN_NAME.search(form) and not places.begins_with_place(form):
        return Target(form, scope=setting.talk, score=0.8)  # every county has its 工作推进会议
    if mention.type == "Document" and _BARE_TITLE.match(form):
        return Target(form, scope=setting.talk, score=0.8)  # every county has its 实施方案
    return Target(form)


def _known(mention: Mention, form: str) -> Target | None:
    canonical = mention.props.get("canonical")
    known = canonical or (term_names(mention.type).get(form) if mention.type in ("Concept", "Event") else None)
    return Target(known, reasons=("known name",), score=0.95) if isinstance(known, str) else None


def _touches(before: Mention, mention: Mention, gap: int) -> bool:
    """Whether a mention follows another one of the same document, so many characters after it."""
    return before.document == mention.document and mention.start - before.end == gap


def _kept_apart(alike: Namesakes) -> Iterator[Problem]:
    for decision, name, evidence in alike.blocked:
        left, right = f"{name}{AT}{decision.left.where}", f"{name}{AT}{decision.right.where}"
        yield Problem(
            decision.file,
            None,
            "link",
            f"按第 {decision.row} 行的判断，{left} 与 {right} 不是一人，虽然两处都有“{evidence}”",
            f"by the decision in line {decision.row}, {left} and {right} are two people, though both have {evidence}",
        )
