"""Surnames, and the people whose names everybody in China knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.data.tables import interval, is_withheld, name_map, read_text, read_yaml

# Function words, pronouns, classifiers and everyday verbs that parents do not give: a span with one of them after the
# surname is no name. Left out on purpose are those that do occur (向 和 从 若 如 其 太 让 得 会 则 之 以 然 可 一 为 能 来 有).
NEVER_IN_NAMES = frozenset(
    "的地了着过吗呢吧啊呀嘛们我你您他她它这那哪谁啥怎么是在与及或且但却把被往对给叫使就都也还很最不没别勿"
    "获起由吃喝拿打做说讲问看要该些个只件份次遍趟等各每此彼即既所因故虽倘除按据"
)
# Surnames that are far more often a word of their own; a name with one of them needs further evidence, such as a title.
WEAK_SURNAMES = frozenset(
    "于和时从都那全经常应向关解成平安方万高水党管单支计须展智信才查相买占海利路步房公年边商言明权连修随原官粟干强游"
    "红国文广沙温冷丰山花云车马牛羊鱼毛米铁白黑家满完扎门封居易麦尚弘"
)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody known to all. `kind`: leader, thinker, model, historical, case; dates are as exact as certain."""

    name: str
    aliases: tuple[str, ...]
    known_for: str
    kind: str
    born: str | None
    died: str | None


@dataclass(frozen=True, slots=True)
class TitleHolder:
    """Who held a title from `since` to the day before `until`; None: holds it still."""

    title: str
    name: str
    since: str
    until: str | None


@cache
def surnames() -> frozenset[str]:
    """Surnames of one or more characters."""
    lines = read_text("surnames.txt").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def compound_surnames() -> frozenset[str]:
    """Those of two characters and more: 欧阳, 上官, 诸葛."""
    return frozenset(surname for surname in surnames() if len(surname) > 1)


@cache
def people() -> tuple[KnownPerson, ...]:
    """Everybody in people.yaml, by name."""
    found = [
        KnownPerson(name, tuple(sorted(row.get("aliases", ()))), row["for"], kind, *interval(row.get("life")))
        for kind, rows in read_yaml("people.yaml")["people"].items()
        for name, row in rows.items()
    ]
    return tuple(sorted(found, key=lambda person: person.name))


@cache
def person_names() -> Mapping[str, str]:
    """Every name and alias → the name."""
    return name_map((person.name, person.aliases) for person in people())


@cache
def title_holders() -> tuple[TitleHolder, ...]:
    """Holders of the titles that stand for one person at a time, by title and date."""
    found = []
    for title, holders in read_yaml("people.yaml")["titles"].items():
        for name, value in holders.items():
            since, until = interval(value)
            found.append(TitleHolder(title, name, since or "", until))
    return tuple(sorted(found, key=lambda holder: (holder.title, holder.since)))


def holder_of(title: str, on: str | None) -> str | None:
    """Who held `title` on YYYY, YYYY-MM or YYYY-MM-DD; None if unknown or if it changed hands in that time.

    Without a date, the holder only where there has been but one.
    """
    if is_withheld(title):
        return None
    holders = [holder for holder in title_holders() if holder.title == title and not is_withheld(holder.name)]
    if on is None:
        names = {holder.name for holder in holders}
        return names.pop() if len(names) == 1 else None
    last = on if len(on) == 10 else on + "-99"  # ISO dates compare as text, and 99 comes after every month and day
    fits = [holder.name for holder in holders if holder.since <= on and (holder.until is None or last < holder.until)]
    return fits[0] if fits else None
