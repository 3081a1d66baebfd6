"""The releases of Neo4j that kg runs and is tested with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """A release by its exact version, with what it takes to run it."""

    name: str
    version: str
    main_class: str
    oldest_java: int


RELEASES = {
    release.name: release
    for release in (
        # The long-term line, and the calendar line as of its newest release.
        Release("lts", "5.26.30", "org.neo4j.server.CommunityEntryPoint", 17),
        Release("current", "2026.08.1", "org.neo4j.server.Neo4jCommunity", 21),
    )
}
DEFAULT = "lts"
LICENCE = (
    "Neo4j Community（GPL-3.0）是独立软件，不属于 kg",
    "Neo4j Community (GPL-3.0) is separate software, no part of kg",
)
