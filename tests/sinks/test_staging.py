"""Outputs appear whole or not at all."""

import errno
import json
import os
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.sinks import swap
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
    (tmp_path / ".out-999999999-abcd_123").mkdir()
    others = {".out-999999999-notes", ".out.old-999999999-abcd_123"}
    for name in others:
        (tmp_path / name).mkdir()
    (tmp_path / f".out-{os.getpid()}-abcd_123").mkdir()  # its number is another process's by now, who has no lock
    with staged(tmp_path / "out") as folder:
        write(folder, "new")
    assert {path.name for path in tmp_path.iterdir()} == {"out", *others}


def test_an_output_that_a_killed_build_had_set_aside_comes_back(tmp_path: Path) -> None:
    write(former(tmp_path / ".out-999999999-abcd_123-former"), "former")
    with pytest.raises(RuntimeError):
        break_off(tmp_path / "out", RuntimeError)
    assert (tmp_path / "out" / "note.txt").read_text(encoding="utf-8") == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def former(out: Path) -> Path:
    out.mkdir()
    return out


def test_a_file_that_comes_while_a_build_runs_is_kept(tmp_path: Path) -> None:
    write(former(tmp_path / "out"), "former")
    with pytest.raises(KgError, match=r"mine\.txt"), staged(tmp_path / "out") as folder:  # noqa: PT012
        write(folder, "new")
        (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    assert (tmp_path / "out" / "mine.txt").exists()
    assert (tmp_path / "out" / "note.txt").read_text(encoding="utf-8") == "former"


def test_what_a_killed_write_left_in_the_folder_is_kgs_own(tmp_path: Path) -> None:
    write(former(tmp_path / "out"), "former")
    (tmp_path / "out" / ".note.txt-kg-abcd_123").write_text("half", encoding="utf-8")
    with staged(tmp_path / "out") as folder:
        write(folder, "new")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"manifest.json", "note.txt"}


def test_the_folder_that_one_stands_in_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(former(tmp_path / "out"), "former")
    monkeypatch.chdir(tmp_path / "out")
    before = Path("../out").stat().st_ino
    with staged(Path()) as folder:
        write(folder, "new")
    assert Path("note.txt").read_text(encoding="utf-8") == "new"
    assert Path("../out").stat().st_ino == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("inside", [False, True])
def test_a_folder_that_cannot_be_replaced_is_said_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: bool
) -> None:
    out = former(tmp_path / "out")
    write(out, "former")
    if inside:
        monkeypatch.chdir(out)
    rename = Path.rename

    def busy(path: Path, target: Path) -> Path:
        new = path.name if path.name.startswith(".out-") else path.parent.name
        if new.startswith(".out-") and not new.endswith(("-former", "-leaving", "-left")):
            raise OSError(errno.EBUSY, "busy")
        return rename(path, target)

    monkeypatch.setattr(swap, "exchange", lambda *_: False)  # as on a system that cannot
    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(KgError, match="busy"), staged(out) as folder:
        write(folder, "new")
    assert (out / "note.txt").read_text(encoding="utf-8") == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_mount_point_is_refused_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda path: path == tmp_path)
    with pytest.raises(KgError, match=f"{tmp_path}/kg"), staged(tmp_path):
        raise AssertionError("not reached")


def test_a_link_to_itself_and_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name in ("loop", "file"):
        with pytest.raises(KgError, match=name), staged(tmp_path / name):
            raise AssertionError("not reached")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with staged(tmp_path / "link") as folder:
        write(folder, "new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "note.txt").exists()


def test_the_output_must_not_hold_the_input(tmp_path: Path) -> None:
    with pytest.raises(KgError), staged(tmp_path, [tmp_path / "in"]):
        raise AssertionError("not reached")
