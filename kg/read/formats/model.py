"""What a format gives back, and how a file says that it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# Files, and files in archives, of more bytes are left out: they would have to be held whole.
LARGEST = 64 * 1024 * 1024
TOO_LARGE = f"文件超过 {LARGEST // 2**20} MiB，请拆分", f"file is over {LARGEST // 2**20} MiB: split it"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that was not read of a file whose rest was: where in the text, if anywhere, and a sentence."""

    offset: int | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file. `encoding` is the Python codec that gave it, or the name of the format it was converted from.

    `pages` holds the offset in the text at which each page begins; empty where a format has no pages.
    """

    text: str
    encoding: str
    pages: tuple[int, ...] = ()
    flaws: tuple[Flaw, ...] = ()


class Unreadable(Exception):
    """A file, or a part of one, that cannot be read: one sentence in both languages. It becomes a Problem."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@contextmanager
def reading(zh: str, en: str) -> Iterator[None]:
    """Whatever a library raises over bytes that it cannot read is the file's fault, said so with the exception's name.

    Only calls of the library stand within, so that a bug of kg's own still raises. A library that is not installed is
    no fault of the file.
    """
    try:
        yield
    except (Unreadable, ImportError):
        raise
    except Exception as fault:
        name = type(fault).__name__
        raise Unreadable(f"{zh}（{name}）", f"{en} ({name})") from fault
