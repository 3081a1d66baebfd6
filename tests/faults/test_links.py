"""Links: in circles, to folders, out of the input, to nothing, and two to one file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.read.files import list_files, read_documents
from kg.run.inputs import hashed
from tests.faults.conftest import TALK


@pytest.fixture
def linked(texts: Path, tmp_path: Path) -> Path:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "外.txt").write_text(TALK.format("外"), encoding="utf-8")
    (texts / "自指.txt").symlink_to("自指.txt")
    (texts / "循环").symlink_to(texts)
    (texts / "外夹").symlink_to(outside)
    (texts / "外.txt").symlink_to(outside / "外.txt")
    (texts / "断.txt").symlink_to("nowhere.txt")
    (texts / "同.txt").symlink_to("甲.txt")
    os.link(texts / "甲.txt", texts / "硬.txt")
    return texts


def test_each_link_is_read_or_told(linked: Path) -> None:
    documents, problems = read_documents([linked])
    assert [document.path for document in documents] == ["乙.txt", "同.txt", "外.txt", "甲.txt", "硬.txt"]
    assert len({document.sha256 for document in documents}) == 3, "links to one file are copies of one talk"
    not_followed = (
        "is a link to a folder, which is not followed: name that folder as an input of its own if it is wanted"
    )
    assert [(problem.file, problem.en) for problem in problems] == [
        ("外夹", not_followed),
        ("循环", not_followed),
        ("断.txt", "cannot be read (No such file or directory)"),
        ("自指.txt", "cannot be read (Too many levels of symbolic links)"),
    ]
    assert hashed([linked])[1] == problems


def test_an_input_that_is_a_link_is_followed(linked: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(linked)
    assert read_documents([tmp_path / "link"])[0] == read_documents([linked])[0]
    with pytest.raises(KgError, match="自指"):
        list_files([linked / "自指.txt"])


def test_folders_deeper_than_python_calls_and_paths_longer_than_the_system_takes(tmp_path: Path) -> None:
    root = os.open(tmp_path, os.O_RDONLY)
    handle = root
    for depth in range(2100):
        os.mkdir("d", dir_fd=handle)
        inner = os.open("d", os.O_RDONLY, dir_fd=handle)
        if depth in (1500, 2090):
            os.close(os.open("深.txt", os.O_WRONLY | os.O_CREAT, dir_fd=inner))
            os.write(file := os.open("讲.txt", os.O_WRONLY | os.O_CREAT, dir_fd=inner), TALK.format("深").encode())
            os.close(file)
        os.close(handle)
        handle = inner
    os.close(handle)
    documents, problems = read_documents([tmp_path])
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # pytest cannot
    assert [document.path.count("/") for document in documents] == [1501]
    assert [(problem.file.count("/") > 1500, problem.en) for problem in problems] == [
        (True, "cannot be read (File name too long)"),
        (True, "file is empty"),
    ]
