"""Files read in several processes. One that is killed is replaced and its files are read again; a file that kills who
reads it is found and set aside.

concurrent.futures and never multiprocessing.Pool, which waits for ever for a worker that was killed.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from pathlib import Path

from kg.model import Problem
from kg.read.files import Changed, changed, items_of
from kg.run.inputs import hash_of
from kg.run.parts import File, part_name, write_part
from kg.run.rules import Rules

# A shard holds at most so many files and stops at so many bytes. Towards the end there are so many shards a worker, and
# they grow smaller, so that all are at work until it, but not under LEAST, unless they were smaller from the start.
FILES, BYTES, EACH, LEAST = 100, 4 * 2**20, 4, 10
# A shard whose worker died so often is read file by file, and a file whose worker died so often is set aside.
DEATHS = 2


@dataclass(frozen=True, slots=True)
class Shard:
    """Files that are read together; how many workers have died over them."""

    files: tuple[File, ...]
    deaths: int = 0


@dataclass
class Outcome:
    """What has come of it: parts by the key of each file, files set aside, how many were read, workers that died."""

    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    deaths: int = 0


def shards(files: Sequence[File], workers: int) -> Iterator[Shard]:
    """Files in their order, not too many and not too large together."""
    least = min(LEAST, _share(len(files), workers))
    held: list[File] = []
    size, begun = 0, 0
    for place, file in enumerate(files):
        held.append(file)
        size += file.path.stat().st_size if file.path.exists() else 0
        if len(held) >= min(FILES, max(least, _share(len(files) - begun, workers))) or size >= BYTES:
            yield Shard(tuple(held))
            held, size, begun = [], 0, place + 1
    if held:
        yield Shard(tuple(held))


def _share(files: int, workers: int) -> int:
    """How many files are in a shard where there are so many shards a worker."""
    return -(-files // (EACH * workers))


def read_all(files: Sequence[File], rules: Rules, folder: Path, workers: int, tell: Callable[[Shard], None]) -> Outcome:
    """Read files into parts in `folder`, in so many processes; `tell` is called after each shard that is done."""
    outcome = Outcome()
    waiting = list(shards(files, workers))[::-1]
    while waiting:
        # shards over which a worker died come last and one at a time, so that it is known which does it
        careful = [shard for shard in waiting if shard.deaths]
        rest = [shard for shard in waiting if not shard.deaths]
        if rest:
            waiting = careful + _round(rest, rules, folder, workers, tell, outcome)
        else:
            waiting = _round(careful, rules, folder, 1, tell, outcome)
    return outcome


def _round(
    waiting: list[Shard], rules: Rules, folder: Path, workers: int, tell: Callable[[Shard], None], outcome: Outcome
) -> list[Shard]:
    """Read shards, last first, until all are done or a worker dies; give back those that are not done."""
    left = list(waiting)
    running: dict[Future[Part], Shard] = {}
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_end_with_parent)
    idle = False
    try:
        while left or running:
            while left and len(running) < workers:  # no more than run: so it is known who was at work when one died
                shard = left.pop()
                with _deaf():
                    running[pool.submit(read_shard, shard.files, rules, folder)] = shard
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                part = done.result()
                shard = running.pop(done)
                held = [file for file in shard.files if file.name not in part.changed]
                outcome.parts |= {file.key: part.name for file in held}
                outcome.problems += map(changed, part.changed)
                outcome.read += len(held)
                tell(shard)
        idle = True
    except BrokenProcessPool:
        outcome.deaths += 1
        return left + [again for shard in running.values() for again in _after_death(shard, outcome)]
    finally:
        # a worker with nothing left to do takes a second to end, for which the build need not wait
        pool.shutdown(wait=not idle, cancel_futures=True)
    return []


def _after_death(shard: Shard, outcome: Outcome) -> list[Shard]:
    deaths = shard.deaths + 1
    if deaths < DEATHS:
        return [Shard(shard.files, deaths)]
    if len(shard.files) > 1:
        return [Shard((file,), 1) for file in shard.files]
    (file,) = shard.files
    outcome.problems.append(
        Problem(
            file.name,
            None,
            "extract",
            f"处理时进程两次中断，已略过（{file.name}）",
            f"set aside, as the process that read it died twice ({file.name})",
        )
    )
    return []


@dataclass(frozen=True, slots=True)
class Part:
    """What a worker gives back: the name of the part that it wrote, and the files that are not in it since they are no
    more what they were when they were listed. What is kept for later builds must not take one for the other."""

    name: str
    changed: tuple[str, ...]


def read_shard(files: Sequence[File], rules: Rules, folder: Path) -> Part:
    """What a worker does: read files and write a part."""
    from kg.run.batch import extract_files

    gone: set[str] = set()
    while True:
        held = [file for file in files if file.name not in gone]
        given = ((file.name, file.sha256, items_of(file.path, file.name, file.sha256)) for file in held)
        try:
            batch = extract_files(given, rules)
        except Changed as fault:
            # where one has changed, others may have: all are found at once, and the rest is read a second time only
            gone |= {str(fault), *(file.name for file in held if hash_of(file.path, file.name) != file.sha256)}
            continue
        part = part_name(held)
        write_part(folder / part, batch)
        return Part(part, tuple(sorted(gone)))


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started meanwhile hear no Ctrl-C, not even before they come to say so (_end_with_parent): it
    is the build's own affair, which hears of it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """End this worker when the build is killed: nobody would ever tell it to. Ctrl-C is the build's own affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        wait_for([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
