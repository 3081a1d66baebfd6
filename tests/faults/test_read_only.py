"""Folders that cannot be written, and files and folders that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.explorer.index import open_index
from kg.graph.folder import read_manifest
from kg.lang import set_language
from kg.read.files import read_documents
from kg.run.inputs import hashed
from kg.sinks.embedded import FILE, open_embedded
from kg.sinks.replace import replace_output
from tests.faults.conftest import Build, mounted, rights_count
from tests.faults.kills import digests


def test_a_folder_that_takes_no_output(kg_build: Build, texts: Path, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    former = kg_build(texts, shut / "out")
    for folder in (shut, shut / "out"):
        folder.chmod(0o555)
    with rights_count():
        with pytest.raises(KgError, match="shut") as fault:
            kg_build(texts, shut / "out")
        with pytest.raises(KgError, match="shut"):
            kg_build(texts, shut / "other" / "out")
        with pytest.raises(KgError, match="shut"):
            replace_output(shut / "out", "graph.html", b"", read_manifest(shut / "out"))
    assert "没有权限" in fault.value.zh and "Permission denied" in fault.value.en
    assert digests(shut / "out") == former and os.listdir(shut) == ["out"]  # noqa: PTH208


def test_a_read_only_disk(kg_build: Build, texts: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    out = disk / "out"
    former = kg_build(texts, out)
    (out / FILE).unlink()
    with mounted(disk, "--bind", str(disk)) as may, rights_count():
        if may:
            os.system(f"mount -o remount,ro,bind {disk}")
        else:  # what an ordinary user can do to the same end
            for folder in (disk, out):
                folder.chmod(0o555)
        with pytest.raises(KgError, match="disk"):
            kg_build(texts, out)
        assert open_embedded(out).node_count() > 5, "it is served from memory"
        with open_index(out).reading() as db:
            assert db.execute("SELECT count(*) FROM speech").fetchone()[0] == 2
    del former[FILE]
    assert digests(out) == former


def test_files_and_folders_that_may_not_be_read_are_each_a_problem(texts: Path) -> None:
    (texts / "锁.txt").write_text("x", encoding="utf-8")
    (texts / "锁.txt").chmod(0)
    for name, mode in (("不可列", 0o300), ("不可入", 0o600)):
        (texts / name).mkdir()
        (texts / name / "讲话.txt").write_text("x", encoding="utf-8")
        (texts / name).chmod(mode)
    with rights_count():
        documents, problems = read_documents([texts])
        files, closed = hashed([texts])
    assert [document.path for document in documents] == [file.name for file in files] == ["乙.txt", "甲.txt"]
    assert [(problem.file, problem.en) for problem in problems] == [
        ("不可入/讲话.txt", "cannot be read (Permission denied)"),
        ("不可列", "this folder cannot be listed (Permission denied)"),
        ("锁.txt", "cannot be read (Permission denied)"),
    ]
    assert closed == problems


def test_an_input_that_may_not_be_read_is_said(kg_build: Build, texts: Path, tmp_path: Path) -> None:
    texts.chmod(0o300)
    with rights_count(), pytest.raises(KgError) as fault:
        kg_build(texts, tmp_path / "out")
    assert "in this folder cannot be listed (Permission denied)" in fault.value.en
    tmp_path.chmod(0o600)
    with rights_count(), pytest.raises(KgError, match="in"):
        read_documents([texts])
    tmp_path.chmod(0o700)
    texts.chmod(0o700)
    set_language("zh")
