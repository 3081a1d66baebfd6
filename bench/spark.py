"""The same texts built by a pool of processes and by Spark on this machine, one after the other: what Spark costs.

    python -m bench.spark [--files 2000] [--master local[2,4]] [--spark KEY=VALUE ...] [--rounds 1] [--out FOLDER]

Told are ratios within one run, since both meet the same machine; seconds are of the clock and, all processes
together, of
the CPU. The CPU of workers that a master elsewhere keeps is not seen. The four tables of both are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.made import write

ROOT = Path(__file__).resolve().parent.parent
FILES = 2000
TABLES = ("mentions", "relations", "entities", "edges")


@dataclass
class Run:
    """One build: what it took, the most memory of its processes together in MB, the load before it, and a hash of each
    of its four tables, sorted."""

    engine: str
    wall: float
    cpu: float
    memory: int
    load: float
    stages: dict[str, float] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)


class Watch(threading.Thread):
    """CPU seconds and memory of a process and all below it: those that it does not wait for are seen in /proc alone."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.memory = 0
        self._process = process
        self._cpu: dict[int, float] = {}
        self._ended = threading.Event()

    def run(self) -> None:
        """Look four times a second until told to end."""
        while not self._ended.wait(0.25):
            known = {*self._cpu, self._process}
            table = _table()
            while more := {pid for pid, (parent, _, _) in table.items() if parent in known} - known:
                known |= more
            self._cpu |= {pid: table[pid][1] for pid in known if pid in table}
            self.memory = max(self.memory, sum(table[pid][2] for pid in known if pid in table))

    def end(self) -> float:
        """Stop looking; the CPU seconds that were seen."""
        self._ended.set()
        self.join()
        return sum(self._cpu.values())


def _table() -> dict[int, tuple[int, float, int]]:
    """Parent, CPU seconds and resident MB of every process."""
    tick, page = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            found[int(entry.name)] = int(told[1]), (int(told[11]) + int(told[12])) / tick, int(told[21]) * page // 2**20
    return found


def build(engine: str, source: Path, out: Path, options: Sequence[str]) -> Run:
    """Build in a process of its own. RuntimeError where it fails."""
    load = round(os.getloadavg()[0], 1)
    began = perf_counter()
    command = [sys.executable, "-m", "kg", "build", str(source), "-o", str(out), "-q", *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watch = Watch(process.pid)
    watch.start()
    told = process.communicate()[1]
    wall = perf_counter() - began
    cpu = watch.end()
    if process.returncode:
        raise RuntimeError(f"{engine} ended with {process.returncode}: {told.decode(errors='replace')[-1000:]}")
    stages = json.loads((out / "timings.json").read_text(encoding="utf-8"))
    return Run(engine, wall, cpu, watch.memory, load, stages, {name: _hash(out / f"{name}.jsonl") for name in TABLES})


def _hash(path: Path) -> str:
    return sha256(b"".join(sorted(path.read_bytes().splitlines(keepends=True)))).hexdigest()[:16]


def measure(files: int, master: str, settings: Sequence[str], rounds: int) -> list[Run]:
    """Both engines in turn, so many times, from nothing each time."""
    runs: list[Run] = []
    with tempfile.TemporaryDirectory(prefix="kg-spark-") as temporary:
        folder = Path(temporary)
        write(files, folder / "in")
        spark = ["--engine", "spark", "--master", master, *(f"--spark={setting}" for setting in settings)]
        for number in range(rounds):
            for engine, options in (("pool of 2", ["--workers", "2"]), (f"Spark, {master}", spark)):
                runs.append(build(engine, folder / "in", folder / f"out-{len(runs)}-{number}", options))
                print(json.dumps(asdict(runs[-1])), file=sys.stderr, flush=True)
    return runs


def as_markdown(files: int, runs: Sequence[Run]) -> str:
    """The table with its ratios."""
    pool, spark = runs[::2], runs[1::2]
    lines = [
        "# Spark beside a pool of processes",
        "",
        f"{files:,} made speeches, {len(pool)} round(s). Python {platform.python_version()}, pyspark {version('pyspark')}, "
        f"{os.cpu_count()} cores.",
        "",
        "| engine | wall s | CPU s | MB, all processes | load before |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [f"| {run.engine} | {run.wall:.1f} | {run.cpu:.1f} | {run.memory:,} | {run.load} |" for run in runs]
    pairs = list(zip(pool, spark, strict=True))
    wall, cpu = (median(getattr(b, name) / getattr(a, name) for a, b in pairs) for name in ("wall", "cpu"))
    read = median(b.stages["extract"] / a.stages["extract"] for a, b in pairs)
    same = all(run.hashes == runs[0].hashes for run in runs)
    lines += [
        "",
        f"Spark took {wall:.1f} times the time and {cpu:.1f} times the CPU of the pool; for reading the files alone {read:.1f} "
        "times the time, with Spark's own start apart.",
        f"The four tables are {'equal' if same else 'NOT EQUAL'}.",
        "",
        "| stage, wall s | " + " | ".join(run.engine for run in runs) + " |",
        "|---|" + "---:|" * len(runs),
    ]
    names = list(dict.fromkeys(name for run in runs for name in run.stages))
    lines += [f"| {name} | " + " | ".join(f"{run.stages.get(name, 0):.1f}" for run in runs) + " |" for name in names]
    return "\n".join(lines) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--master", default="local[2,4]")
    parser.add_argument("--spark", nargs="*", default=["spark.ui.enabled=false"], metavar="KEY=VALUE")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--out", type=Path, help="folder for spark.md and spark.json")
    given = parser.parse_args()
    runs = measure(given.files, given.master, given.spark, given.rounds)
    text = as_markdown(given.files, runs)
    print(text)
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / "spark.md").write_text(text, encoding="utf-8")
        (given.out / "spark.json").write_text(json.dumps([asdict(run) for run in runs], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
