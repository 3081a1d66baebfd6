"""The report of an output folder, from its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.graph.folder import read_fields
from kg.graph.tables import UNDATED
from kg.link.reasons import in_chinese
from kg.progress import STAGES
from kg.read.pages import page_at, read_pages
from kg.reporting.model import Cell, Column, Quote, Section, Told
from kg.reporting.words import FIELDS, KINDS, POST, SPEAKS, VERDICTS
from kg.schema import node_types

Row = Mapping[str, Any]
LEAST = 10  # links told of


def collect(out: Path) -> tuple[Section, ...]:
    """All sections, each sorted. Beside a file with pages stands the page. KgError where a file is missing or
    damaged."""
    speeches = sorted(_read(out, "speeches"), key=_by_date)
    pages = read_pages(out)
    sections = (
        _section("speeches", speeches, _speech),
        _section("families", _families(speeches), tuple),
        _section("leaks", _read(out, "leaks"), _leak),
        _section("inconsistencies", _read(out, "inconsistencies"), _inconsistency),
        _section("problems", _read(out, "problems"), _problem),
        _section("coverage", _coverage(out, speeches), tuple),
        _section("uncertain", _uncertain(_read(out, "judgements")), _link),
    )
    return tuple(_paged(section, pages) for section in sections)


CAPTIONS = {
    "speeches": ("讲话（按日期、地点）", "Talks by date and place", "date place title speaker file start"),
    "families": ("同一讲话的版本", "Versions of one talk", "family talk kind title file start"),
    "leaks": ("漏隐的名称", "Names that a copy forgot to hide", "file start name type entity hidden quote"),
    "inconsistencies": ("日期不合", "Dates that disagree", "file start stated speaks fact when likely quote"),
    "problems": ("数据问题", "Faults in the data", "file start stage message"),
    "coverage": ("各类型的覆盖", "Coverage by type", "type entities mentions holes speeches share"),
    "uncertain": ("最没有把握的十条链接", "The ten least certain links", "score type left right reasons scope"),
}


# What is read of each file.
_READ = {
    "speeches": "file start speech title date speaker place family version_of kind",
    "leaks": "file start text type entity hidden quote",
    "inconsistencies": "file start text kind words fact when stated_text years likely holder others",
    "problems": "file offset stage message message_en",
    "judgements": "type left right scope verdict score reasons by",
    "mentions": "type entity_id redacted speech",
}


def _read(out: Path, name: str) -> Iterator[Row]:
    return read_fields(out, name, _READ[name])


def _section(name: str, rows: Iterable[Any], cells: Callable[[Any], tuple[Cell, ...]]) -> Section:
    zh, en, columns = CAPTIONS[name]
    listed = tuple(Column(column, *FIELDS[column]) for column in columns.split())
    return Section(name, zh, en, listed, tuple(cells(row) for row in rows))


def _paged(section: Section, pages: Mapping[str, Sequence[int]]) -> Section:
    """The section with the page of each place beside its file: programs read the file alone."""
    names = [column.name for column in section.columns]
    if not pages or "file" not in names:
        return section
    at, offset = names.index("file"), names.index("start")
    return replace(
        section, rows=tuple((*row[:at], _place(row[at], row[offset], pages), *row[at + 1 :]) for row in section.rows)
    )


def _place(file: Cell, start: Cell, pages: Mapping[str, Sequence[int]]) -> Cell:
    page = page_at(pages.get(file, ()), start) if isinstance(file, str) and isinstance(start, int) else None
    return Told(str(file), f"{file} 第 {page} 页", f"{file} p. {page}") if page else file


def _by_date(row: Row) -> tuple[str, str, str, int]:
    return row["date"] or UNDATED, row["place"] or "", row["file"], row["start"]


def _speech(row: Row) -> tuple[Cell, ...]:
    return row["date"], row["place"], row["title"], row["speaker"], row["file"], row["start"]


def _families(speeches: Sequence[Row]) -> list[tuple[Cell, ...]]:
    """The members of every family of several, the preferred one first."""
    groups: dict[str, list[Row]] = {}
    for row in speeches:
        groups.setdefault(row["family"], []).append(row)
    found: list[tuple[Cell, ...]] = []
    number = 0
    for members in groups.values():
        if len(members) < 2:
            continue
        number += 1
        lead = next((row for row in members if row["version_of"] is None), members[0])
        talk = "，".join(part for part in (lead["speaker"], lead["date"]) if part) or None
        for row in sorted(members, key=lambda row: row["version_of"] is not None):
            kind = Told(row["kind"], *KINDS[row["kind"]]) if row["kind"] else Told("preferred", *KINDS["preferred"])
            found.append((number, talk, kind, row["title"], row["file"], row["start"]))
    return found


def _leak(row: Row) -> tuple[Cell, ...]:
    hidden = len(row["hidden"])
    return (
        row["file"],
        row["start"],
        row["text"],
        _type(row["type"]),
        row["entity"],
        hidden,
        Quote(row["quote"], row["text"]),
    )


def _inconsistency(row: Row) -> tuple[Cell, ...]:
    quote = Quote(row["text"], row["words"])
    likely: Cell = row["likely"]
    if not likely and row["years"]:
        likely = f"{row['years'][0]}–{row['years'][-1]}"
    if row["kind"] == "post":
        fact = f"{row['fact']}：{row['holder']} / {row['others'][0]['holder']}"
        return row["file"], row["start"], row["stated_text"], Told("post", *POST), fact, None, None, quote
    speaks = Told(row["kind"], *SPEAKS[row["kind"]])
    return row["file"], row["start"], row["stated_text"], speaks, row["fact"], row["when"], likely, quote


def _problem(row: Row) -> tuple[Cell, ...]:
    stage = row["stage"]
    return (
        row["file"],
        row["offset"],
        Told(stage, *STAGES.get(stage, (stage, stage))),
        Told("", row["message"], row["message_en"]),
    )


def _coverage(out: Path, speeches: Sequence[Row]) -> list[tuple[Cell, ...]]:
    """Of each type: entities, mentions, holes, and in how many talks it is named, versions of one talk taken once."""
    family = {row["speech"]: row["family"] for row in speeches}
    talks = len(set(family.values()))
    entities: dict[str, set[str]] = {}
    mentions: Counter[str] = Counter()
    holes: Counter[str] = Counter()
    named: dict[str, set[str]] = {}
    for row in _read(out, "mentions"):
        if row["redacted"]:
            holes[row["type"]] += 1
            continue
        mentions[row["type"]] += 1
        entities.setdefault(row["type"], set()).add(row["entity_id"])
        named.setdefault(row["type"], set()).add(family.get(row["speech"]) or row["speech"])
    return [
        (
            _type(type_),
            len(entities.get(type_, ())),
            mentions[type_],
            holes[type_],
            len(named.get(type_, ())),
            round(len(named.get(type_, ())) / talks, 3) if talks else 0.0,
        )
        for type_ in node_types()
        if mentions[type_] or holes[type_]
    ]


def _uncertain(judgements: Iterable[Row]) -> list[Row]:
    """What the machine took for one, the least sure first."""
    same = [row for row in judgements if row["verdict"] == "same" and not row["by"]]
    return sorted(same, key=lambda row: (row["score"], row["type"], row["left"], row["right"], row["scope"]))[:LEAST]


def _link(row: Row) -> tuple[Cell, ...]:
    scope = row["scope"]
    english = "; ".join(row["reasons"])
    reasons = Told(english, "；".join(map(in_chinese, row["reasons"])), english)
    everywhere = Told("", *VERDICTS["everywhere"])
    return row["score"], _type(row["type"]), row["left"], row["right"], reasons, scope or everywhere


def _type(name: str) -> Told:
    kind = node_types()[name]
    return Told(name, kind.zh, kind.en)
