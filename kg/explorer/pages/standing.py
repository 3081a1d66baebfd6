"""Time, place, and what the explorer says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.explorer.pages.page import Asked
from kg.explorer.states import TimelineState
from kg.explorer.views import places as places_view
from kg.explorer.views import timeline as timeline_view
from kg.explorer.views.shapes import PlaceNode, PlacesView, TimelineView
from kg.graph.folder import read_manifest
from kg.sinks.files import MANIFEST

LANE, LEFT, WIDTH, TOP = 26, 180, 960, 28  # of the picture of programs over time, in units of its own


def timeline(asked: Asked) -> TimelineView:
    """Speeches and dated facts in order."""
    state: TimelineState = asked.state
    return timeline_view.timeline(asked.db, since=state.since, until=state.until, offset=state.offset, limit=200)


@dataclass(frozen=True, slots=True)
class Dot:
    """A talk on a lane: where, how large, and what it stands for."""

    x: float
    radius: float
    date: str
    count: int


def timeline_more(asked: Asked, view: TimelineView) -> Mapping[str, Any]:
    """The lanes drawn: years along the top, a line for each program from its first talk to its last, a dot a talk."""
    years = [int(date[:4]) for _, dots in view.lanes for date, _ in dots]
    if not years:
        return {"lanes": (), "years": ()}
    since, until = min(years), max(years) + 1

    def at(date: str) -> float:
        parts = [int(part) for part in date.split("-")]
        # a year alone stands at its middle
        within = (parts[1] - 1 + ((parts[2] - 1) / 31 if len(parts) > 2 else 0.5)) / 12 if len(parts) > 1 else 0.5
        return round(LEFT + (parts[0] + within - since) / (until - since) * (WIDTH - LEFT - 20), 1)

    lanes = []
    for number, (program, dots) in enumerate(view.lanes):
        drawn = [Dot(at(date), round(min(10.0, 3 + count**0.5 * 1.5), 1), date, count) for date, count in dots]
        lanes.append((program, TOP + LANE * number + LANE // 2, drawn))
    if until - since < 3:
        starts = [f"{year}-{month:02}" for year in range(since, until) for month in range(1, 13, until - since)]
    else:
        starts = [str(year) for year in range(since, until, max(1, -(-(until - since) // 12)))]
    ticks = [(at((start + "-01-01")[:10]), start) for start in starts]
    return {
        "lanes": lanes,
        "years": ticks,
        "left": LEFT,
        "width": WIDTH,
        "height": TOP + LANE * len(lanes) + 8,
        "span": (since, until),
    }


def places(asked: Asked) -> PlacesView:
    """The tree of places."""
    return places_view.places(asked.db)


def places_more(asked: Asked, view: PlacesView) -> Mapping[str, Any]:
    """Which branches are open: the ways to the place asked for, else the two levels at the top."""
    wanted = asked.state.open
    found: set[int] = set()
    for root in view.roots:
        for way in _ways(root, ()):
            if wanted and wanted in (way[-1].code, way[-1].id):
                found.update(map(id, way))
            elif not wanted and len(way) <= 2:
                found.add(id(way[-1]))
    return {"opened": lambda place: id(place) in found, "inside": _inside}


def _ways(place: PlaceNode, above: tuple[PlaceNode, ...]) -> Iterator[tuple[PlaceNode, ...]]:
    way = (*above, place)
    yield way
    for below in place.below:
        yield from _ways(below, way)


def _inside(place: PlaceNode) -> int:
    """How many named places a place holds, itself not counted."""
    return sum(below.named + _inside(below) for below in place.below)


@dataclass(frozen=True, slots=True)
class AboutView:
    """What is shown: the build, and how much it holds. `types` and `relations` count nodes and edges; `manifest` is
    what the build says of itself."""

    version: str
    folder: str
    speeches: int
    types: Mapping[str, int]
    relations: Mapping[str, int]
    read_only: bool
    manifest: Mapping[str, Any]


def about(asked: Asked) -> AboutView:
    """The build that is shown."""
    from kg import __version__

    def counted(table: str) -> dict[str, int]:
        return dict(asked.db.execute(f"SELECT type, count(*) FROM {table} GROUP BY type ORDER BY type").fetchall())

    (speeches,) = asked.db.execute("SELECT count(*) FROM speech").fetchone()
    path = asked.served.out / MANIFEST
    manifest = read_manifest(asked.served.out) if path.exists() else {}  # a graph in Neo4j needs no folder
    told: dict[str, Any] = {key: manifest[key] for key in ("kg", "tokenizer", "plugins") if key in manifest}
    return AboutView(
        __version__,
        asked.served.out.name,
        speeches,
        counted("node"),
        counted("edge"),
        asked.served.read_only,
        told,
    )
