"""A place in a file as the outputs write it, FILE:START-END: offsets in characters of the file's text."""

from __future__ import annotations

from typing import NamedTuple


class FileSpan(NamedTuple):
    """A file by its path within the input, and the characters of its text from `start` up to `end`."""

    file: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.file}:{self.start}-{self.end}"


def read_span(written: str) -> FileSpan:
    """The place that is written so. A file's name may hold colons itself. ValueError where it is none."""
    file, _, offsets = written.rpartition(":")
    start, _, end = offsets.partition("-")
    return FileSpan(file, int(start), int(end))
