"""The indexes that views are tested on: of the small graph made by hand, and of the corpus as it is built."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.explorer.index import open_index
from tests.graphs import small_graph, write_folder

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of an output folder, read apart from the index."""

    out: Path
    nodes: dict[str, Row] = field(default_factory=dict)
    edges: list[Row] = field(default_factory=list)

    def rows(self, name: str) -> list[Row]:
        """Those of one file."""
        return [json.loads(line) for line in (self.out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]

    def named(self, name: str, type_: str | None = None) -> str:
        """The id of the one node of that name."""
        (found,) = (id for id, row in self.nodes.items() if row["name"] == name and type_ in (None, row["type"]))
        return found

    def at(self, id: str) -> list[Row]:
        """The edges at a node."""
        return [edge for edge in self.edges if id in (edge["source"], edge["target"])]


def _lines(out: Path) -> Lines:
    lines = Lines(out)
    lines.nodes.update({row["id"]: row for row in lines.rows("entities")})
    lines.edges.extend(lines.rows("edges"))
    return lines


@pytest.fixture(scope="session")
def small_lines(tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """The rows of the small graph; it has no texts and no mentions."""
    return _lines(write_folder(small_graph(), tmp_path_factory.mktemp("small") / "out"))


@pytest.fixture(scope="session")
def lines(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """The rows of the built corpus."""
    return _lines(shutil.copytree(built, tmp_path_factory.mktemp("corpus") / "out"))


@pytest.fixture
def small(small_lines: Lines) -> Iterator[sqlite3.Connection]:
    """The index of the small graph."""
    with open_index(small_lines.out).reading() as db:
        yield db


@pytest.fixture
def db(lines: Lines) -> Iterator[sqlite3.Connection]:
    """The index of the built corpus."""
    with open_index(lines.out).reading() as db:
        yield db
