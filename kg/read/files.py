"""Input folders to documents. A file that cannot be read becomes a Problem; the others are still read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from kg.errors import KgError
from kg.ids import content_id
from kg.model import Document, Problem
from kg.read.formats import SUFFIXES, text_of, unsupported
from kg.read.formats.archive import HOLDING, Item, held, suffix_of
from kg.read.formats.model import LARGEST, Extracted
from kg.read.names import Apart, is_passed_over, read_name

CACHE_TAG = "CACHEDIR.TAG"


def read_documents(inputs: Iterable[Path]) -> tuple[list[Document], list[Problem]]:
    """All readable files below the inputs, sorted by path, and a problem for each that is not.

    Paths are relative to the input; with several inputs each path begins with its input's name. A name that is not
    UTF-8 is read as GB18030, whatever the locale. KgError where an input does not exist or two inputs have one name.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for path, name in list_files(inputs):
        for item in items_of(path, name):
            document, faults = (None, [item]) if isinstance(item, Problem) else document_of(item.path, item.data)
            documents += [document] if document else []
            problems += faults
    return sorted(documents, key=lambda document: document.path), problems


def list_files(inputs: Iterable[Path]) -> list[tuple[Path, str]]:
    """All files below the inputs with the names that they go by, sorted by name. KgError as above."""
    return sorted(_named(_listed(list(inputs))), key=lambda pair: pair[1])


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
    apart = Apart()
    by_bytes = [(path, os.fsencode(name)) for path, name in listed]
    # UTF-8 first: such a name stays as it is, whatever lies beside it
    for path, raw in sorted(by_bytes, key=lambda pair: (read_name(pair[1]).encode() != pair[1], pair[1])):
        yield path, apart.own(read_name(raw))


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_output(Path(root, name)))
        for name in files:
            if not is_passed_over(name):
                yield Path(root, name)


def _is_output(folder: Path) -> bool:
    """An earlier build's output inside the input is not input, nor is what was kept of files (kg.run.parts)."""
    written = (folder / "manifest.json").exists() and (folder / "mentions.jsonl").exists()
    return written or (folder / CACHE_TAG).exists()


def items_of(path: Path, name: str) -> Iterator[Item | Problem]:
    """What a file is to be read as: itself, or the files that it holds; and what stands against reading one of them."""
    if suffix_of(name) == ".zip":  # of any size: it is unpacked file by file
        try:
            if problem := _stands_against(path, name, largest=None):
                yield problem
            else:
                with path.open("rb") as source:
                    yield from held(name, source)
        except OSError as fault:
            yield _unread(name, fault)
        return
    found = contents(path, name)
    if isinstance(found, Problem):
        yield found
    else:
        yield from items_in(name, found)


def items_in(name: str, data: bytes) -> Iterator[Item | Problem]:
    """What a file of this name and content is to be read as."""
    if suffix_of(name) in HOLDING:
        yield from held(name, BytesIO(data))
    else:
        yield Item(name, data)


def contents(path: Path, name: str) -> bytes | Problem:
    """The bytes of a file, or what stands against reading it."""
    if suffix_of(name) not in SUFFIXES:
        return Problem(name, None, "read", *unsupported())
    try:
        return _stands_against(path, name, LARGEST) or path.read_bytes()
    except OSError as fault:
        return _unread(name, fault)


def _stands_against(path: Path, name: str, largest: int | None) -> Problem | None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
        return Problem(name, None, "read", "不是普通文件（管道、设备等）", "is no regular file (a pipe, a device)")
    if largest is not None and status.st_size > largest:
        limit = largest // 2**20
        return Problem(name, None, "read", f"文件超过 {limit} MiB，请拆分", f"file is over {limit} MiB: split it")
    return None


def _unread(name: str, fault: OSError) -> Problem:
    return Problem(name, None, "read", f"无法读取（{fault.strerror}）", f"cannot be read ({fault.strerror})")


def document_id(name: str, sha256: str) -> str:
    """The id of a document: the name that it goes by and the hash of its bytes."""
    return content_id("doc", name, sha256)


def document_of(name: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """The document that a file of this name and content is, if it is one, and what is wrong with it."""
    found = text_of(name, data)
    if not isinstance(found, Extracted):
        return None, [found]
    digest = sha256(data).hexdigest()
    document = Document(document_id(name, digest), name, found.text, found.encoding, digest, found.pages)
    problems = [Problem(name, flaw.offset, "read", flaw.zh, flaw.en) for flaw in found.flaws]
    offset = document.text.find("\ufffd")
    zh, en = "有无法解码的字节，以 � 代替", "has bytes that cannot be decoded, shown as �"
    return document, [*problems, Problem(name, offset, "read", zh, en)] if offset >= 0 else problems
