"""Which talk names which program, and how often: what every measure is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.query.rows import Limits, Rows

# Any store's way to run a query: text, parameters, limits.
Ask = Callable[[str, Mapping[str, object], Limits], Rows]

_QUERY = """MATCH (s:KG:Speech)-[m:MENTIONS]->(p:KG:Program)
RETURN s.family AS family, p.id AS program, p.name AS name, m.count AS count
ORDER BY family, program, count"""
_TALKS = (
    "MATCH (s:KG:Speech) WHERE s.version_of IS NULL RETURN s.family AS family, s.id AS id, s.name AS name ORDER BY id"
)
_ALL = Limits(seconds=300, rows=10_000_000)


@dataclass(frozen=True, slots=True)
class Namings:
    """`talks` and `programs` give names by id, in order of id; `counts` how often a talk names a program, of the
    version of the talk that names it most. A talk stands under the id of its preferred version."""

    talks: Mapping[str, str]
    programs: Mapping[str, str]
    counts: Mapping[tuple[str, str], int]


def read_namings(ask: Ask) -> Namings:
    """The namings of a store. Talks that name no program are left out."""
    talks = {family: (number, name) for family, number, name in ask(_TALKS, {}, _ALL).rows}
    counts: dict[tuple[str, str], int] = {}
    programs: dict[str, str] = {}
    for family, program, name, count in ask(_QUERY, {}, _ALL).rows:
        place = (talks[family][0], program)
        counts[place] = max(count, counts.get(place, 0))
        programs[program] = name
    named = {talk for talk, _ in counts}
    names = sorted((number, name) for number, name in talks.values() if number in named)
    return Namings(dict(names), dict(sorted(programs.items())), dict(sorted(counts.items())))
