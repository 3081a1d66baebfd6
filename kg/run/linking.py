"""What the names of all documents mean: only those that several documents have a say in come to Python, each once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from kg.link.bearers import Bearer
from kg.link.decisions import Decision
from kg.link.linker import Distinct, Settled, names_decided, scopes_for, settle
from kg.link.meant import meant_from
from kg.link.namesakes import namesakes
from kg.link.people import Name
from kg.link.setting import Occasions, Setting
from kg.model import Speech
from kg.run.seam import Tables

_MEANING = {"reading": "string", "talk": "string", "entity": "string"}
_SETTLED = {
    "entity": "string",
    "type": "string",
    "name": "string",
    "code": "string",
    "level": "string",
    "parents": "array<string>",
    "o": "bigint",
}


def link_tables(tables: Tables, speeches: Mapping[str, Speech], decisions: Sequence[Decision]) -> Settled:
    """Make the tables of sql/entities.sql: what each mention means. What is told of the names besides."""
    tables.step("names")
    homes: dict[str, str] = dict(tables.rows("SELECT id, home FROM speech_read"))
    setting = _setting(tables, speeches, homes, decisions)
    decided = sorted(names_decided(decisions))
    tables.add("decided", {"type": "string", "name": "string"}, decided)
    tables.step("asked")
    asked = list(tables.rows("SELECT id, talk, o, type, form, meant FROM asked ORDER BY o"))
    meant = cache(lambda row: meant_from(json.loads(row)))  # of many talks the same
    rows = [Distinct(type_, form, meant(row), talk) for _, talk, _, type_, form, row in asked]
    programs = dict(tables.rows("SELECT called, name FROM program ORDER BY o"))
    settled = settle(rows, setting, homes, decisions, programs)
    tables.add("meaning", _MEANING, ((row[0], row[1], link.id) for row, link in zip(asked, settled.links, strict=True)))
    told = ((link, row[2]) for row, link in zip(asked, settled.links, strict=True))
    tables.add("settled", _SETTLED, (_told(link, o) for link, o in told))
    tables.step("entities")
    return settled


def _told(link: Any, o: int) -> tuple[Any, ...]:
    return link.id, link.type, link.name, link.target.code, link.target.level, link.target.parents, o


def _setting(
    tables: Tables, speeches: Mapping[str, Speech], homes: Mapping[str, str], decisions: Sequence[Decision]
) -> Setting:
    families = {speech.id: speech.family for speech in speeches.values()}
    alike = namesakes(_bearers(tables), families, scopes_for(decisions, speeches, homes), decisions)
    occasions = Occasions(speeches.values(), homes)
    shared = occasions.shared()
    names = [name for name in _names(tables) if name.speech in shared]
    established = frozenset(form for (form,) in tables.rows("SELECT DISTINCT form FROM vouched"))
    return Setting(speeches, established, alike, occasions, names)


def _bearers(tables: Tables) -> Iterator[Bearer]:
    for (text,) in tables.rows("SELECT row FROM bearer"):
        row = json.loads(text)
        pairs = {name: tuple((kind, value) for kind, value in row[name]) for name in ("occasions", "said", "around")}
        yield Bearer(**{**row, **pairs, "speeches": tuple(row["speeches"]), "years": tuple(row["years"])})


def _names(tables: Tables) -> Iterator[Name]:
    query = """SELECT x.name, doc.id, r.id, x.before FROM full_name x JOIN doc USING (d) JOIN speech_read r USING (s)"""
    for row in tables.rows(query):
        yield Name(*row)
