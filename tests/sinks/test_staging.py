"""Outputs appear whole or not at all."""

import json
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.sinks.staging import staged


def write(folder: Path, text: str) -> None:
    manifest = {"schema": 1, "kg": "0", "outputs": {"note.txt": text}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "note.txt").write_text(text, encoding="utf-8")


def break_off(out: Path, fault: type[BaseException]) -> None:
    with staged(out) as folder:
        write(folder, "half")
        raise fault


def test_output_appears_and_is_replaced(tmp_path: Path) -> None:
    for text in ("first", "second"):
        with staged(tmp_path / "out") as folder:
            write(folder, text)
        assert (tmp_path / "out" / "note.txt").read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_build_broken_off_leaves_the_former_output_whole(tmp_path: Path, fault: type[BaseException]) -> None:
    with staged(tmp_path / "out") as folder:
        write(folder, "former")
    with pytest.raises(fault):
        break_off(tmp_path / "out", fault)
    assert (tmp_path / "out" / "note.txt").read_text(encoding="utf-8") == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_not_kgs_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError), staged(tmp_path / "out"):
        raise AssertionError("not reached")
    assert (tmp_path / "out" / "thesis.txt").exists()


@pytest.mark.parametrize(
    "manifest",
    ["{}", "[]", "{", '{"name": "an app", "outputs": {"thesis.txt": ""}}', '{"schema": 1, "kg": "0", "outputs": {}}'],
)
def test_a_manifest_of_someone_else_makes_no_output_folder(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text(manifest, encoding="utf-8")
    (tmp_path / "out" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match=r"thesis\.txt|manifest\.json"), staged(tmp_path / "out"):
        raise AssertionError("not reached")
    assert (tmp_path / "out" / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_that_the_user_added_stops_the_build(tmp_path: Path) -> None:
    with staged(tmp_path / "out") as folder:
        write(folder, "former")
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match=r"mine\.txt"), staged(tmp_path / "out"):
        raise AssertionError("not reached")


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".out-999999999-x").mkdir()
    with staged(tmp_path / "out") as folder:
        write(folder, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with staged(tmp_path / "link") as folder:
        write(folder, "new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "note.txt").exists()


def test_the_output_must_not_hold_the_input(tmp_path: Path) -> None:
    with pytest.raises(KgError), staged(tmp_path, [tmp_path / "in"]):
        raise AssertionError("not reached")
