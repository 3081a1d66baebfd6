"""What all documents together tell, and so what a name of one of them means in the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.link.meant import BEARER, SPEECH, TALK, Meant
from kg.link.namesakes import Namesakes
from kg.link.people import Name, among, fits, stems
from kg.link.scopes import own_scopes
from kg.link.target import Target
from kg.model import Speech

Occasion = tuple[str, str]
"""What makes talks one occasion: a family of versions, or a day and the code of a place."""


class Occasions:
    """The talks of one day in one place, and the versions of a talk, with the full names that they hold. A day without
    a place, or a place without a day, makes none."""

    def __init__(self, speeches: Iterable[Speech], homes: Mapping[str, str]) -> None:
        self._of: dict[str, list[Occasion]] = {}
        self._speeches: dict[Occasion, list[str]] = {}
        for speech in speeches:
            of = [("family", speech.family)]
            if speech.date and speech.date.precision == "day" and homes[speech.id]:
                of.append((speech.date.iso, homes[speech.id]))
            self._of[speech.id] = of
            for occasion in of:
                self._speeches.setdefault(occasion, []).append(speech.id)

    def shared(self) -> set[str]:
        """The ids of the talks that share an occasion with another."""
        return {speech for talks in self._speeches.values() if len(talks) > 1 for speech in talks}

    def of(self, speech: str) -> Sequence[Occasion]:
        """The occasions of a talk."""
        return self._of[speech]


@dataclass(frozen=True)
class Setting:
    """`established`: forms of programs that some text vouches for; `names`: full names of the talks that share an
    occasion."""

    speeches: Mapping[str, Speech]
    established: frozenset[str]
    alike: Namesakes
    occasions: Occasions
    names: Iterable[Name]

    @cached_property
    def talks(self) -> Mapping[str, str]:
        """The scope of each talk, by speech id."""
        return own_scopes(self.speeches.values())

    @cached_property
    def _named(self) -> Mapping[tuple[Occasion, str], list[Name]]:
        """The full names of an occasion by what a short reference to them begins with."""
        found: dict[tuple[Occasion, str], dict[Name, None]] = {}
        for name in self.names:
            for occasion in self.occasions.of(name.speech):
                for stem in stems(name.name):
                    # where it stands is all that two may differ in, and the bearer is one for a document
                    found.setdefault((occasion, stem), {})[replace(name, speech="")] = None
        return {key: list(names) for key, names in found.items()}

    def target(self, meant: Meant, speech: str) -> Target:
        """What is meant in a talk; of what is not contextual (kg.link.meant) `speech` may be ''."""
        target = meant.known if meant.known and meant.stem in self.established else meant.target
        if meant.short:
            stem, title = meant.short
            target = among(
                {
                    (name.name, self.alike.scopes.get((name.name, name.document), ""))
                    for occasion in self.occasions.of(speech)
                    for name in self._named.get((occasion, stem), ())
                    if fits(stem, title, name)
                },
                target,
            )
        if target.scope[:1] != "\x1f" and target.within[:1] != "\x1f":
            return target
        scope, within = (self._scope(mark, speech) for mark in (target.scope, target.within))
        return replace(target, scope=scope, within=within)

    def _scope(self, mark: str, speech: str) -> str:
        if mark == TALK:
            return self.talks[speech]
        if mark == SPEECH:
            return speech
        if mark.startswith(BEARER):
            return self.alike.scopes.get((mark.removeprefix(BEARER), self.speeches[speech].document), "")
        return mark
