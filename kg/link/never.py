"""Strings that a person said are no name: their mentions are left out before anything is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.link.decisions import NOT_A_NAME, Decision
from kg.link.forms import normal
from kg.link.places import homes
from kg.link.scopes import covering, divisions
from kg.model import Mention, Speech


@dataclass(frozen=True, slots=True)
class Never:
    """What is no name: type, normal form and scope; and of each speech, by id, the scopes that its files give it."""

    names: frozenset[tuple[str, str, str]]
    scopes: Mapping[str, frozenset[str]]


def never_names(decisions: Iterable[Decision], speeches: Sequence[Speech]) -> Never:
    """What the decisions in force say. `speeches` are all of the build: what holds for one version holds for all."""
    names = {(d.type, d.left.name, d.scope) for d in decisions if d.verdict == NOT_A_NAME}
    return Never(frozenset(names), covering(speeches, {}) if names else {})


def kept(mentions: list[Mention], talks: Iterable[Speech], never: Never) -> list[Mention]:
    """The mentions of one document, whose speeches are `talks`, but those that are no name. Holes stay."""
    if not never.names:
        return mentions
    about = homes(mentions, {talk.id: talk for talk in talks})

    def is_name(mention: Mention) -> bool:
        scopes = never.scopes[mention.speech] | divisions(about[mention.speech].code)
        form = normal(mention.clear)
        return mention.redacted or not any((mention.type, form, scope) in never.names for scope in scopes)

    return [mention for mention in mentions if is_name(mention)]
