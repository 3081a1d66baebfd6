"""Files that change, shrink, grow or vanish between being listed and being read."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import build as building
from kg.config import Config
from kg.errors import KgError
from kg.read import files as reading
from kg.read.files import contents, list_files, read_documents
from kg.read.formats.model import LARGEST
from kg.run import whole
from kg.run.inputs import hashed
from kg.run.parts import File
from kg.run.pool import read_shard
from kg.run.rules import rules_of
from kg.sinks.files import write_graph
from tests.faults.conftest import TALK, Build
from tests.read.formats.made import zipped


def meanwhile(work: Callable[[], None], listing: Callable[..., object]) -> Callable[..., object]:
    """Listing, and then what somebody does before the files are read."""

    def listed(*arguments: object) -> object:
        found = listing(*arguments)
        work()
        return found

    return listed


def disturb(texts: Path) -> None:
    """One file goes, one is emptied, one becomes a folder, and one is written anew; one stays."""
    (texts / "去.txt").unlink()
    (texts / "空.txt").write_bytes(b"")
    (texts / "夹.txt").unlink()
    (texts / "夹.txt").mkdir()
    (texts / "改.txt").write_text(TALK.format("改过"), encoding="utf-8")


@pytest.fixture
def many(texts: Path) -> Path:
    """The folder of texts, with four more."""
    for name in ("去", "空", "夹", "改"):
        (texts / f"{name}.txt").write_text(TALK.format(name), encoding="utf-8")
    return texts


def test_in_one_process(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "list_files", meanwhile(lambda: disturb(many), list_files))
    documents, problems = read_documents([many])
    assert [document.path for document in documents] == ["乙.txt", "改.txt", "甲.txt"]
    assert "改过" in documents[1].text, "it is read as it is"
    assert [(problem.file, problem.en) for problem in problems] == [
        ("去.txt", "cannot be read (No such file or directory)"),
        ("夹.txt", "changed or went while it was read: build again"),
        ("空.txt", "file is empty"),
    ]


def test_with_workers_nothing_is_kept_under_the_hash_of_something_else(
    kg_build: Build, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in many.iterdir()}
    monkeypatch.setattr(whole, "hashed", meanwhile(lambda: disturb(many), hashed))
    kg_build(many, tmp_path / "out", 1)
    monkeypatch.undo()
    rows = [json.loads(line) for line in (tmp_path / "out" / "problems.jsonl").read_text("utf-8").splitlines()]
    assert [(row["file"], row["message_en"]) for row in rows] == [
        (name, "changed or went while it was read: build again") for name in ("去.txt", "夹.txt", "改.txt", "空.txt")
    ]
    speeches = (tmp_path / "out" / "speeches.jsonl").read_text("utf-8")
    assert [json.loads(line)["file"] for line in speeches.splitlines()] == ["乙.txt", "甲.txt"]
    (many / "夹.txt").rmdir()
    for name, data in before.items():  # all is as it was: the hashes are those that were listed
        (many / name).write_bytes(data)
    assert kg_build(many, tmp_path / "out", 1) == kg_build(many, tmp_path / "other")


def test_archives_too(texts: Path, tmp_path: Path) -> None:
    packed = texts / "包.zip"
    packed.write_bytes(zipped(("讲话.txt", TALK.format("包").encode())))
    files, problems = hashed([texts])
    assert problems == [] and len(files) == 3
    packed.write_bytes(zipped(("讲话.txt", TALK.format("别").encode())))
    assert read_shard(files, rules_of(Config()), tmp_path / "parts").changed == ("包.zip",)
    packed.unlink()
    gone = read_shard([file for file in files if file.name == "包.zip"], rules_of(Config()), tmp_path / "parts")
    assert gone.changed == ("包.zip",)


def test_an_archive_that_goes_before_it_is_hashed_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "空.zip").write_bytes(zipped())
    (tmp_path / "坏.zip").symlink_to(tmp_path / "nowhere")
    files, problems = hashed([tmp_path])
    assert [file.name for file in files] == ["空.zip"]
    assert [problem.file for problem in problems] == ["坏.zip"]
    assert (
        read_shard([File(tmp_path / "空.zip", "空.zip", files[0].sha256)], rules_of(Config()), tmp_path).changed == ()
    )


def test_a_file_that_grows_is_not_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "长.txt"
    path.write_bytes(b"")
    os.truncate(path, LARGEST + 2)
    monkeypatch.setattr(reading, "_stands_against", lambda *_: None)  # it was small a moment ago
    found = contents(path, path.name)
    assert not isinstance(found, bytes) and "64 MiB" in found.en


def test_a_folder_of_work_that_somebody_deletes_is_said(
    kg_build: Build, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = kg_build(texts, tmp_path / "out")
    write = write_graph

    def deleted(folder: Path, *rest: object) -> None:
        shutil.rmtree(folder)
        write(folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "write_graph", deleted)
    with pytest.raises(KgError, match="被删除"):
        kg_build(texts, tmp_path / "out")
    monkeypatch.undo()
    assert kg_build(texts, tmp_path / "out") == former
