"""Names of files: read as text whatever wrote them, kept apart, and those that are passed over."""

from __future__ import annotations

from pathlib import PurePosixPath

# A README tells about the folder; it is no speech.
PASSED_OVER = ("readme", "license", "notice", "changelog")
# Hidden files; what Word leaves beside a file that is open, and a Mac in an archive.
_BESIDE = (".", "~$", "__MACOSX")


def read_name(raw: bytes) -> str:
    """A path as text, each part by itself: zip files made on a Chinese Windows hold names in GBK."""
    return "/".join(map(_part, raw.split(b"/")))


def _part(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def is_passed_over(name: str) -> bool:
    """Whether a file or folder is no text of anybody's, by its own name."""
    return name.startswith(_BESIDE) or PurePosixPath(name).stem.casefold() in PASSED_OVER


class Apart:
    """Names already taken: of two that read alike, the later one gets a number."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def own(self, given: str) -> str:
        """The name, or it with a number: 讲话.txt, 讲话 (2).txt."""
        path, name = PurePosixPath(given), given
        number = self._taken.get(given, 0)
        while name in self._taken:
            number += 1
            told = f"{path.stem} ({number + 1}){path.suffix}"
            name = str(path.with_name(told)) if path.stem.strip(".") else f"{given} ({number + 1})"
        self._taken[given] = number
        self._taken.setdefault(name, 0)
        return name
