"""Where the output lies: on another disk, at a mount point, under the user's feet, and with names that are too long."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import KgError
from tests.faults.conftest import Build, Disk, change, mounted
from tests.faults.kills import digests


def test_on_another_disk_by_a_link(kg_build: Build, texts: Path, tmp_path: Path, disk: Disk) -> None:
    (disk.folder / "out").mkdir()
    (tmp_path / "out").symlink_to(disk.folder / "out")
    former = kg_build(texts, tmp_path / "out")
    change(texts)
    assert kg_build(texts, tmp_path / "out") == digests(disk.folder / "out") != former
    assert (tmp_path / "out").is_symlink() and os.listdir(disk.folder) == ["out"]  # noqa: PTH208


def test_a_mount_point_is_refused_before_the_work(
    kg_build: Build, texts: Path, tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg_build(texts, tmp_path / "real")
    (tmp_path / "a point").mkdir()
    with mounted(tmp_path / "a point", "--bind", str(tmp_path / "real")) as may:
        points = [disk.folder, tmp_path / "a point"] if may else [tmp_path / "a point"]
        if not may:
            monkeypatch.setattr(Path, "is_mount", lambda path: path in points)
        for point in points:
            with pytest.raises(KgError, match=f"{point}/kg"):
                kg_build(texts, point)
        if disk.mounted:
            kg_build(texts, disk.folder / "kg")


def test_the_user_stands_in_it(kg_build: Build, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    former = kg_build(texts, out)
    monkeypatch.chdir(out)
    change(texts)
    later = kg_build(texts, Path())
    assert later != former and digests(Path()) == later
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


def test_the_folder_that_the_user_stood_in_is_gone(
    kg_build: Build, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = kg_build(texts, tmp_path / "out")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert kg_build(texts, tmp_path / "out") == former
    with pytest.raises(KgError, match="No such file"):
        kg_build(texts, Path("out"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("length", [76, 85, 86])
def test_a_name_as_long_as_names_may_be(kg_build: Build, texts: Path, tmp_path: Path, length: int) -> None:
    """76 characters are 228 bytes, and leave room for the names beside it; 85 are all that the system takes."""
    out = tmp_path / ("名" * length)
    said = CliRunner().invoke(main, ["build", str(texts), "-o", str(out), "-q"])
    if length < 80:
        assert said.exit_code == 0 and out.is_dir()
    else:
        assert said.exit_code == 2 and "文件名过长" in said.stderr and said.stderr.count("\n") == 1
        assert not list(tmp_path.glob("名*"))
