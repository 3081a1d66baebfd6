"""Input folders to documents. A file that cannot be read becomes a Problem; the others are still read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError
from kg.ids import content_id
from kg.model import Document, Problem
from kg.read.formats import SUFFIXES, text_of, unsupported
from kg.read.formats.archive import HOLDING, Item, held, suffix_of
from kg.read.formats.model import LARGEST, TOO_LARGE, Extracted
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
    names = [_name(path) for path in inputs]
    if len(set(names)) < len(names):
        raise KgError("两个输入文件夹同名，请改名后再试", "two inputs have the same name: rename one of them")
    for path, name in zip(inputs, names, strict=True):
        prefix = f"{name}/" if len(inputs) > 1 else ""
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError) as fault:
            raise KgError(f"找不到输入 {path}", f"there is no input {path}") from fault
        except OSError as fault:
            raise KgError(
                f"无法读取输入 {path}（{fault.strerror}）", f"cannot read {path} ({fault.strerror})"
            ) from fault
        if not is_folder:
            yield path, name
            continue
        for below in _walk(path):
            yield below, prefix + below.relative_to(path).as_posix() if below != path else name


def _name(path: Path) -> str:
    """What an input is called."""
    try:
        return path.resolve().name
    except (OSError, RuntimeError):  # links in a circle, or no right to follow them: told when it is opened
        return path.name


def _named(listed: Iterable[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """The same files by names that are text, each its own: where two names read alike, the later one gets a number."""
    apart = Apart()
    by_bytes = [(path, os.fsencode(name)) for path, name in listed]
    # UTF-8 first: such a name stays as it is, whatever lies beside it
    for path, raw in sorted(by_bytes, key=lambda pair: (read_name(pair[1]).encode() != pair[1], pair[1])):
        yield path, apart.own(read_name(raw))


def _walk(folder: Path) -> Iterator[Path]:
    """The files below a folder. Among them are folders that cannot be listed and links to folders, which are not
    followed: as files they are a problem each (items_of), so that none is left out in silence."""
    waiting = [folder]  # not by recursion: folders may lie deeper than Python calls
    while waiting:
        at = waiting.pop()
        try:
            with os.scandir(at) as found:
                entries = [(Path(entry.path), _is_folder(entry), entry.is_symlink()) for entry in found]
        except OSError:
            yield at
            continue
        for path, is_folder, is_link in entries:
            if not is_folder:
                if not is_passed_over(path.name):
                    yield path
            elif not path.name.startswith(".") and not _is_output(path):
                if is_link:
                    yield path
                else:
                    waiting.append(path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a circle, or no right to follow them: told when it is opened
        return False


def _is_output(folder: Path) -> bool:
    """An earlier build's output inside the input is not input, nor is what was kept of files (kg.run.parts)."""
    there = os.path.exists  # which takes what may not be looked at for what is not there
    written = there(folder / "manifest.json") and there(folder / "mentions.jsonl")
    return written or there(folder / CACHE_TAG)


class Changed(Exception):
    """A file that was listed with other bytes than it has now."""


def items_of(path: Path, name: str, sha256: str | None = None) -> Iterator[Item | Problem]:
    """What a file is to be read as: itself, or the files that it holds; and what stands against reading one of them.

    Where the hash of its bytes is given, they are asked for: Changed where it has others by now, or cannot be read.
    """
    if suffix_of(name) == ".zip":  # of any size: it is unpacked file by file
        yield from _zipped(path, name, sha256)
        return
    found = contents(path, name)
    if sha256 is not None and (isinstance(found, Problem) or digest(found) != sha256):
        raise Changed(name)
    if isinstance(found, Problem):
        yield found
    else:
        yield from items_in(name, found)


def _zipped(path: Path, name: str, sha256: str | None) -> Iterator[Item | Problem]:
    try:
        if problem := _stands_against(path, name, largest=None):
            if sha256 is not None:
                raise Changed(name)
            yield problem
            return
        with path.open("rb") as source:
            before = _stamp(source)
            if sha256 is not None and file_digest(source, "sha256").hexdigest() != sha256:
                raise Changed(name)
            source.seek(0)
            yield from held(name, source)
            if sha256 is not None and _stamp(source) != before:
                raise Changed(name)
    except OSError as fault:
        if sha256 is not None:
            raise Changed(name) from fault
        yield _unread(name, fault)


def _stamp(source: BinaryIO) -> tuple[int, int]:
    status = os.fstat(source.fileno())
    return status.st_mtime_ns, status.st_size


def changed(name: str) -> Problem:
    """Of a file that raised Changed."""
    return Problem(
        name, None, "read", "读取时被改动或删除，请再次构建", "changed or went while it was read: build again"
    )


def items_in(name: str, data: bytes) -> Iterator[Item | Problem]:
    """What a file of this name and content is to be read as."""
    if suffix_of(name) in HOLDING:
        yield from held(name, BytesIO(data))
    else:
        yield Item(name, data)


def contents(path: Path, name: str) -> bytes | Problem:
    """The bytes of a file, or what stands against reading it."""
    try:
        if suffix_of(name) not in SUFFIXES and not path.is_dir():
            return Problem(name, None, "read", *unsupported())
        if problem := _stands_against(path, name, LARGEST):
            return problem
        with path.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
            data = source.read(min(size, LARGEST) + 1)
            if size < len(data) <= LARGEST:  # it is growing
                data += source.read(LARGEST + 1 - len(data))
    except OSError as fault:
        return _unread(name, fault)
    return data if len(data) <= LARGEST else Problem(name, None, "read", *TOO_LARGE)


def _stands_against(path: Path, name: str, largest: int | None) -> Problem | None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        return _closed(path, name)
    if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
        return Problem(name, None, "read", "不是普通文件（管道、设备等）", "is no regular file (a pipe, a device)")
    if largest is not None and status.st_size > largest:
        return Problem(name, None, "read", *TOO_LARGE)
    return None


def _closed(path: Path, name: str) -> Problem:
    """Of a folder that was listed as a file (_walk)."""
    if path.is_symlink():
        return Problem(
            name,
            None,
            "read",
            "是指向文件夹的链接，不读取；如需要，请把那个文件夹也列为输入",
            "is a link to a folder, which is not followed: name that folder as an input of its own if it is wanted",
        )
    try:
        os.scandir(path).close()
    except OSError as fault:
        zh, en = f"无法列出文件夹（{fault.strerror}）", f"this folder cannot be listed ({fault.strerror})"
        return Problem(name, None, "read", zh, en)
    return changed(name)


def _unread(name: str, fault: OSError) -> Problem:
    return Problem(name, None, "read", f"无法读取（{fault.strerror}）", f"cannot be read ({fault.strerror})")


def digest(data: bytes) -> str:
    """The hash of a file's bytes."""
    return sha256(data).hexdigest()


def document_id(name: str, sha256: str) -> str:
    """The id of a document: the name that it goes by and the hash of its bytes."""
    return content_id("doc", name, sha256)


def document_of(name: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """The document that a file of this name and content is, if it is one, and what is wrong with it."""
    found = text_of(name, data)
    if not isinstance(found, Extracted):
        return None, [found]
    hashed = digest(data)
    document = Document(document_id(name, hashed), name, found.text, found.encoding, hashed, found.pages)
    problems = [Problem(name, flaw.offset, "read", flaw.zh, flaw.en) for flaw in found.flaws]
    offset = document.text.find("\ufffd")
    zh, en = "有无法解码的字节，以 � 代替", "has bytes that cannot be decoded, shown as �"
    return document, [*problems, Problem(name, offset, "read", zh, en)] if offset >= 0 else problems
