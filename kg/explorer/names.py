"""Names as decisions have them: which nodes one means, and what a node is called so that no other is meant."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kg.data.places import place_of
from kg.explorer.index.words import folded
from kg.explorer.missing import Missing
from kg.explorer.scopes import choices, files_of, scopes_of
from kg.explorer.views import rows
from kg.explorer.views.acts import DecideForm
from kg.explorer.views.shapes import Name
from kg.ids import content_id
from kg.link.decisions import SAME, Side, side
from kg.link.forms import normal
from kg.schema import entity_types

MOST_FORMS = 50


def bearers(db: sqlite3.Connection, type_: str, name: str, how: tuple[str, ...] = ("name", "alias")) -> list[str]:
    """The ids of the nodes of a type that are called `name`, or go by it in the texts; case does not matter."""
    query = (
        "SELECT DISTINCT node.id FROM form JOIN node ON node.n = form.node"
        f" WHERE form.folded = ? AND form.how {rows.IN} AND node.type = ? ORDER BY node.id"
    )
    return [row["id"] for row in db.execute(query, (folded(name), rows.keys(how), type_))]


def is_known(db: sqlite3.Connection, type_: str, one: Side) -> bool:
    """Whether the graph knows a name, or the linker weighed it (a place that no text means may be meant after all)."""
    place = place_of(one.where) if type_ == "Place" and one.where.isdigit() else None
    if place is not None and normal(place.name) == one.name:
        return True
    weighed = "SELECT 1 FROM judgement WHERE type = ? AND ? IN (left, right) LIMIT 1"
    return bool(bearers(db, type_, one.name)) or bool(db.execute(weighed, (type_, str(one))).fetchone())


def is_written(db: sqlite3.Connection, type_: str, name: str) -> bool:
    """Whether a name stands in the texts as it is, not only by other forms; so too where no mention is at hand."""
    holders = rows.keys(bearers(db, type_, name))
    query = f"SELECT DISTINCT surface FROM mention WHERE node IN (SELECT n FROM node WHERE id {rows.IN}) AND type = ?"
    found = [normal(row["surface"]) for row in db.execute(query, (holders, type_))]
    return name in found or not found


def namesakes(db: sqlite3.Connection, type_: str, name: str) -> list[Side]:
    """Of a name that several nodes are called by: each of them so that no other is meant. Else none."""
    found = [id for id in bearers(db, type_, name, ("name",)) if normal(rows.node(db, id)["name"]) == name]
    return [side_of(db, id)[1] for id in found] if len(found) > 1 else []


def side_of(db: sqlite3.Connection, id: str) -> tuple[str, Side]:
    """Type of an entity, and its name, with a scope where another one has the same name. Missing where there is none.

    The scope is the one that its id was made with, since that is what tells the two apart.
    """
    found = rows.node(db, id)
    if found["type"] not in entity_types():
        raise Missing(f"{found['name']} 不是可以判断的名称", f"{found['name']} is no name that can be decided about")
    name = normal(found["name"])
    named = [normal(rows.node(db, other)["name"]) for other in bearers(db, found["type"], name, ("name",))]
    if named.count(name) < 2:
        return found["type"], Side(name, "")
    held = list(_scopes(db, found["n"], str(rows.props(found).get("code") or "")))
    made = (where for where in held if content_id(found["type"].lower(), found["name"], where) == id)
    return found["type"], Side(name, next(made, held[0] if held else ""))


def form_of(db: sqlite3.Connection, id: str, others: tuple[Name, ...] = ()) -> DecideForm:
    """What the forms about an entity need; `others` are those that it may be (EntityView.alike). Missing as above."""
    type_, _ = side_of(db, id)
    found = rows.node(db, id)
    query = "SELECT surface, count(*) AS times FROM mention WHERE node = ? GROUP BY surface"
    said = db.execute(f"{query} ORDER BY times DESC, surface LIMIT ?", (found["n"], MOST_FORMS))
    forms = dict.fromkeys([found["name"], *(row["surface"] for row in said)])
    return DecideForm(id, type_, tuple(forms), choices(db, _speeches(db, found["n"])), others)


def moved(db: sqlite3.Connection, id: str) -> str | None:
    """The id of the node that holds an entity which a person merged into it: of the names that a decision joined, one
    made this id. None where no decision tells."""
    kind = id.partition("-")[0]
    types = {name.lower(): name for name in entity_types()}
    query = "SELECT left, right FROM judgement WHERE by IS NOT NULL AND verdict = ? AND type = ? ORDER BY n"
    for row in db.execute(query, (SAME, types.get(kind, ""))).fetchall():
        for one in map(side, (row["left"], row["right"])):
            for holder in bearers(db, types[kind], one.name):
                node = rows.node(db, holder)
                names = [one.name, node["name"], *rows.props(node).get("aliases", ())]
                if any(content_id(kind, name, where) == id for name in names for where in {"", one.where}):
                    return holder
    return None


def _scopes(db: sqlite3.Connection, node: int, code: str) -> Iterator[str]:
    """The scopes that an entity may have been told apart by: its code, then what covers the talks that name it."""
    if code:
        yield code
    speeches = _speeches(db, node)
    files = files_of(db, speeches)
    yield from files
    yield from speeches
    yield from scopes_of(db, files)


def _speeches(db: sqlite3.Connection, node: int) -> list[str]:
    """The ids of the speeches that name a node."""
    query = (
        "SELECT speech.id FROM edge JOIN speech ON speech.n = edge.source"
        " WHERE edge.target = ? AND edge.type = 'MENTIONS' ORDER BY speech.place_in_order"
    )
    return [row["id"] for row in db.execute(query, (node,))]
