"""Archives: every file by its name below the archive, nothing outside, and no more than one can hold."""

from __future__ import annotations

import stat
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from kg.model import Problem
from kg.read.files import read_documents
from kg.read.formats import limits
from kg.read.formats.archive import Item, held
from tests.read.formats.made import TALK, word, zipped


def found_in(data: bytes) -> list[Item | Problem]:
    return list(held("a.zip", BytesIO(data)))


def paths(data: bytes) -> list[str]:
    return [one.path for one in found_in(data) if isinstance(one, Item)]


def problems(data: bytes) -> dict[str, str]:
    return {one.file: one.zh for one in found_in(data) if isinstance(one, Problem)}


def test_files_are_named_below_their_archive(tmp_path: Path) -> None:
    inner = zipped(("深/稿.docx", word(TALK)))
    (tmp_path / "汇编.ZIP").write_bytes(
        zipped(("甲乡/讲话.txt", TALK.encode()), ("包.zip", inner), ("乙\\丙.md", b"x"))
    )
    documents, faults = read_documents([tmp_path])
    assert [document.path for document in documents] == [
        "汇编.ZIP/乙/丙.md",
        "汇编.ZIP/包.zip/深/稿.docx",
        "汇编.ZIP/甲乡/讲话.txt",
    ]
    assert faults == []
    assert documents[1].text == documents[2].text == TALK
    assert len({document.id for document in documents}) == 3


def test_documents_are_sorted_whatever_archives_they_come_from(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        (tmp_path / name).write_bytes(zipped(("y.txt", b"1"), ("x.txt", b"2")))
    for name in ("a.zip-1.txt", "a.txt"):
        (tmp_path / name).write_text("3")
    listed = [document.path for document in read_documents([tmp_path])[0]]
    assert listed == sorted(listed) and len(listed) == 6


def test_names_in_the_encoding_of_a_chinese_windows() -> None:
    assert paths(zipped(("甲乡/讲话.txt".encode("gbk"), b"1"), ("甲乡/讲话.txt", b"2"))) == [
        "a.zip/甲乡/讲话.txt",
        "a.zip/甲乡/讲话 (2).txt",
    ]


def test_names_that_are_alike_are_kept_apart() -> None:
    assert paths(zipped(*[("讲话.txt", b"%d" % n) for n in range(3)])) == [
        "a.zip/讲话.txt",
        "a.zip/讲话 (2).txt",
        "a.zip/讲话 (3).txt",
    ]


@pytest.mark.parametrize("name", ["../x.txt", "甲/../../x.txt", "/etc/x.txt", "C:\\x.txt", "..\\x.txt", "//host/x.txt"])
def test_a_path_that_leads_out_is_a_problem(name: str) -> None:
    archive = zipped((name, b"x"), ("好.txt", b"y"))
    assert paths(archive) == ["a.zip/好.txt"]
    ((file, said),) = problems(archive).items()
    assert file.startswith("a.zip/") and "路径越出压缩包" in said


@pytest.mark.parametrize("name", [".hidden/x.txt", "甲/.x.txt", "__MACOSX/._x.txt", "~$讲话.docx", "README.txt"])
def test_what_is_no_text_of_anybodys_is_passed_over(name: str) -> None:
    assert found_in(zipped((name, b"x"))) == []


def test_a_link_is_not_followed() -> None:
    archive = zipped(("x.txt", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777)
    assert list(problems(archive).values()) == ["压缩包内的符号链接，不读取"] and paths(archive) == []


def test_an_encrypted_entry_is_a_problem() -> None:
    assert problems(zipped(("x.txt", b"x"), flags=1)) == {"a.zip/x.txt": "已加密，请先解密"}


def test_a_bomb_is_a_problem() -> None:
    archive = zipped(("x.txt", b"0" * 40_000_000), ("y.txt", b"y"))
    assert problems(archive) == {"a.zip/x.txt": "压缩比异常，可能是压缩炸弹"} and paths(archive) == ["a.zip/y.txt"]


def test_an_entry_that_lies_of_its_size_is_a_problem() -> None:
    archive = bytearray(zipped(("x.txt", b"0" * 40_000_000)))
    at = archive.index(b"PK\x01\x02")
    archive[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    archive[22:26] = (1000).to_bytes(4, "little")
    assert "损坏" in problems(bytes(archive))["a.zip/x.txt"]


def test_methods_that_take_much_memory_are_a_problem() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_BZIP2) as archive:
        archive.writestr("x.txt", "x" * 100)
    assert "压缩方法" in problems(out.getvalue())["a.zip/x.txt"]


def test_archives_in_archives_have_an_end() -> None:
    data = zipped(("x.txt", b"x"))
    for _ in range(limits.DEPTH + 2):
        data = zipped(("包.zip", data))
    (said,) = problems(data).values()
    assert "嵌套" in said


@pytest.mark.parametrize(("name", "value"), [("entries", 2), ("size", 20)])
def test_what_all_entries_may_take_together(name: str, value: int) -> None:
    left = limits.Allowance(**{name: value})
    inner = zipped(*((f"{n}.txt", b"0123456789") for n in range(2)))
    outer = zipped(("a.zip", inner), ("b.zip", inner))
    found = list(held("a.zip", BytesIO(outer), left))
    assert any(isinstance(one, Problem) for one in found)
    assert sum(len(one.data) for one in found if isinstance(one, Item)) <= 20


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x" * 100, zipped(("x.txt", b"x"))[:-5]])
def test_no_archive_is_a_problem(data: bytes) -> None:
    ((file, said),) = problems(data).items()
    assert file == "a.zip" and "不是完整的 zip 压缩包" in said


def test_a_damaged_entry_is_a_problem_and_the_others_are_read() -> None:
    archive = bytearray(zipped(("x.txt", TALK.encode()), ("y.txt", b"y")))
    archive[60] ^= 0xFF
    assert "损坏" in problems(bytes(archive))["a.zip/x.txt"] and paths(bytes(archive)) == ["a.zip/y.txt"]


def test_other_kinds_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("表.xlsx", b"x"), ("空.txt", b"")))
    _, faults = read_documents([tmp_path])
    assert {fault.file: fault.zh[:8] for fault in faults} == {
        "a.zip/表.xlsx": "不支持的文件类型",
        "a.zip/空.txt": "文件为空",
    }


def test_an_archive_without_entries_holds_nothing() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.mkdir("甲")
    assert found_in(out.getvalue()) == []
