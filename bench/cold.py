"""A whole build from a cold start, beside importing jieba and loading its dictionary.

    python -m bench.cold [--texts FOLDER] [--rounds N] [--out FOLDER]

Each is a new process on one core, in turn, so that whatever else the machine does falls on both. `kg build` reads the
texts and writes everything: tables, page and embedded database. jieba finds its dictionary cache ready made, which is
the best case for it. The files of both have been read before, so that neither waits for the disk.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench.speed import CORPUS, ROOT, core, machine
from bench.tables import write

JIEBA = ("-c", "import jieba; jieba.setLogLevel(60); jieba.initialize()")
GOAL = 3.0
"""A build takes at most so many times as long as loading jieba."""


def measure(texts: Path, rounds: int) -> Any:
    """Run both in turn, `rounds` times and once to warm up. Everything that the page shows, as plain data."""
    load = [machine()["load"]]
    rows: dict[str, list[dict[str, float]]] = {"kg build": [], "import jieba, load its dictionary": []}
    stages: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        build = ("-m", "kg", "build", str(texts), "--out", str(out), "--quiet")
        for _ in range(rounds + 1):
            for name, command in zip(rows, (build, JIEBA), strict=True):
                rows[name].append(_timed(command))
            stages.append(json.loads((out / "timings.json").read_text(encoding="utf-8")))
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    ours, theirs = (taken[1:] for taken in rows.values())
    return {
        "characters": report["characters"],
        "files": report["files"],
        "rounds": rounds,
        "machine": {**machine(), "load": [*load, machine()["load"]]},
        "seconds": {
            name: {clock: min(row[clock] for row in taken[1:]) for clock in taken[0]} for name, taken in rows.items()
        },
        "times": {clock: median(a[clock] / b[clock] for a, b in zip(ours, theirs, strict=True)) for clock in ours[0]},
        "stages": {name: min(stage[name] for stage in stages[1:]) for name in stages[0]},
    }


def _timed(arguments: Sequence[str]) -> dict[str, float]:
    """Wall and CPU seconds of a new Python process, its children's included."""
    on = core()
    pin = (lambda: os.sched_setaffinity(0, {on})) if on is not None else None
    before, begun = os.times(), perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", preexec_fn=pin)
    wall, after = perf_counter() - begun, os.times()
    if done.returncode:
        raise RuntimeError(f"{arguments}: {done.stderr}")
    spent = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return {"wall": wall, "cpu": spent}


def as_markdown(result: Any) -> str:
    """The result as a page: what was measured, the table, whether the goal is met."""
    on = result["machine"]
    lines = [
        f"{result['characters']:,} characters in {result['files']} files, {result['rounds']} rounds in turn, one core "
        f"of {on['cores']}, {on['system']}, Python {on['python']}, load {on['load'][0]} before and {on['load'][1]} after. "
        "Files read before; jieba's dictionary cache is there already.",
        "",
        "| | CPU s, best | wall s, best |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {row['cpu']:.2f} | {row['wall']:.2f} |" for name, row in result["seconds"].items()]
    met = "met" if result["times"]["cpu"] <= GOAL else "missed"
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in result["stages"].items())
    lines += [
        "",
        f"- A build takes **{result['times']['cpu']:.2f}** times the CPU of loading jieba "
        f"({result['times']['wall']:.2f} times the wall clock), medians of the rounds. The goal, at most {GOAL:g} times, is {met}.",
        f"- Stages of the build, wall seconds, best of each: {stages}; the rest is starting Python and imports.",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the page, and write cold.md and cold.json where --out says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=CORPUS, help="a folder of texts (default: corpus/)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count (default %(default)s)")
    parser.add_argument("--out", type=Path, help="folder for cold.md and cold.json")
    options = parser.parse_args(arguments)
    result = measure(options.texts.resolve(), options.rounds)
    write(options.out, "cold", as_markdown(result), result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
