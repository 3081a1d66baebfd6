"""What kg cannot do without."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.doctor import core
from kg.doctor.extras import Requirement


def test_a_library_that_cannot_be_loaded_is_named_even_if_it_ends_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kg_faulty.py").write_text("raise OSError('wrong glibc')\n", encoding="utf-8")
    (tmp_path / "kg_deadly.py").write_text("import os; os._exit(7)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert core.load(("json", "kg_faulty", "kg_nowhere", "kg_deadly")) == {
        "json": None,
        "kg_faulty": "OSError: wrong glibc",
        "kg_deadly": "exit 7",
    }


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [
        Requirement("kglite", "==0.21.2", ""),
        Requirement("click", ">=999", ""),
        Requirement("kg-nowhere", ">=1", ""),
    ]
    monkeypatch.setattr(core, "requirements", lambda: wanted)


@pytest.mark.usefixtures("asked")
def test_every_package_of_its_own_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "load", lambda modules: {"kglite": "ImportError: no GLIBC_2.17", "rjieba": "exit -11"})
    found = {finding.name: finding for finding in core.packages()}
    assert {finding.state for finding in found.values()} == {"broken"}
    assert "GLIBC_2.17" in found["kglite"].told[0]
    assert found["click"].mend[0] == "pip install 'click>=999'"
    assert "not installed" in found["kg-nowhere"].told[1]
    assert "exit -11" in found["rjieba"].told[1], "which kg would take, since it is there"
    monkeypatch.setattr(core, "load", lambda modules: {"rjieba": "ImportError: no GLIBC_2.17"})
    assert {finding.name: finding for finding in core.packages()}["rjieba"].state == "note", "jieba takes its place"


def test_these_packages_are_sound() -> None:
    states = {finding.name: finding.state for finding in core.packages()}
    assert {"kglite", "daachorse", "jieba", "pyyaml", "jinja2"} <= set(states)
    assert set(states.values()) == {"sound"}


@pytest.mark.parametrize(("version", "state"), [((3, 10), "broken"), ((3, 11), "sound"), ((3, 99), "note")])
def test_pythons(version: tuple[int, int], state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    found = {finding.name: finding for finding in core.python()}
    assert found["python"].state == state
    assert ("3.12" in found["python"].mend[1]) == (state != "sound")


def test_a_copy_that_was_not_installed_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "requirements", lambda: None)
    found = {finding.name: finding for finding in core.python()}
    assert found["kg"].state == "note"
    assert "pip install" in found["kg"].mend[0]


def test_segmenter_and_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.explorer import assets

    monkeypatch.setattr(core, "find_spec", lambda name: None)
    (told,) = core.tokenizer()
    assert told.facts == {"tokenizer": "jieba"}
    assert "[fast]" in told.mend[0]
    monkeypatch.setattr(assets, "assets", lambda: assets.Assets())
    (plain,) = core.explorer()
    assert plain.state == "note" and "Node.js" in plain.told[1]
    monkeypatch.setattr(assets, "assets", lambda: assets.Assets(("main.js",)))
    (whole,) = core.explorer()
    assert whole.state == "sound"
