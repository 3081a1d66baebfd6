"""The sdist: it holds all that a wheel is built from, without git, and without Node.js as well."""

from __future__ import annotations

import re
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.wheels import hatch

pytestmark = pytest.mark.group("wheel")
STATIC = "kg/explorer/static/"


@pytest.fixture
def source(sdist: Path, tmp_path: Path) -> Path:
    """The sources, unpacked where no git is."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    return folder


def _members(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_it_holds(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    wanted = {"pyproject.toml", "LICENSE", "NOTICE", "CHANGELOG.md", "CONTRIBUTING.md", "constraints.txt", "Makefile"}
    wanted |= {"kg/explorer/build_hook.py", "kg/explorer/web/package-lock.json", "tests/conftest.py", "docs/output.md"}
    assert wanted <= names
    left = re.compile(r"node_modules|__pycache__|(^|/)\.(cache|venv|git)[/-]|\.static-|\.pyc$|(^|/)out/")
    assert [name for name in names if left.search(name)] == []


@pytest.mark.group("web")
def test_without_node_or_git_a_wheel_of_it_is_that_of_the_checkout(
    source: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = hatch("wheel", source, tmp_path_factory.mktemp("again"), PATH="")
    assert _members(made) == _members(wheel)


def test_without_the_built_pages_and_without_node_there_are_plain_ones(
    source: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shutil.rmtree(source / STATIC, ignore_errors=True)
    made = hatch("wheel", source, tmp_path_factory.mktemp("plain"), PATH="")
    names = {name for name in _members(wheel) if not name.startswith(STATIC)}
    assert set(_members(made)) == names
    assert "kg/explorer/style.css" in names
