"""The files of a build with the hashes of their bytes: what has changed since the last one shows in them alone."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path

from kg.model import Problem
from kg.read.files import changed, contents, digest, items_of, list_files
from kg.read.formats.archive import suffix_of
from kg.run.parts import File


def hashed(inputs: Iterable[Path]) -> tuple[list[File], list[Problem]]:
    """All files below the inputs, sorted by name, and the problems of those that cannot be opened. KgError as
    kg.read.files.list_files."""
    files: list[File] = []
    problems: list[Problem] = []
    for path, name in list_files(inputs):
        found = hash_of(path, name)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append(File(path, name, found))
    return files, problems


def hash_of(path: Path, name: str) -> str | Problem:
    """The hash of a file's bytes, or what stands against reading it."""
    if suffix_of(name) != ".zip":
        found = contents(path, name)
        return found if isinstance(found, Problem) else digest(found)
    try:
        if path.is_file():  # of any size
            with path.open("rb") as source:
                return file_digest(source, "sha256").hexdigest()
    except OSError:
        pass  # told below, in the words of kg.read.files
    return next((found for found in items_of(path, name) if isinstance(found, Problem)), changed(name))
