"""Files for `neo4j-admin database import`, which fills an empty database far faster than any client can.

A CSV file for each node type and each relation type, its header in the first line; import.sh with the command; and
after.cypher, to be run once the server is up: the constraint and indexes that `kg load` makes, and the empty lists,
which neo4j-admin cannot tell from lists that are not there.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import cells
from kg.export.columns import Column, Row, columns, edge_row, node_row
from kg.export.cypher import literal, name
from kg.model import Graph
from kg.sinks.base import edges_by_type, nodes_by_type
from kg.sinks.neo4j_ddl import statements as definitions

COMMAND = "import.sh"
AFTER = "after.cypher"

_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
# Characters for parting the items of a list; the first one that no text holds is taken.
PARTING = [*"\x1f\x1e\x1d\x1c", *map(chr, range(0xE000, 0xF8FF))]


@dataclass(frozen=True, slots=True)
class ImportCommand:
    """How the files of a folder are imported: what neo4j-admin is given, server stopped; and the statements to be run
    after it, server started.

    `sources` are pairs of an option (--nodes=KG:Person) and the name of a file in the folder.
    """

    folder: Path
    options: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    after: tuple[str, ...]

    def arguments(self, database: str = "neo4j", *, overwrite: bool = False, anywhere: bool = False) -> list[str]:
        """The command without the program, to be run in the folder or, with its full path, `anywhere`.

        `overwrite` lets it replace a database that is there, with all that it holds.
        """
        replacing = ["--overwrite-destination=true"] if overwrite else []
        sources = [f"{option}={self.folder.absolute() / file if anywhere else file}" for option, file in self.sources]
        return ["database", "import", "full", database, *replacing, *self.options, *sources]

    def shell(self) -> str:
        """The command as typed in that folder."""
        return shlex.join(["neo4j-admin", *self.arguments()])


def export_neo4j_admin(graph: Graph, folder: Path) -> ImportCommand:
    """Write the files and tell how they are imported. Labels are the node's type and KG, as `kg load` gives them."""
    groups = {f"nodes-{kind}": [node_row(node) for node in nodes] for kind, nodes in nodes_by_type(graph)}
    groups |= {f"edges-{relation}": [edge_row(edge) for edge in edges] for relation, edges in edges_by_type(graph)}
    texts = [text for rows in groups.values() for row in rows for text in texts_of(row)]
    parting = next(mark for mark in PARTING if not any(mark in text for text in texts))
    options = ["--input-encoding=UTF-8", f"--array-delimiter=U+{ord(parting):04X}"]
    if any("\n" in text or "\r" in text for text in texts):
        options.append("--multiline-fields=true")
    sources = []
    for group, rows in groups.items():
        option, _, kind = group.partition("-")
        nodes = option == "nodes"
        _write(folder / f"{group}.csv", rows, ("id",) if nodes else ("source", "target"), parting)
        sources.append((f"--nodes=KG:{kind}" if nodes else f"--relationships={kind}", f"{group}.csv"))
    after = [*definitions(), *(statement for group, rows in groups.items() for statement in empty_lists(group, rows))]
    command = ImportCommand(folder, tuple(options), tuple(sources), tuple(after))
    (folder / AFTER).write_text("".join(f"{statement};\n" for statement in after), encoding="utf-8", newline="\n")
    script = f'#!/bin/sh\n# The server is stopped, its database empty.\ncd "$(dirname "$0")" && {command.shell()}\n'
    (folder / COMMAND).write_text(script, encoding="utf-8", newline="\n")
    (folder / COMMAND).chmod(0o755)
    return command


def _write(path: Path, rows: Sequence[Row], keys: Sequence[str], parting: str) -> None:
    edges = "source" in keys
    found = [c for c in columns(rows, keys) if not (edges and c.name == "type")]
    with path.open("w", encoding="utf-8", newline="\n") as target:
        target.write(",".join(map(column_header, found)) + "\n")
        for row in rows:
            target.write(cells.line((cell_value(row.get(column.name), parting) for column in found), guard=False))


def empty_lists(group: str, rows: Sequence[Row]) -> Iterator[str]:
    """Statements that give back to the nodes or relations of a group the lists that are there and hold nothing."""
    option, _, kind = group.partition("-")
    found = f"(x:KG:{name(kind)})" if option == "nodes" else f"(:KG)-[x:{name(kind)}]->(:KG)"
    for column in columns(rows, ()):
        empty = [row for row in rows if row.get(column.name) == []]
        if not empty:
            continue
        part = f"x.{name(column.name)}"
        where = f"{part} IS NULL"
        if any(row.get(column.name) is None for row in rows):  # nodes only: a relation has all its lists
            where = f"x.id IN {literal([row['id'] for row in empty])}"
        yield f"MATCH {found} WHERE {where} SET {part} = []"


def column_header(column: Column) -> str:
    """A column as the importer's header names it, with its type."""
    special = {"id": "id:ID", "source": ":START_ID", "target": ":END_ID"}
    return special.get(column.name) or f"{column.name}:{_TYPES[column.kind]}{'[]' if column.many else ''}"


def cell_value(value: object, parting: str) -> object:
    """A value as a cell: a list with its items parted."""
    return parting.join(map(str, value)) if isinstance(value, list) else value


def texts_of(row: Row) -> list[str]:
    """All strings of a row, those in lists too."""
    parts = [part for value in row.values() for part in (value if isinstance(value, list) else [value])]
    return [part for part in parts if isinstance(part, str)]
