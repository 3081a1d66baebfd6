"""Terms known throughout the country: campaigns and programs, doctrines and formulas, congresses and other events."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.data.tables import interval, name_map, read_yaml

FILES = {"Program": "campaigns.yaml", "Concept": "concepts.yaml", "Event": "events.yaml"}
_PLENUM = re.compile(r"(?P<term>[一二三四五六七八九十]+)届(?P<nth>[一二三四五六七八九])中全会")
_DISCIPLINE = re.compile(r"(?P<term>[一二三四五六七八九十]+)届中央纪委(?P<nth>[一二三四五六七八九])次全会")
_SESSION = re.compile(r"(?P<term>[一二三四五六七八九十]+)届全国人大(?P<nth>[一二三四五六七八九])次会议")


@dataclass(frozen=True, slots=True)
class Term:
    """A term by its usual name. `type` is a node type; since and until are ISO and as exact as certain.

    `part_of` names another term of the same type, `source` the act that started it.
    """

    name: str
    type: str
    aliases: tuple[str, ...]
    kind: str
    since: str | None
    until: str | None
    part_of: str | None
    source: str | None


@cache
def campaigns() -> tuple[Term, ...]:
    """National campaigns, programs, institutions and honours, by name."""
    return _terms("Program")


@cache
def concepts() -> tuple[Term, ...]:
    """Doctrines, formulas, values and principles, by name."""
    return _terms("Concept")


@cache
def events() -> tuple[Term, ...]:
    """Congresses, plenums, sessions, conferences and events of history, by name."""
    return _terms("Event")


@cache
def term_names(type: str) -> Mapping[str, str]:
    """Every name and alias of the terms of one type → the name. Raises KeyError for a type without terms."""
    return name_map(
        (term.name, term.aliases) for term in {"Program": campaigns, "Concept": concepts, "Event": events}[type]()
    )


def _terms(type: str) -> tuple[Term, ...]:
    found = [
        _term(name, type, kind, row) for kind, rows in read_yaml(FILES[type]).items() for name, row in rows.items()
    ]
    return tuple(sorted(found, key=lambda term: term.name))


def _term(name: str, type: str, kind: str, row: dict[str, Any]) -> Term:
    aliases = {*row.get("aliases", ())}
    if kind == "congress":
        aliases |= {
            form
            for alias in aliases
            if not alias.startswith(("党的", "中共"))
            for form in (f"党的{alias}", f"中共{alias}")
        }
    aliases |= _long_forms(name)
    since, until = interval(row.get("when"))
    if type == "Event" and since and "/" not in str(row["when"]):
        until = since
    return Term(name, type, tuple(sorted(aliases - {name})), kind, since, until, row.get("part_of"), row.get("source"))


def _long_forms(name: str) -> set[str]:
    """The official names of a plenum or a session, which follow from the usual one."""
    if match := _PLENUM.fullmatch(name):
        rest = f"{match['term']}届中央委员会第{match['nth']}次全体会议"
        return {f"党的{name}", f"中共{name}", rest, f"第{rest}", f"中国共产党第{rest}"}
    if match := _DISCIPLINE.fullmatch(name):
        rest = f"{match['term']}届中央纪律检查委员会第{match['nth']}次全体会议"
        return {
            f"{match['term']}届中央纪委第{match['nth']}次全会",
            f"{match['term']}届中纪委{match['nth']}次全会",
            rest,
            f"第{rest}",
            f"中国共产党第{rest}",
        }
    if match := _SESSION.fullmatch(name):
        rest = f"{match['term']}届全国人民代表大会第{match['nth']}次会议"
        return {f"第{rest}", rest}
    return set()
