"""Input folders to documents. A file that cannot be read becomes a Problem; the others are still read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

from kg.errors import KgError
from kg.ids import content_id
from kg.model import Document, Problem
from kg.read.decode import decode

SUFFIXES = (".txt", ".md")
# A README tells about the folder; it is no speech.
PASSED_OVER = ("readme", "license", "notice", "changelog")
LARGEST = 64 * 1024 * 1024


def read_documents(inputs: Iterable[Path]) -> tuple[list[Document], list[Problem]]:
    """All readable text files below the inputs, sorted by path, and a problem for each that is not.

    Paths are relative to the input; with several inputs each path begins with its input's name. A name that is not
    UTF-8 is read as GB18030, whatever the locale. KgError where an input does not exist or two inputs have one name.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for path, name in sorted(_named(_listed(list(inputs))), key=lambda pair: pair[1]):
        found = _read(path, name)
        if isinstance(found, Document):
            documents.append(found)
            flaw = found.text.find("\ufffd")
            if flaw >= 0:
                problems.append(
                    Problem(
                        name,
                        flaw,
                        "read",
                        "有无法解码的字节，以 � 代替",
                        "has bytes that cannot be decoded, shown as �",
                    )
                )
        else:
            problems.append(found)
    return documents, problems


def _listed(inputs: list[Path]) -> Iterator[tuple[Path, str]]:
    names = [path.resolve().name for path in inputs]
    if len(set(names)) < len(names):
        raise KgError("两个输入文件夹同名，请改名后再试", "two inputs have the same name: rename one of them")
    for path, name in zip(inputs, names, strict=True):
        prefix = f"{name}/" if len(inputs) > 1 else ""
        if path.is_dir():
            for below in _walk(path):
                yield below, prefix + below.relative_to(path).as_posix()
        elif path.exists():
            yield path, name
        else:
            raise KgError(f"找不到输入 {path}", f"there is no input {path}")


def _named(listed: Iterable[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """The same files by names that are text, each its own: where two names read alike, the later one gets a number."""
    taken: set[str] = set()
    by_bytes = [(path, os.fsencode(name)) for path, name in listed]
    # UTF-8 first: such a name stays as it is, whatever lies beside it
    for path, raw in sorted(by_bytes, key=lambda pair: (_text(pair[1]).encode() != pair[1], pair[1])):
        given = PurePosixPath(_text(raw))
        name, number = str(given), 1
        while name in taken:
            number += 1
            name = str(given.with_name(f"{given.stem} ({number}){given.suffix}"))
        taken.add(name)
        yield path, name


def _text(raw: bytes) -> str:
    """A path as text, each part by itself: zip files made on a Chinese Windows hold names in GBK."""
    return "/".join(map(_part, raw.split(b"/")))


def _part(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_output(Path(root, name)))
        for name in files:
            if not name.startswith(".") and Path(name).stem.casefold() not in PASSED_OVER:
                yield Path(root, name)


def _is_output(folder: Path) -> bool:
    """An earlier build's output inside the input is not input."""
    return (folder / "manifest.json").exists() and (folder / "mentions.jsonl").exists()


def _read(path: Path, name: str) -> Document | Problem:
    if path.suffix.lower() not in SUFFIXES:
        kinds = "、".join(SUFFIXES)
        return Problem(
            name, None, "read", f"不支持的文件类型（支持 {kinds}）", f"file type not supported (only {kinds})"
        )
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            return Problem(name, None, "read", "不是普通文件（管道、设备等）", "is no regular file (a pipe, a device)")
        if status.st_size > LARGEST:
            limit = LARGEST // 2**20
            return Problem(name, None, "read", f"文件超过 {limit} MiB，请拆分", f"file is over {limit} MiB: split it")
        data = path.read_bytes()
    except OSError as fault:
        return Problem(name, None, "read", f"无法读取（{fault.strerror}）", f"cannot be read ({fault.strerror})")
    if not data.strip():
        return Problem(name, None, "read", "文件为空", "file is empty")
    decoded = decode(data)
    if decoded is None:
        return Problem(name, None, "read", "不是可识别编码的文本", "is not text in a known encoding")
    digest = sha256(data).hexdigest()
    return Document(content_id("doc", name, digest), name, decoded.text, decoded.encoding, digest)
