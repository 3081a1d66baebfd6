"""What changes something: a decision, its undoing, and which build is shown."""

from __future__ import annotations

from collections.abc import Mapping

from kg.explorer import decide as decisions
from kg.explorer.security import Refused
from kg.explorer.served import Served
from kg.explorer.views.acts import Decided, StatusView
from kg.link.decisions import Decision
from kg.review import words
from kg.review.decide import now, user


def decide(served: Served, fields: Mapping[str, str]) -> Decided:
    """Write a decision, and begin to build the graph by it. KgError where it is not sound, Refused if none is taken."""
    _writes(served)
    with served.opened.reading() as db:
        made, number, new = decisions.decide(db, fields, served.decisions, served.by or user(), now())
    served.rebuilder.ask()
    return _told(served, made, number, recorded=new)


def undo(served: Served, fields: Mapping[str, str]) -> Decided:
    """Take a decision back, and begin to build the graph without it. KgError where there is none, Refused as above."""
    _writes(served)
    number = fields.get("number", "")
    made = decisions.undo(served.decisions, number, served.by or user(), now())
    served.rebuilder.ask()
    return _told(served, made, int(number), recorded=True)


def reload(served: Served, fields: Mapping[str, str]) -> StatusView:
    """Show what the output folder holds now. KgError where that cannot be shown, Refused as above."""
    _writes(served)
    served.opened.reload(anyway=True)
    return served.rebuilder.status()


def _writes(served: Served) -> None:
    if served.read_only:
        raise Refused(403, "本服务只读，不接受更改", "this server is read-only and takes no changes")


def _told(served: Served, made: Decision, number: int, *, recorded: bool) -> Decided:
    return Decided(words.line(made), number, recorded, served.rebuilder.status())
