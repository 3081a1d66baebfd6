"""What tests of the explorer share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.explorer.index import open_index
from tests.explorer import talk


@pytest.fixture(scope="session")
def built_talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `in` and `out` (tests/explorer/talk.py). Shared: copy it first."""
    folder = tmp_path_factory.mktemp("talk")
    open_index(talk.build(folder))
    return folder


@pytest.fixture
def out(built_talk: Path, tmp_path: Path) -> Path:
    """A copy of it, of which this is the output folder; its texts lie beside it."""
    return shutil.copytree(built_talk, tmp_path / "talk") / "out"


@pytest.fixture(scope="session")
def built_corpus(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the output folder of the corpus, which an index may be written into."""
    return shutil.copytree(built, tmp_path_factory.mktemp("corpus") / "out")
