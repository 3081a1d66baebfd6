"""How long the explorer takes on a large graph: its index, and then the views.

    python -m bench.explorer [--entities 100000] [--mentions 1000000] [--rounds 200] [--folder FOLDER] [--out FOLDER]

The graph is made (bench.made_graph), in FOLDER if one is named, where it is found again next time. The index is made
by a process of its own, which tells its peak memory. Then many different questions are asked: of the view alone, on a
connection of its own as the server does it, and of `kg serve`, from request to answer.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from bench.explorer_questions import questions
from bench.made_graph import make
from bench.tables import write
from kg.explorer.index import Index, open_index
from kg.sinks.files import INDEX

ROOT = Path(__file__).resolve().parent.parent
# Milliseconds that no page may take.
GOALS = {"home": 1000, "search": 100, "graph": 300}
MEASURED = ("cpu", "view", "page")


def index_made(out: Path) -> dict[str, float]:
    """Make the index of a folder anew: seconds of clock and of CPU, megabytes of the file, and of memory before and at
    the peak."""
    (out / INDEX).unlink(missing_ok=True)
    before, begun, used = _memory()["VmHWM"], perf_counter(), process_time()
    path = open_index(out).path
    return {
        "seconds": perf_counter() - begun,
        "cpu": process_time() - used,
        "file": path.stat().st_size / 1e6,
        "before": before,
        "peak": _memory()["VmHWM"],
    }


def _memory(process: int | str = "self") -> dict[str, float]:
    """Megabytes of memory of a process: VmHWM, the most it ever had; RssAnon, what is its own now, without pages of
    files, which the system may take back."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    found = {key: rest for key, _, rest in (line.partition(":") for line in lines)}
    return {key: int(found[key].split()[0]) / 1024 for key in ("VmHWM", "RssAnon")}


def measured(index: Index, out: Path, rounds: int) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """Milliseconds of each kind of question, to the view and to the page: how many were asked, the least, the median
    and the most; and the memory of the server."""
    with index.reading() as db:
        asked = questions(db, rounds)
    took: dict[tuple[str, str], list[tuple[float, ...]]] = {}
    with _served(out) as (server, page):
        page("/")  # the first answer reads what all share
        for question in asked:
            used, begun = process_time(), perf_counter()
            with index.reading() as db:
                question.view(db)
            used, between = process_time() - used, perf_counter()
            page(question.address)
            seconds = used, between - begun, perf_counter() - between
            took.setdefault((question.goal, question.kind), []).append(tuple(1000 * each for each in seconds))
        memory = _memory(server)
    order = list(GOALS)
    found = sorted(took.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    return [_row(*key, times) for key, times in found], memory


def _row(goal: str, kind: str, times: list[tuple[float, ...]]) -> dict[str, Any]:
    named = zip(MEASURED, zip(*times, strict=True), strict=True)
    told = {name: (min(found), median(found), max(found)) for name, found in named}
    return {"goal": goal, "asked": kind, "times": len(times), **told}


@contextmanager
def _served(out: Path) -> Iterator[tuple[int, Callable[[str], None]]]:
    """`kg serve` on a folder: the number of its process, and what asks it for a page."""
    command = [sys.executable, "-m", "kg", "serve", "--out", str(out), "--port", "0", "--read-only"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout
        try:
            line = server.stdout.readline()
            address = re.search(r"http://([\d.]+):(\d+)/", line)
            if address is None:
                raise RuntimeError(f"kg serve did not begin: {line!r}")
            with closing(HTTPConnection(address[1], int(address[2]))) as line_to:

                def page(path: str) -> None:
                    line_to.request("GET", path)
                    answer = line_to.getresponse()
                    body = answer.read()
                    if answer.status != 200:
                        raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")

                yield server.pid, page
        finally:
            server.terminate()


def as_markdown(figures: dict[str, Any]) -> str:
    """The page."""
    graph, index, server = figures["graph"], figures["index"], figures["server"]
    lines = [
        "# The explorer on a large graph",
        "",
        f"{figures['machine']}. Load of the machine before: {figures['load'][0]:.1f}, after: {figures['load'][1]:.1f}.",
        "",
        f"- The graph: {graph['nodes']:,} nodes, {graph['mentions']:,} mentions, {graph['edges']:,} edges, "
        f"{graph['sentences']:,} sentences that are quoted.",
        f"- The index: {index['seconds']:.0f} s ({index['cpu']:.0f} s of CPU), {index['file']:,.0f} MB; peak memory of the "
        f"process that made it {index['peak']:.0f} MB, of which {index['before']:.0f} MB before it began.",
        f"- The server has {server['RssAnon']:.0f} MB of its own; with the pages of the index that the system keeps for "
        f"it, {server['VmHWM']:.0f} MB at most.",
        "",
        "Milliseconds, least / median / most: of the view in CPU time and by the clock, and of the whole page from request "
        "to answer. Where clock and CPU differ much, the machine was busy with something else.",
        "",
        "| goal | asked | times | view, CPU | view | page |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for row in figures["rows"]:
        cells = [" / ".join(f"{found:.0f}" for found in row[name]) for name in MEASURED]
        first = [f"| {row['goal']} < {GOALS[row['goal']]}", row["asked"], f"{row['times']}"]
        lines.append(" | ".join([*first, *cells]) + " |")
    late = [(row["asked"], row["page"][2]) for row in figures["rows"] if row["page"][2] > GOALS[row["goal"]]]
    told = "; ".join(f"{asked} {most:.0f} ms" for asked, most in late)
    return "\n".join([*lines, "", f"Over its goal: {told}." if late else "Every page came within its goal.", ""])


def _counted(index: Index) -> dict[str, int]:
    with index.reading() as db:
        counts = {"nodes": "node", "mentions": "mention", "edges": "edge", "sentences": "sentence"}
        return {key: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for key, table in counts.items()}


def run(folder: Path, entities: int, mentions: int, rounds: int) -> dict[str, Any]:
    """Make what is not there yet, and measure."""
    folder = folder.resolve()
    if not (folder / "manifest.json").exists():
        size = ["--entities", str(entities), "--mentions", str(mentions)]
        _alone("--make", str(folder), *size)  # in this process it would count as its memory
    load = [os.getloadavg()[0]]
    made = _alone("--index", str(folder))
    index = open_index(folder)
    rows, memory = measured(index, folder, rounds)
    return {
        "machine": f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores",
        "load": [*load, os.getloadavg()[0]],
        "graph": _counted(index),
        "index": json.loads(made.splitlines()[-1]),
        "rows": rows,
        "server": memory,
    }


def _alone(*arguments: str) -> str:
    """What this program prints in a process of its own."""
    command = [sys.executable, "-m", "bench.explorer", *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="where the graph is kept")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.index:
        print(json.dumps(index_made(given.index)))
        return 0
    if given.make:
        make(given.make, given.entities, given.mentions)
        return 0
    with tempfile.TemporaryDirectory() as spare:
        figures = run(given.folder or Path(spare) / "out", given.entities, given.mentions, given.rounds)
    write(given.out, "explorer", as_markdown(figures), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
