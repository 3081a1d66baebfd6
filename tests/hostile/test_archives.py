"""Archives made to do harm in ways that tests/read/formats/test_archive.py does not show."""

from __future__ import annotations

import stat
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from kg.model import Problem
from kg.read.files import read_documents
from kg.read.formats import limits
from kg.read.formats.archive import Item, held
from tests.read.formats.made import zipped


def told(data: bytes, left: limits.Allowance | None = None) -> tuple[list[Item], list[Problem]]:
    found = list(held("a.zip", BytesIO(data), left) if left else held("a.zip", BytesIO(data)))
    return [one for one in found if isinstance(one, Item)], [one for one in found if isinstance(one, Problem)]


def test_a_bomb_within_archives_within_archives() -> None:
    data = zipped(*((f"{n}.txt", b"0" * 3_000_000) for n in range(4)))
    for _ in range(limits.DEPTH - 1):
        data = zipped(*((f"{n}.zip", data) for n in range(4)))
    items, problems = told(data, limits.Allowance(size=8_000_000))
    assert problems
    assert sum(len(item.data) for item in items) <= 8_000_000


def test_entries_that_lie_over_each_other() -> None:
    """One stretch of bytes that the table of contents names a thousand times."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", "讲话" * 50_000)
        (first,) = archive.filelist
        for number in range(1000):
            other = ZipInfo(f"{number}.txt", first.date_time)
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(other, field, getattr(first, field))
            archive.filelist.append(other)
        archive._didModify = True  # type: ignore[attr-defined]
    items, problems = told(out.getvalue(), limits.Allowance(size=2_000_000))
    assert sum(len(item.data) for item in items) <= 2_000_000
    assert problems


def test_more_entries_than_are_read() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number}.txt", b"")
    items, problems = told(out.getvalue(), limits.Allowance(entries=100))
    assert len(items) <= 100
    assert 0 < len(problems) <= 101, "what is too much is told once and not entry by entry"


@pytest.mark.parametrize(
    "name",
    [
        "甲\x00/../../x.txt", "\\\\host\\x.txt", "x/\x1b[31m.txt", "\u202etxt.x.txt", "a\nb.txt", "./../x.txt",
        "甲//../..//x.txt", "~/x.txt", "c:x.txt", "..", "...", "x.txt/", "'; rm -rf ~;'.txt", "$(id).txt",
    ],
)  # fmt: skip
def test_names_stay_below_the_archive(name: str, tmp_path: Path) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(ZipInfo(name), "讲话")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(out.getvalue())
    documents, problems = read_documents([tmp_path / "in"])
    for document in documents:
        assert document.path.startswith("a.zip/")
        assert ".." not in document.path.split("/")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["a.zip"]
    assert all(problem.file.startswith("a.zip") for problem in problems)


def test_links_and_devices_are_not_followed() -> None:
    for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK):
        items, problems = told(zipped(("x.txt", b"/etc/passwd"), mode=kind | 0o777))
        assert all(item.data == b"/etc/passwd" for item in items), "the bytes of the entry, whatever it calls itself"
        assert items or problems
