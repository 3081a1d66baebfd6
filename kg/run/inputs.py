"""The files of a build with the hashes of their bytes: what has changed since the last one shows in them alone."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import file_digest, sha256
from pathlib import Path

from kg.model import Problem
from kg.read.files import contents, items_of, list_files
from kg.run.parts import File


def hashed(inputs: Iterable[Path]) -> tuple[list[File], list[Problem]]:
    """All files below the inputs, sorted by name, and the problems of those that cannot be opened. KgError as
    kg.read.files.list_files."""
    files: list[File] = []
    problems: list[Problem] = []
    for path, name in list_files(inputs):
        found = _hash(path, name)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append(File(path, name, found))
    return files, problems


def _hash(path: Path, name: str) -> str | Problem:
    if name.lower().endswith(".zip") and path.is_file():  # of any size
        try:
            with path.open("rb") as source:
                return file_digest(source, "sha256").hexdigest()
        except OSError:
            return next(found for found in items_of(path, name) if isinstance(found, Problem))
    found = contents(path, name) if not name.lower().endswith(".zip") else next(items_of(path, name))
    return (
        found if isinstance(found, Problem) else sha256(found if isinstance(found, bytes) else found.data).hexdigest()
    )
