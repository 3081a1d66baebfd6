"""The graphs that every format is tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.folder import read_graph
from kg.model import Graph
from tests.export.awkward import awkward_graph
from tests.graphs import small_graph


@pytest.fixture(params=["small", "awkward", "corpus", "empty"])
def graph(request: pytest.FixtureRequest) -> Graph:
    """One after the other."""
    if request.param == "corpus":
        built: Path = request.getfixturevalue("built")
        return read_graph(built)
    return {"small": small_graph(), "awkward": awkward_graph(), "empty": Graph((), ())}[request.param]
