"""A file of sorted lines with some of them others than before: the rest is copied, and looked at by nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from heapq import merge
from itertools import groupby
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO

Key = tuple[str, ...]

_KEYS = {
    "entities.jsonl": re.compile(rb'\{"id": ("[^"]*")'),
    "edges.jsonl": re.compile(rb'\{"source": ("[^"]*"), "target": ("[^"]*"), "type": ("[^"]*")'),
}
_FILE = re.compile(rb'\{"file": ("(?:[^"\\]|\\.)*")')


def key_of(name: str) -> Callable[[Any], Key]:
    """What the lines of an output file are sorted by: the file that they are of, an id, or the ends and the type. Lines
    of the same file are together."""
    start = _KEYS.get(name, _FILE)

    def key(line: Any) -> Key:
        found = start.match(line)
        if not found:
            raise ValueError(f"{name} has a line that kg did not write")
        return tuple(json.loads(part) for part in found.groups())

    return key


@dataclass
class Sink:
    """A file that is written, with the hash of what was."""

    target: BinaryIO
    digest: Any

    def write(self, some: Any) -> None:
        """Bytes, or what is like them."""
        self.target.write(some)
        self.digest.update(some)


def patched(old: Path, new: Path, stale: Iterable[Key], lines: Iterable[bytes]) -> str:
    """Write `old` anew without the lines that have a `stale` key, and with `lines`, which take the place of those with
    their key. All are sorted by key. The hash of what was written."""
    key = key_of(old.name)
    with new.open("wb") as target:
        sink = Sink(target, sha256())
        if not old.stat().st_size:  # nothing to map
            for line in lines:
                sink.write(line)
            return str(sink.digest.hexdigest())
        with old.open("rb") as source, mmap(source.fileno(), 0, access=ACCESS_READ) as held, memoryview(held) as view:
            at = 0
            for wanted, some in _changes(stale, ((key(line), line) for line in lines)):
                first = _find(held, key, at, lambda found: found < wanted)  # noqa: B023  # called at once
                _copy(view, at, first, sink)
                for line in some:
                    sink.write(line)
                at = _find(held, key, first, lambda found: found <= wanted)  # noqa: B023
            _copy(view, at, len(held), sink)
        return str(sink.digest.hexdigest())


def _changes(stale: Iterable[Key], lines: Iterable[tuple[Key, bytes]]) -> Iterator[tuple[Key, Iterator[bytes]]]:
    """Each key of either, with its lines."""
    both: Iterator[tuple[Key, bytes]] = merge(((key, b"") for key in stale), lines, key=lambda pair: pair[0])
    for key, group in groupby(both, key=lambda pair: pair[0]):
        yield key, (line for _, line in group)


def _copy(view: memoryview, start: int, end: int, sink: Sink, most: int = 2**22) -> None:
    for at in range(start, end, most):
        with view[at : min(at + most, end)] as some:
            sink.write(some)


def _find(held: mmap, key: Callable[[Any], Key], start: int, before: Callable[[Key], bool]) -> int:
    """Where the first line at or after `start`, itself the start of a line, begins whose key is not `before`."""

    def at_line(at: int) -> int:
        """The start of the first line that begins at or after a place."""
        end = held.find(b"\n", at - 1) if at > start else start - 1
        return end + 1

    def is_before(line: int) -> bool:
        with memoryview(held) as view, view[line:] as some:
            return before(key(some))

    step, low = 1024, start  # all lines before low are before; first ever farther, then ever nearer
    high = start
    while high < len(held) and is_before(high):
        low = high
        high = at_line(min(high + step, len(held)))
        step *= 4
    while low < high:
        middle = at_line((low + high) // 2)
        if middle >= high:  # what is left begins in the lower half
            middle = low
            while middle < high and is_before(middle):
                middle = at_line(middle + 1)
            return middle
        if is_before(middle):
            low = middle
        else:
            high = middle
    return high
