"""Facts that a text can be dated by: meetings, campaigns and documents of the whole country, and a user's own.

timeline.yaml beside this module says which ones and by what act each is known; dates and other names come from kg.data
where it has the name. A user's file has the same form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.chronology.days import is_iso
from kg.data.documents import documents
from kg.data.tables import interval
from kg.data.vocabulary import Term, campaigns, events
from kg.errors import KgError
from kg.meant import meant
from kg.written import from_yaml

SORTS = {"meetings": "meeting", "campaigns": "campaign"}
KEYS = ("act", "end", "when", "forms", "short", "unless")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something with a date. `sort` is meeting, campaign or document; since and until are ISO, as exact as certain,
    until None for what goes on. `act` names what says so, `end` what ended it.

    `forms` name this and nothing else, `short` only where one of `forms` stands in the same talk; after or before a
    word of `unless` its name does not tell that it is under way.
    """

    name: str
    sort: str
    since: str
    until: str | None
    act: str
    end: str | None = None
    forms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def timeline(own: Path | None = None) -> tuple[Fact, ...]:
    """The facts that kg knows and those of a user's file, which replace others of their name; sorted by name.

    KgError naming the file and what is at fault in it.
    """
    facts = {fact.name: fact for fact in known_facts()}
    if own:
        facts |= {fact.name: fact for fact in _facts(_read(own), own)}
    return tuple(facts[name] for name in sorted(facts))


@cache
def known_facts() -> tuple[Fact, ...]:
    """The facts that kg knows."""
    import yaml

    rows = yaml.safe_load(files(__package__).joinpath("timeline.yaml").read_text(encoding="utf-8"))
    kinds = set(rows.pop("documents"))
    acts = [
        Fact(known.title, "document", known.dates[0], None, known.title, forms=_spellings(known.title))
        for known in documents()
        if known.kind in kinds
    ]
    return (*_facts(rows, None), *acts)


def _read(path: Path) -> Any:
    try:
        return from_yaml(path.read_text(encoding="utf-8-sig")) or {}
    except (OSError, UnicodeDecodeError) as fault:
        raise KgError(
            f"无法读取时间表 {path}（须为 UTF-8 文件）", f"cannot read the timeline {path} (a UTF-8 file)"
        ) from fault
    except ValueError as fault:
        raise KgError(
            f"时间表 {path} 不是有效的 YAML：{fault}", f"the timeline {path} is not valid YAML: {fault}"
        ) from fault


def _facts(rows: Any, path: Path | None) -> Iterator[Fact]:
    if not isinstance(rows, dict) or not all(isinstance(inner, dict) for inner in rows.values()):
        raise _fault(path, f"应为 {'、'.join(SORTS)} 之下的条目", f"must hold entries under {' or '.join(SORTS)}")
    for sort, inner in rows.items():
        if sort not in SORTS:
            raise _fault(
                path, f"没有 {sort} 这一类，可用：{'、'.join(SORTS)}", f"there is no sort {sort}: {', '.join(SORTS)}"
            )
        for name, row in inner.items():
            yield _fact(str(name), SORTS[sort], row, path)


def _fact(name: str, sort: str, row: Any, path: Path | None) -> Fact:
    if not isinstance(row, dict):
        raise _fault(path, f"“{name}”应有 act 和 when", f"“{name}” needs act and when")
    for key in row:
        if key not in KEYS:
            zh, en = meant(str(key), KEYS)
            raise _fault(path, f"“{name}”：没有 {key} 这一项{zh}", f"“{name}”: there is no {key}{en}")
    known = _terms(sort).get(name)
    since, until = interval(row["when"]) if row.get("when") else (known.since, known.until) if known else (None, None)
    if sort == "meeting":
        until = until or since
    if not since or not row.get("act") or not all(is_iso(day) for day in (since, until) if day):
        raise _fault(
            path,
            f"“{name}”需要 act（依据的文件或决定）和 when（如 2017-10-18/2017-10-24）",
            f"“{name}” needs act, the document that says so, and when, such as 2017-10-18/2017-10-24",
        )
    forms = _words(row.get("forms")) or ((name, *known.aliases) if known else (name,))
    end = str(row["end"]) if row.get("end") else None
    short, unless = _words(row.get("short")), _words(row.get("unless"))
    return Fact(name, sort, since, until, str(row["act"]), end, forms, short, unless)


def _spellings(title: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((title, title.replace(" ", ""))))


def _words(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value] if value else []
    return tuple(str(word) for word in listed if str(word).strip())


@cache
def _terms(sort: str) -> Mapping[str, Term]:
    return {term.name: term for term in (events() if sort == "meeting" else campaigns())}


def _fault(path: Path | None, zh: str, en: str) -> Exception:
    return KgError(f"时间表 {path}：{zh}", f"the timeline {path}: {en}") if path else ValueError(en)
