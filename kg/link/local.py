"""What the names of one document mean, as far as it tells itself: read once, whatever the other documents say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.data.vocabulary import term_names
from kg.link import organizations, parents, people, places, programs
from kg.link.bearers import Bearer, bearers
from kg.link.forms import normal
from kg.link.meant import SPEECH, TALK, Meant
from kg.link.people import Name, full_names
from kg.link.target import Target
from kg.model import Mention, Speech

# What gives a meeting a name of its own: a number or a name in quotation marks.
_OWN_NAME = re.compile("[0-9一二三四五六七八九十][届次]|[0-9]{4}|“")
# A title that says only what kind of document it is, or whom it is for.
_BARE_TITLE = re.compile(
    r"^.{0,4}(?:通知|方案|意见|办法|指南|指导书|手册|规定|细则|清单|决定|计划|要点|报告|规划|制度|章程|公约|纪要|证|书)$"
)


@dataclass(frozen=True, slots=True)
class Local:
    """What one document tells: `meant` by mention id, holes left out; the code of the division that each speech is
    about, by speech id; who bears which full name, and where; the forms of programs that it vouches for."""

    meant: Mapping[str, Meant]
    homes: Mapping[str, str]
    bearers: tuple[Bearer, ...]
    names: tuple[Name, ...]
    established: frozenset[str]


def read_document(mentions: Iterable[Mention], speeches: Iterable[Speech]) -> Local:
    """Read the names of one document in the context of its speeches."""
    by_id = {speech.id: speech for speech in speeches}
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, m.type))
    homes = places.homes(ordered, by_id)
    meant = _things(ordered, homes)
    targets = {id_: one.target for id_, one in meant.items()}
    said_parents = parents.stated(ordered, targets)
    for id_, target in said_parents.items():
        known = parents.under(meant[id_].known, target)
        meant[id_] = Meant(target, meant[id_].stem, known)
    names = full_names(ordered)
    borne = bearers(ordered, by_id, homes, targets | said_parents)
    meant |= _people(ordered, by_id, names)
    unmeant = {mention.id for mention in ordered if mention.redacted}
    return Local(
        {id_: one for id_, one in meant.items() if id_ not in unmeant},
        {id_: home.code for id_, home in homes.items()},
        borne,
        tuple(dict.fromkeys(names)),
        programs.vouched_for(ordered),
    )


def _things(mentions: Sequence[Mention], homes: Mapping[str, places.Home]) -> dict[str, Meant]:
    """What all mentions but people mean, who are told apart by them; a hole stands for itself."""
    found: dict[str, Meant] = {}
    town: dict[str, Target] = {}
    post: Mention | None = None
    above: Mention | None = None
    for mention in mentions:
        home, form = homes[mention.speech], normal(mention.surface)
        if mention.redacted:
            found[mention.id] = Meant(Target(mention.surface, scope=mention.id))
        elif mention.type == "Program":
            found[mention.id] = programs.resolve(mention, form)
        elif mention.type == "Place":
            before = found[above.id].target if above and _touches(above, mention, 0) else None
            target = _place(mention, form, home, before)
            found[mention.id] = Meant(target)
            above = mention
            if target.level == "town":
                town[mention.speech] = target
        elif mention.type != "Person":
            before_name = found[post.id].target.name if post and _touches(post, mention, 1) else None
            found[mention.id] = Meant(_thing(mention, form, home, town.get(mention.speech), before_name))
        if mention.type == "Position":
            post = mention
    return found


def _people(mentions: Iterable[Mention], speeches: Mapping[str, Speech], names: Sequence[Name]) -> dict[str, Meant]:
    found = {}
    for mention in mentions:
        if mention.type == "Person" and not mention.redacted:
            form = normal(mention.surface)
            known = _known(mention, form)
            speech = speeches[mention.speech]
            found[mention.id] = Meant(known) if known else people.resolve(mention.surface, form, speech, names)
    return found


def _place(mention: Mention, form: str, home: places.Home, above: Target | None) -> Target:
    canonical = mention.props.get("canonical")
    return places.resolve(normal(str(canonical)) if canonical else form, home, TALK, above)


def _thing(mention: Mention, form: str, home: places.Home, town: Target | None, before: str | None) -> Target:
    known = _known(mention, form)
    if known:
        return known
    if mention.type == "Organization":
        return organizations.resolve(form, home, TALK, town)
    if mention.type == "Position":
        return organizations.resolve_position(form, home, TALK, before)
    if mention.type == "Date":
        iso = mention.props.get("iso")
        return Target(str(iso), reasons=("date",)) if iso else Target(form, scope=SPEECH)
    if mention.type == "Event" and not _OWN_NAME.search(form) and not places.begins_with_place(form):
        return Target(form, scope=TALK, score=0.8)  # every county has its 工作推进会议
    if mention.type == "Document" and _BARE_TITLE.match(form):
        return Target(form, scope=TALK, score=0.8)  # every county has its 实施方案
    return Target(form)


def _known(mention: Mention, form: str) -> Target | None:
    canonical = mention.props.get("canonical")
    known = canonical or (term_names(mention.type).get(form) if mention.type in ("Concept", "Event") else None)
    return Target(known, reasons=("known name",), score=0.95) if isinstance(known, str) else None


def _touches(before: Mention, mention: Mention, gap: int) -> bool:
    """Whether a mention follows another one, so many characters after it."""
    return mention.start - before.end == gap
