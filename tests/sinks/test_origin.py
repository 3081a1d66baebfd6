"""What an output folder was built from: it can be built again from wherever both were moved to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.config import Config
from kg.sinks.origin import read_origin, write_origin


def test_what_was_built_from_is_found_again_where_both_were_moved_to(tmp_path: Path) -> None:
    home = tmp_path / "甲"
    (home / "out").mkdir(parents=True)
    own = Config(
        lexicon=(home / "a.csv", home / "b.yaml"),
        decisions=home / "own.jsonl",
        timeline=home / "dated.yaml",
        off=("dates",),
        plugins=("lac",),
    )
    write_origin(home / "out", home / "out", [home / "讲话", tmp_path / "more"], own)
    there = tmp_path / "乙"
    shutil.move(home, there)
    origin = read_origin(there / "out")
    assert origin
    inputs, again = origin
    assert inputs == (there / "讲话", tmp_path / "more") == again.inputs
    assert again.lexicon == (there / "a.csv", there / "b.yaml")
    assert (again.decisions, again.timeline) == (there / "own.jsonl", there / "dated.yaml")
    assert (again.off, again.plugins, again.out, again.lang) == (("dates",), ("lac",), None, None)


def test_paths_are_seen_from_the_output_whatever_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "out")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "real" / "out").mkdir()
    write_origin(tmp_path / "real" / "out", Path("link"), [Path("talks")], Config())
    monkeypatch.chdir(tmp_path / "real")
    for out in (tmp_path / "link", tmp_path / "real" / "out"):
        assert read_origin(out) == ((tmp_path / "talks",), Config(inputs=(tmp_path / "talks",)))


def test_a_name_that_is_no_text_comes_back(tmp_path: Path) -> None:
    odd = tmp_path / "\udcbd\udcb2"
    write_origin(tmp_path, tmp_path, [odd], Config())
    origin = read_origin(tmp_path)
    assert origin and origin[0] == (odd,)


@pytest.mark.parametrize("content", [None, "{", "[]", '{"inputs": []}', '{"inputs": "a"}', "\ufffe"])
def test_no_origin_or_a_broken_one_is_none(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "origin.json").write_text(content, encoding="utf-8")
    assert read_origin(tmp_path) is None
