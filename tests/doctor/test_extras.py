"""What the extras give and what of them is installed."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from kg.doctor import extras
from kg.doctor.extras import GIVES, Requirement, satisfies

ROOT = Path(__file__).resolve().parents[2]
ASKED = ["click>=8.1", "rjieba>=0.2; extra == 'fast'", "neo4j-rust-ext>=5.26; extra == 'fast'"]
ASKED += ["anyio[trio]>=4; extra == 'serve'", "pypinyin>=0.55; extra == 'serve'", 'kg-speeches[fast]; extra == "test"']


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The releases that are found; kg asks for ASKED."""
    found: dict[str, str] = {}

    def version(name: str) -> str:
        if name in found:
            return found[name]
        raise PackageNotFoundError(name)

    monkeypatch.setattr(extras, "version", version)
    monkeypatch.setattr(extras, "requires", lambda name: ASKED)
    return found


def test_every_extra_for_users_is_told_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(GIVES) == set(project["optional-dependencies"]) - {"bench", "docs", "test"}
    signs = {
        sign
        for lines in project["optional-dependencies"].values()
        for line in lines
        for sign in "~!<>="
        if sign in line
    }
    assert signs == {">", "="}, "satisfies() reads no others"


def test_what_is_asked_for(installed: dict[str, str]) -> None:
    asked = extras.requirements()
    assert asked
    assert asked[0] == Requirement("click", ">=8.1", "")
    assert Requirement("rjieba", ">=0.2", "fast") in asked
    assert Requirement("anyio", ">=4", "serve") in asked


@pytest.mark.parametrize(
    ("release", "asked", "good"),
    [
        ("8.1", ">=8.1", True),
        ("8.10.0", ">=8.9", True),
        ("8.0.9", ">=8.1", False),
        ("0.21.2", "==0.21.2", True),
        ("0.21.20", "==0.21.2", False),
        ("3.0", ">=3", True),
        ("3", ">=3.0,<4", True),
        ("4.0rc1", ">=3,<4", False),
        ("2.0", "", True),
    ],
)
def test_releases_are_compared_by_number(release: str, asked: str, good: bool) -> None:
    assert satisfies(release, asked) == good


def test_what_is_missing_is_told_with_the_command_that_brings_it(installed: dict[str, str]) -> None:
    installed |= {"rjieba": "0.2.2", "neo4j-rust-ext": "5.20.1", "anyio": "4.1", "pypinyin": "0.55.0"}
    found = {finding.name: finding for finding in extras.extras()}
    assert found["serve"].state == "sound"
    assert found["serve"].mend == ("", "")
    assert "pypinyin 0.55.0" in found["serve"].told[1]
    assert found["fast"].state == "lacking"
    assert "neo4j-rust-ext 5.20.1 is of another release" in found["fast"].told[1]
    assert found["fast"].mend[0] == "pip install 'kg-speeches[fast]'"
    del installed["rjieba"]
    assert "no rjieba" in next(extras.extras()).told[1]


def test_an_old_installation_does_not_know_a_new_extra(installed: dict[str, str]) -> None:
    found = {finding.name: finding for finding in extras.extras()}
    assert "the installed kg does not know it" in found["spark"].told[1]
