"""Places as a tree: provinces, what lies in them, down to the village."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.data.places import parents_of
from kg.explorer.views import rows
from kg.explorer.views.shapes import PlaceNode, PlacesView


@dataclass(slots=True)
class _Place:
    """A place of the tree before it is whole: its row, where a text names it, and the keys of those below."""

    code: str | None
    name: str
    level: str | None
    row: sqlite3.Row | None = None
    below: list[str] = field(default_factory=list)


def places(db: sqlite3.Connection) -> PlacesView:
    """The places that texts name, each once, below those that they lie in; a place above them that no text names stands
    there too, not `named`. Order: by code, those without one after them by name. `others`: places of no known level and
    below nothing known, those that most talks name first."""
    found = db.execute(
        "SELECT * FROM node WHERE type = 'Place' ORDER BY families DESC, mentions DESC, name, n"
    ).fetchall()
    tree: dict[str, _Place] = {}
    roots: list[str] = []
    loose: list[sqlite3.Row] = []
    for row in found:
        code = rows.props(row).get("code")
        if code:
            _known(tree, roots, code, row)
        else:
            loose.append(row)
    others = list(_hung(tree, loose))
    return PlacesView(tuple(_whole(tree, roots)), tuple(map(rows.name, others)))


def _known(tree: dict[str, _Place], roots: list[str], code: str, row: sqlite3.Row) -> None:
    """Put a place of the gazetteer into the tree, and those above it where they are not there yet."""
    props = rows.props(row)
    line: list[tuple[str, str, str | None]] = [
        (place.code, place.name, place.level) for place in reversed(parents_of(code))
    ]
    line.append((code, row["name"], props.get("level")))
    siblings = roots
    for key, name, level in line:
        if key not in tree:
            tree[key] = _Place(key, name, level)
            siblings.append(key)
        siblings = tree[key].below
    place = tree[code]
    place.name, place.level, place.row = row["name"], props.get("level"), row


def _hung(tree: dict[str, _Place], loose: Iterable[sqlite3.Row]) -> Iterable[sqlite3.Row]:
    """Hang places without code below the one that they are said to lie in, where just one is so called; give back the
    rest."""
    named: dict[str, list[str]] = {}
    for key, place in tree.items():
        named.setdefault(place.name, []).append(key)
    for row in loose:
        above = rows.props(row).get("parents") or []
        within = named.get(above[0], []) if above else []
        if len(within) == 1:
            key = row["id"]
            tree[key] = _Place(None, row["name"], None, row)
            tree[within[0]].below.append(key)
        else:
            yield row


def _whole(tree: Mapping[str, _Place], siblings: Iterable[str]) -> Iterable[PlaceNode]:
    ordered = sorted(siblings, key=lambda key: (tree[key].code is None, tree[key].code or tree[key].name, key))
    for key in ordered:
        place = tree[key]
        row = place.row
        yield PlaceNode(
            id=row["id"] if row else None,
            code=place.code,
            name=place.name,
            level=place.level,
            named=row is not None,
            mentions=row["mentions"] if row else 0,
            families=row["families"] if row else 0,
            below=tuple(_whole(tree, place.below)),
        )
