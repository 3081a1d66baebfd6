"""Builds of many made speeches by one and by two workers: speed, memory, growth, and what one changed file costs.

    python -m bench.scale [--sizes 2000,20000] [--workers 1,2] [--keep FOLDER] [--out FOLDER]

Each build is a process of its own, the processes that it starts are watched twice a second. CPU seconds are those of
the whole tree and hardly depend on what else the machine does; wall seconds do, so the load is told.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.made import write

ROOT = Path(__file__).resolve().parent.parent
SIZES, WORKERS = (2000, 20_000), (1, 2)
MEMORY, TWO, GROWTH, SHARE = 1500, 1.7, 11.0, 0.1
"""The goals: most MB of a process, how much faster two workers are, how much more CPU ten times the files take, and the
share of a build that one changed file costs."""


@dataclass
class Run:
    """One build: what it was, and what it took. Memory is the most resident at any time of one process, in MB."""

    files: int
    megabytes: float
    workers: int
    what: str
    wall: float = 0.0
    cpu: float = 0.0
    main: int = 0
    worker: int = 0
    read: int = 0
    load: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)


class Watch(threading.Thread):
    """The most memory of a process, and of those that it starts."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.main, self.worker = process, 0, 0
        self._ended = threading.Event()

    def run(self) -> None:
        """Look twice a second until told to end."""
        while not self._ended.wait(0.5):
            self.main = max(self.main, _memory(self.process))
            self.worker = max([self.worker, *map(_memory, _below(self.process))])

    def end(self) -> None:
        """Stop looking."""
        self._ended.set()
        self.join()


def _memory(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in text.splitlines() if line.startswith("VmHWM")), 0)


def _below(process: int) -> list[int]:
    try:
        tasks = [task.read_text() for task in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return []
    children = [int(child) for text in tasks for child in text.split()]
    return children + [one for child in children for one in _below(child)]


def build(source: Path, out: Path, workers: int, files: int, what: str) -> Run:
    """Build in a process of its own."""
    size = sum(path.stat().st_size for path in source.iterdir()) / 1e6
    run = Run(files, size, workers, what, load=round(os.getloadavg()[0], 1))
    before, known = _cpu(), _parts(out)
    began = perf_counter()
    command = [sys.executable, "-m", "kg", "build", str(source), "-o", str(out), "--workers", str(workers), "-q"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watch = Watch(process.pid)
    watch.start()
    if process.wait():
        raise RuntimeError(f"the build of {files} files ended with {process.returncode}")
    watch.end()
    run.wall, run.cpu, run.main, run.worker = perf_counter() - began, _cpu() - before, watch.main, watch.worker
    run.read = _files_in(sorted(_parts(out) - known))
    run.stages = json.loads((out / "timings.json").read_text())
    return run


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _parts(out: Path) -> set[Path]:
    return set(out.with_name(out.name + ".parts").glob("*/*.parquet"))


def _files_in(parts: Sequence[Path]) -> int:
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(part).num_rows for part in parts)


def measure(sizes: Sequence[int], workers: Sequence[int], folder: Path) -> list[Run]:
    """All builds: each size by each number of workers from nothing, and again with one file changed."""
    runs = []
    for size in sizes:
        source = folder / f"made-{size}"
        if not source.exists():
            write(size, source)
        for number in workers:
            out = folder / f"out-{size}-{number}"
            for old in (out, out.with_name(out.name + ".parts")):
                shutil.rmtree(old, ignore_errors=True)
            runs.append(build(source, out, number, size, "all"))
            print(asdict(runs[-1]), file=sys.stderr, flush=True)
        changed = source / f"{size // 2:06}.txt"
        text = changed.read_bytes()
        changed.write_bytes(text + "会议强调，要再抓落实。\n".encode())
        runs.append(build(source, out, workers[-1], size, "one changed"))
        changed.write_bytes(text)
        print(asdict(runs[-1]), file=sys.stderr, flush=True)
    return runs


def as_markdown(runs: Sequence[Run]) -> str:
    """The table, and whether the goals are met."""
    lines = [
        "# Many speeches",
        "",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores. CPU seconds "
        "are those of all processes; memory is the most of the main process and of a worker.",
        "",
        "| files | MB | workers | | files read | wall s | MB/s | CPU s | ms CPU a file | main MB | worker MB | load before |",
        "|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for run in runs:
        lines.append(
            f"| {run.files:,} | {run.megabytes:.1f} | {run.workers} | {run.what} | {run.read:,} | {run.wall:.1f} "
            f"| {run.megabytes / run.wall:.2f} | {run.cpu:.1f} | {1000 * run.cpu / run.files:.2f} | {run.main:,} "
            f"| {run.worker:,} | {run.load} |"
        )
    return "\n".join([*lines, "", *(f"- {told}" for told in _verdicts(runs)), "", *_stages(runs)]) + "\n"


def _verdicts(runs: Sequence[Run]) -> list[str]:
    def told(what: str, value: float, met: bool, goal: str) -> str:
        return f"{what}: {value:.2f} (goal {goal}: {'met' if met else 'missed'})"

    full = {(run.files, run.workers): run for run in runs if run.what == "all"}
    sizes = sorted({files for files, _ in full})
    numbers = sorted({workers for _, workers in full})
    found = []
    most = max(max(run.main, run.worker) for run in runs)
    found.append(told("most MB of a process", most, most < MEMORY, f"under {MEMORY}"))
    if len(numbers) > 1:
        one, two = (full[sizes[-1], number].wall for number in (numbers[0], numbers[-1]))
        found.append(
            told("wall of one worker by that of two", one / two, one / two >= TWO, f"{TWO} on a quiet machine")
        )
    for number in numbers if len(sizes) > 1 else ():
        small, large = full[sizes[0], number], full[sizes[-1], number]
        times, more = large.cpu / small.cpu, large.files / small.files
        growth = math.log(times) / math.log(more)
        found.append(
            told(f"CPU of {more:g} times the files, {number} worker(s)", times, times <= GROWTH, f"at most {GROWTH}")
            + f", exponent {growth:.3f}"
        )
    for run in runs:
        if run.what != "all":
            before = full[run.files, run.workers]
            for name, share in (("wall", run.wall / before.wall), ("CPU", run.cpu / before.cpu)):
                what = f"{name} after one of {run.files:,} files changed, as a share of a build of all"
                found.append(told(what, share, share <= SHARE, f"at most {SHARE}"))
    return found


def _stages(runs: Sequence[Run]) -> list[str]:
    names = list(dict.fromkeys(name for run in runs for name in run.stages))
    rows = [
        f"| {run.files:,} | {run.workers} | {run.what} | {' | '.join(f'{run.stages.get(n, 0):.1f}' for n in names)} |"
        for run in runs
    ]
    return [
        "Wall seconds by stage:",
        "",
        f"| files | workers | | {' | '.join(names)} |",
        "|---:" * 2 + "|---" + "|---:" * len(names) + "|",
        *rows,
    ]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--workers", default=",".join(map(str, WORKERS)))
    parser.add_argument("--keep", type=Path, help="folder for texts and outputs, kept")
    parser.add_argument("--out", type=Path, help="folder for scale.md and scale.json")
    given = parser.parse_args()
    sizes, workers = ([int(one) for one in text.split(",")] for text in (given.sizes, given.workers))
    with tempfile.TemporaryDirectory(prefix="kg-scale-") as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        runs = measure(sizes, workers, folder)
    text = as_markdown(runs)
    print(text)
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / "scale.md").write_text(text, encoding="utf-8")
        rows: list[dict[str, Any]] = [asdict(run) for run in runs]
        (given.out / "scale.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
