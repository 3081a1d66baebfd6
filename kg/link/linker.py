"""From mentions to entities. Every decision that joins two names is a Judgement with its reasons; canonical ids live
only here, so that a withdrawn judgement splits them again and no mention or statement is ever rewritten.

Each document is read by itself (kg.link.local); what all together tell (kg.link.setting) settles what is meant, once
for each distinct name, and for each talk only where the talk matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.ids import content_id
from kg.link.decided import decide
from kg.link.decisions import AT, Decision
from kg.link.doubts import judged
from kg.link.forms import normal
from kg.link.local import Local, read_document
from kg.link.meant import Meant
from kg.link.namesakes import Namesakes, namesakes
from kg.link.places import Home
from kg.link.readings import Reading, Readings
from kg.link.scopes import covering
from kg.link.setting import Occasions, Setting
from kg.link.target import Target
from kg.model import Judgement, Mention, Problem, Speech

NONE: Mapping[str, str] = {}


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
class Distinct:
    """All mentions of one type and form with which one thing is meant; in one talk, where the talk matters, else ''."""

    type: str
    form: str
    meant: Meant
    speech: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Links in the order of the distinct names that were asked about, and what else is told of them."""

    links: tuple[Link, ...]
    judgements: tuple[Judgement, ...]
    problems: tuple[Problem, ...]


def link(
    mentions: Sequence[Mention],
    speeches: Iterable[Speech],
    decisions: Sequence[Decision] = (),
    local: Sequence[Local] | None = None,
) -> Links:
    """Resolve all mentions, each in the context of its speech and document; a person's decisions (those in force, in
    their order) outrank what is found so. `local`: what each document tells by itself, where it was read already."""
    by_id = {speech.id: speech for speech in speeches}
    if local is None:
        local = [read_document(*part) for part in _documents(mentions, by_id.values())]
    homes = {speech: code for one in local for speech, code in one.homes.items()}
    setting = settle_bearers(by_id, homes, local, decisions)
    meant = {id_: one for each in local for id_, one in each.meant.items()}
    sides = names_decided(decisions)
    rows: dict[Distinct, list[str]] = {}
    for mention in sorted(mentions, key=lambda m: (m.file, m.start, m.end, m.type)):
        if not mention.redacted:
            row = distinct(mention.type, normal(mention.clear), meant[mention.id], mention.speech, sides)
            rows[row] = rows.pop(row, [])  # in the order in which each comes for the last time
            rows[row].append(mention.id)
    settled = settle(list(rows), setting, homes, decisions)
    links = {id_: one for ids, one in zip(rows.values(), settled.links, strict=True) for id_ in ids}
    holes = {m.id: hole(m.id, m.surface) for m in mentions if m.redacted}
    return Links({**holes, **links}, settled.judgements, settled.problems)


def _documents(
    mentions: Iterable[Mention], speeches: Iterable[Speech]
) -> Iterator[tuple[Sequence[Mention], Sequence[Speech]]]:
    said: dict[str, tuple[list[Mention], list[Speech]]] = {}
    for speech in speeches:
        said.setdefault(speech.document, ([], []))[1].append(speech)
    for mention in mentions:
        said[mention.document][0].append(mention)
    yield from said.values()


def settle_bearers(
    speeches: Mapping[str, Speech], homes: Mapping[str, str], local: Sequence[Local], decisions: Sequence[Decision]
) -> Setting:
    """What all documents together tell, of what each told."""
    families = {speech.id: speech.family for speech in speeches.values()}
    scopes = scopes_for(decisions, speeches, homes)
    alike = namesakes((bearer for one in local for bearer in one.bearers), families, scopes, decisions)
    occasions = Occasions(speeches.values(), homes)
    shared = occasions.shared()
    names = [name for one in local for name in one.names if name.speech in shared]
    established = frozenset().union(*(one.established for one in local))
    return Setting(speeches, established, alike, occasions, names)


def scopes_for(
    decisions: Sequence[Decision], speeches: Mapping[str, Speech], homes: Mapping[str, str]
) -> Mapping[str, frozenset[str]]:
    """All scopes that cover each speech, by id; none where no decision asks for them."""
    about = {id_: Home(code, frozenset()) for id_, code in homes.items()}
    return covering(list(speeches.values()), about) if decisions else {}


def names_decided(decisions: Iterable[Decision]) -> frozenset[tuple[str, str]]:
    """Types and normal forms that a person's decisions are about."""
    return frozenset((d.type, side.name) for d in decisions for side in (d.left, d.right))


def distinct(type_: str, form: str, meant: Meant, speech: str, decided: frozenset[tuple[str, str]]) -> Distinct:
    """What tells a mention from others. Of what a person decided about (`decided`) the talk matters always."""
    matters = meant.contextual or (decided and about(type_, form, meant, decided))
    return Distinct(type_, form, meant, speech if matters else "")


def about(type_: str, form: str, meant: Meant, decided: frozenset[tuple[str, str]]) -> bool:
    """Whether decisions are about a name: as it is written, or as what it was taken for."""
    names = {form, normal(meant.target.name), normal(meant.known.name) if meant.known else form}
    return any((type_, name) in decided for name in names)


def settle(
    rows: Sequence[Distinct],
    setting: Setting,
    homes: Mapping[str, str],
    decisions: Sequence[Decision],
    plain: Mapping[str, str] = NONE,
) -> Settled:
    """What distinct names mean. They come in the order in which each stands for the last time in the texts. `plain`: by
    normal form the names of programs of which nothing is asked, but that others may be near to."""
    scopes = scopes_for(decisions, setting.speeches, homes)
    nowhere: frozenset[str] = frozenset()
    readings = Readings(
        Reading(
            row.type,
            row.form,
            setting.target(row.meant, row.speech),
            row.speech,
            setting.talks[row.speech] if row.speech else "",
            scopes.get(row.speech, nowhere),
        )
        for row in rows
    )
    decided = decide(readings, decisions)
    links: dict[tuple[str, str, str], Link] = {}
    for reading in readings:
        if reading.key not in links:
            links[reading.key] = _link(reading.type, decided.targets[reading.key])
    judgements = judged(readings, setting.alike, decided, decisions, plain)
    problems = (*decided.problems, *_kept_apart(setting.alike))
    return Settled(tuple(links[reading.key] for reading in readings), judgements, problems)


def hole(mention: str, surface: str) -> Link:
    """The entity of a hole: its own, whatever others look like."""
    return _link("Redacted", Target(surface, scope=mention))


def entity_id(type_: str, target: Target) -> str:
    """The id of the entity that a target of a type is."""
    return content_id(type_.lower(), target.name, target.scope)


def _link(type_: str, target: Target) -> Link:
    return Link(entity_id(type_, target), target.name, type_, target)


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
