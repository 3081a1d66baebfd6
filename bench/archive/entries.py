"""What a made archive is told by: files as they lie on the disk, and what kg has to say of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """Of a file by the name that kg gives it: the words that it holds (None where it cannot be read), and a part of the
    sentence that names what is wrong with it ("" where nothing is)."""

    name: str
    kind: str
    text: str | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: its path below the archive as the disk holds it, its bytes, what is expected of it and of what it holds.

    `special`: fifo (a pipe), link (a symbolic link to `data`), sparse (so many zeros as `data` says).
    """

    path: bytes
    data: bytes
    expected: tuple[Expected, ...]
    special: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A made talk: its title, and all of it with its head."""

    title: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Its lines, the title first."""
        return self.text.splitlines()
