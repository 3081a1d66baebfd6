"""Many files, and one that is too large."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path
from time import perf_counter

from bench.faults import write
from kg.read.files import list_files, read_documents
from kg.read.formats.model import LARGEST
from kg.run.inputs import hashed

MANY = 3000


def test_some_thousands_are_listed_in_order_and_hashed(tmp_path: Path) -> None:
    write(tmp_path / "in", MANY)
    begun = perf_counter()
    listed = list_files([tmp_path / "in"])
    assert perf_counter() - begun < 10
    names = [name for _, name in listed]
    assert len(set(names)) == MANY and names == sorted(names)
    files, problems = hashed([tmp_path / "in"])
    assert [file.name for file in files] == names and problems == []


def test_what_is_too_large_is_refused_at_once_and_in_little_memory(tmp_path: Path) -> None:
    for name in ("汇编.txt", "年鉴.pdf", "旧.doc"):
        (tmp_path / name).write_bytes(b"")
        os.truncate(tmp_path / name, 200_000_000)
    (tmp_path / "讲话.txt").write_text("在会议上的讲话\n同志们：\n要办好。\n", encoding="utf-8")
    tracemalloc.start()
    begun = perf_counter()
    documents, problems = read_documents([tmp_path])
    took, (_, most) = perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [document.path for document in documents] == ["讲话.txt"]
    assert [problem.file for problem in problems] == ["年鉴.pdf", "旧.doc", "汇编.txt"]
    assert {problem.en for problem in problems} == {f"file is over {LARGEST // 2**20} MiB: split it"}
    assert took < 5 and most < 20_000_000
