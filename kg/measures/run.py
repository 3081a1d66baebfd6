"""The measures by name, and their rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.lang import choose
from kg.measures import gds, local
from kg.measures.namings import Namings, read_namings
from kg.query import embedded, neo4j
from kg.query.rows import LIMIT, Rows
from kg.query.shipped import Column
from kg.sinks.connection import Connection
from kg.sinks.embedded import open_embedded

DIGITS = 6  # more differ from machine to machine


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure is called, and its columns."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]

    @property
    def title(self) -> str:
        """The title in the language in force."""
        return choose(self.zh, self.en)


def _columns(*rows: str) -> tuple[Column, ...]:
    return tuple(Column(*row.split(" | ")) for row in rows)


MEASURES = {
    measure.name: measure
    for measure in (
        Measure(
            "central-programs",
            "处于中心的项目/活动",
            "Central programs",
            _columns(
                "program | 项目/活动 | Program",
                "talks | 讲话数（版本不重计） | Talks (versions once)",
                "pagerank | PageRank | PageRank",
                "betweenness | 中介中心性 | Betweenness",
                "program_id | 项目编号 | Program id",
            ),
        ),
        Measure(
            "program-communities",
            "常在同一讲话中出现的项目/活动",
            "Communities of programs",
            _columns(
                "community | 群 | Community",
                "size | 项目数 | Programs in it",
                "talks | 讲话数（版本不重计） | Talks (versions once)",
                "programs | 项目/活动 | Programs",
                "ids | 编号 | Ids",
            ),
        ),
        Measure(
            "similar-speeches",
            "所提项目/活动相似的讲话",
            "Speeches with similar programs",
            _columns(
                "speech | 讲话 | Speech",
                "other | 另一篇讲话 | Other speech",
                "shared | 相同项目数 | Shared",
                "jaccard | Jaccard 相似度 | Jaccard",
                "cosine | 余弦相似度 | Cosine",
                "speech_id | 讲话编号 | Speech id",
                "other_id | 另一篇编号 | Other id",
            ),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Engine:
    """What computes; `name` tells which."""

    name: str
    central: Callable[[Namings], dict[str, tuple[float, float]]]
    communities: Callable[[Namings], list[set[str]]]
    similarities: Callable[[Namings], dict[tuple[str, str], tuple[float, float]]]


NETWORKX = Engine("networkx", local.central, local.communities, local.similarities)


def on_folder(out: Path, name: str, limit: int = LIMIT) -> Rows:
    """A measure of MEASURES over an output folder, by networkx."""
    database = open_embedded(out)
    return rows(name, read_namings(partial(embedded.ask, database)), NETWORKX, limit)


def on_server(connection: Connection, name: str, limit: int = LIMIT) -> tuple[Rows, Engine]:
    """A measure over what a server holds: by Graph Data Science where it has it, else by networkx; and which it was."""
    engine = engine_of(connection)
    return rows(name, read_namings(partial(neo4j.ask, connection)), engine, limit), engine


def engine_of(connection: Connection) -> Engine:
    """What computes for a server."""
    found = gds.version(connection)
    if found is None:
        return NETWORKX
    return Engine(
        f"Graph Data Science {found}",
        partial(gds.central, connection),
        partial(gds.communities, connection),
        partial(gds.similarities, connection),
    )


def rows(name: str, namings: Namings, engine: Engine, limit: int = LIMIT) -> Rows:
    """The rows of a measure, the first `limit` of them."""
    way = {"central-programs": _central, "program-communities": _communities, "similar-speeches": _similar}[name]
    made = way(namings, engine) if namings.counts else []  # the libraries know no empty graph
    columns = tuple(column.name for column in MEASURES[name].columns)
    return Rows(columns, tuple(made[:limit]), len(made) > limit)


Row = tuple[object, ...]


def _central(namings: Namings, engine: Engine) -> list[Row]:
    """Those that most talks name first; among equals, those of the highest rank."""
    talks = _talks(namings)
    found = [
        (namings.programs[one], len(talks[one]), round(rank, DIGITS), round(between, DIGITS), one)
        for one, (rank, between) in engine.central(namings).items()
    ]
    return [*sorted(found, key=lambda row: (-row[1], -row[2], row[0], row[4]))]


def _communities(namings: Namings, engine: Engine) -> list[Row]:
    """The largest first; in each the programs that most talks name first."""
    talks = _talks(namings)

    def order(program: str) -> tuple[int, str, str]:
        return -len(talks[program]), namings.programs[program], program

    groups = [sorted(members, key=order) for members in engine.communities(namings)]
    groups.sort(key=lambda ids: (-len(ids), order(ids[0])))
    return [
        (number, len(ids), len(set().union(*(talks[one] for one in ids))), [namings.programs[one] for one in ids], ids)
        for number, ids in enumerate(groups, 1)
    ]


def _similar(namings: Namings, engine: Engine) -> list[Row]:
    named: dict[str, set[str]] = {}
    for talk, program in namings.counts:
        named.setdefault(talk, set()).add(program)
    found = [
        (
            namings.talks[a],
            namings.talks[b],
            len(named[a] & named[b]),
            round(share, DIGITS),
            round(cosine, DIGITS),
            a,
            b,
        )
        for (a, b), (share, cosine) in engine.similarities(namings).items()
    ]
    return [*sorted(found, key=lambda row: (-row[3], -row[4], row[5], row[6]))]


def _talks(namings: Namings) -> dict[str, set[str]]:
    """By program: the talks that name it."""
    found: dict[str, set[str]] = {}
    for talk, program in namings.counts:
        found.setdefault(program, set()).add(talk)
    return found
