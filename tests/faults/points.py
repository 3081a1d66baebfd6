"""Where a process may be killed: before each operation on files, in the middle of each file, around each stage.

The operations are those that Python itself tells of (sys.addaudithook), so that none is forgotten: a file opened to be
written, renamed, removed, a folder made or removed, rights changed. Only those below `root` count.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_EVENTS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass
class Points:
    """Counts the points that a run comes by; at the one that is `wanted`, from 1, `act` is called."""

    root: str
    act: Callable[[], None] = lambda: None
    wanted: int = 0
    passed: list[str] = field(default_factory=list)
    listens: bool = False

    def install(self) -> None:
        """Listen from now on. There is no way back: it is for a process of its own."""
        sys.addaudithook(self._heard)
        self._around_stages()
        self._in_files()
        self._around_exchange()
        self.listens = True

    def point(self, label: str) -> None:
        """Come by a point."""
        if not self.listens:
            return
        self.passed.append(label.replace(self.root, ""))
        if len(self.passed) == self.wanted:
            self.act()

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _EVENTS or not self.listens:
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITES):
            return
        given = arguments[0]
        path = os.fsdecode(given) if isinstance(given, (str, bytes, os.PathLike)) else ""
        relative = path and not path.startswith("/") and event in ("os.remove", "os.rmdir")  # as shutil.rmtree has them
        if path.startswith(self.root) or relative:
            self.point(f"{event} {path}")

    def _around_stages(self) -> None:
        from kg.progress import Progress

        stage, counted = Progress.stage, Progress.counted

        def watched(progress: Progress, name: str, work: Callable[[], T]) -> T:
            self.point(f"before {name}")
            result = stage(progress, name, work)
            self.point(f"after {name}")
            return result

        def told(progress: Progress, name: str, total: int) -> Callable[[int], None]:
            tell = counted(progress, name, total)

            def step(more: int) -> None:
                self.point(f"in {name}")
                tell(more)

            return step

        setattr(Progress, "stage", watched)  # noqa: B010 (mypy takes it for a method of a class)
        setattr(Progress, "counted", told)  # noqa: B010

    def _in_files(self) -> None:
        from kg import build
        from kg.run import whole
        from kg.sinks import files

        write_lines = files.write_lines

        def halved(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
            held = list(lines)
            write_lines(path, held)
            whole_file = path.read_bytes()
            path.write_bytes(whole_file[: len(whole_file) // 2])
            self.point(f"half of {path}")
            path.write_bytes(whole_file)

        for module in (files, build, whole):
            module.write_lines = halved  # type: ignore[attr-defined]

    def _around_exchange(self) -> None:
        from kg.sinks import swap

        exchange = swap.exchange

        def watched(left: Path, right: Path) -> bool:
            self.point("before the exchange")
            done = exchange(left, right)
            self.point("after the exchange")
            return done

        swap.exchange = watched
