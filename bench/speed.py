"""Characters per second on one core: kg's extraction beside word segmenters that label names.

    python -m bench.speed [--texts FOLDER] [--characters N] [--rounds N] [--gold GOLD TEXTS] [--out FOLDER]

Every contender loads in a process of its own, all on one core, and does one round of the same texts when it is its
turn, so that whatever else the machine does falls on all of them alike. The figures are CPU seconds; loading is apart.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from bench.peers import Peer, installed_peers
from bench.tables import TYPES
from bench.texts import made, texts
from bench.unseen import scores
from bench.worker import KG
from kg.evaluate.tally import figures
from kg.model import Document

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
BASE = "jieba.posseg"
GOALS = {"kg with jieba alone": 3.0, "kg with rjieba": 8.0}
"""How many times as fast as BASE each is meant to be."""


class Contender:
    """A worker process (bench.worker) and what it has told."""

    def __init__(self, name: str, source: Path, core: int | None) -> None:
        self.name = name
        self.main = "extract" if name in KG else "tag"  # the part of its work that counts
        self.rounds: list[dict[str, dict[str, float]]] = []
        self.memory: int | None = None
        command = [sys.executable, "-W", "ignore", "-m", "bench.worker", name, str(source)]
        command += [] if core is None else [str(core)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        ready = self._answer()
        self.load: float = ready["load"]
        self.modules: list[str] = ready["modules"]
        self.mentions: int | None = ready["mentions"]

    def __enter__(self) -> Contender:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            if self._process.stdin:
                self._process.stdin.close()

    def round(self) -> None:
        """Let it do its work once."""
        assert self._process.stdin
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        row = self._answer()
        self.rounds.append(row["seconds"])
        self.memory = row["memory"]

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            self.__exit__()
            raise RuntimeError(f"{self.name} ended with {self._process.returncode}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def seconds(self, part: str, clock: str = "cpu") -> list[float]:
        """What each counted round took; the first one warms up and does not count."""
        return [row[part][clock] for row in self.rounds[1:]]


def core() -> int | None:
    """The core that all contenders run on, the last that this process may use; None where none can be chosen."""
    return max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None


def measure(documents: Sequence[Document], rounds: int, peers: Iterable[Peer], tokenizers: Iterable[str]) -> Any:
    """Run all contenders in turn, `rounds` times and once to warm up. Everything that the table shows, as plain
    data."""
    characters = sum(len(document.text) for document in documents)
    load = [_load()]
    on = core()
    names = [*tokenizers, *(peer.name for peer in peers)]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        source = Path(folder) / "texts.json"
        source.write_text(json.dumps([asdict(document) for document in documents]), encoding="utf-8")
        contenders = [stack.enter_context(Contender(name, source, on)) for name in names]
        for _ in range(rounds + 1):
            for contender in contenders:
                contender.round()
    rows = {contender.name: _row(contender, characters) for contender in contenders}
    base = next((contender for contender in contenders if contender.name == BASE), None)
    for contender in contenders:
        rows[contender.name]["times"] = median(_times(contender, base)) if base else None
    return {
        "characters": characters,
        "documents": len(documents),
        "rounds": rounds,
        "machine": {**machine(), "pinned": on is not None, "load": [*load, _load()]},
        "contenders": rows,
    }


def _times(contender: Contender, base: Contender) -> list[float]:
    """How many times as fast as the other one it was in each round: both met the same weather."""
    pairs = zip(base.seconds(base.main), contender.seconds(contender.main), strict=True)
    return [other / own for other, own in pairs]


def _row(contender: Contender, characters: int) -> dict[str, Any]:
    main = contender.main
    cpu = contender.seconds(main)
    return {
        "rate": {"best": characters / min(cpu), "median": characters / median(cpu)},
        "seconds": {part: min(contender.seconds(part)) for part in contender.rounds[0]},
        # far above 1: others wanted the core, and even CPU seconds are dearer than on a quiet machine
        "wall": median(contender.seconds(main, "wall")) / median(cpu),
        "load": contender.load,
        "memory": contender.memory,
        "modules": contender.modules,
        "mentions": contender.mentions,
    }


def _rate(row: Any, kind: str) -> str:
    rate = row.get("f1", {}).get(kind)
    return "-" if rate is None else f"{rate:.2f}"


def machine() -> dict[str, Any]:
    """What a measurement ran on, and how busy it is at present."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": _load(),
    }


def _load() -> float | None:
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def as_markdown(result: Any, missing: Sequence[Peer]) -> str:
    """The result as a page: what was measured, the table, whether the goals are met."""
    machine, rows = result["machine"], result["contenders"]
    core = "one core" if machine["pinned"] else "not pinned to one core"
    lines = [
        f"{result['characters']:,} characters in {result['documents']} documents, {result['rounds']} rounds in turn, "
        f"{core} of {machine['cores']}, {machine['system']}, Python {machine['python']}, "
        f"load {machine['load'][0]} before and {machine['load'][1]} after.",
        "",
        f"| | characters a second, best | median | × {BASE}, median of rounds | wall / CPU | until ready, s "
        "| memory, MB | F1, strict | F1, overlap |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, row in rows.items():
        times = "-" if row["times"] is None else f"**{row['times']:.2f}**"
        memory = "-" if row["memory"] is None else f"{row['memory'] / 1024:.0f}"
        lines.append(
            f"| {name} | {row['rate']['best']:,.0f} | {row['rate']['median']:,.0f} | {times} | {row['wall']:.2f} "
            f"| {row['load']:.2f} | {memory} | {_rate(row, 'strict')} | {_rate(row, 'overlap')} |"
        )
    lines += [""]
    for name in KG:
        if name in rows:
            parts = rows[name]["seconds"]
            apart = ", ".join(f"{part} {seconds:.3f} s" for part, seconds in parts.items())
            each = 1000 * rows[name]["mentions"] / result["characters"]
            lines += [
                f"- {name}: {apart} (best of each). The table counts extract; {each:.0f} mentions in 1,000 characters."
            ]
            if rows[name]["times"] is not None:
                met = "met" if rows[name]["times"] >= GOALS[name] else "missed"
                lines += [f"  The goal, {GOALS[name]:g} × {BASE}, is {met}."]
    lines += [f"- not installed, not measured: {', '.join(peer.name for peer in missing)}"] if missing else []
    lines += ["- versions: " + ", ".join(f"{name} {release}" for name, release in _versions(rows))]
    return "\n".join(lines) + "\n"


def _versions(rows: Iterable[str]) -> list[tuple[str, str]]:
    present, _ = installed_peers()
    return [
        ("kg-speeches", version("kg-speeches")),
        *((one.name, one.version()) for one in present if one.name in rows),
    ]


def quality(gold: Path, folder: Path, peers: Sequence[Peer]) -> dict[str, dict[str, float | None]]:
    """F1 of people, places and organizations together, strict and by overlap, of kg and of each peer by name."""
    return {
        name: {"strict": figures(found.strict, TYPES).f1, "overlap": figures(found.relaxed, TYPES).f1}
        for name, found in scores(gold, folder, peers).items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the page, and write speed.md and speed.json where --out says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--texts", type=Path, help="a folder of texts; without it, texts made of the clauses of corpus/"
    )
    parser.add_argument("--characters", type=int, default=200_000, help="how much text to make (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds that count (default %(default)s)")
    parser.add_argument("--peers", nargs="*", help="only these peers")
    parser.add_argument(
        "--gold", type=Path, nargs=2, metavar=("GOLD", "TEXTS"), help="F1 beside speed, as bench.unseen scores it"
    )
    parser.add_argument("--out", type=Path, help="folder for speed.md and speed.json")
    options = parser.parse_args(arguments)
    documents = texts(options.texts) if options.texts else made(texts(CORPUS), options.characters)
    peers, missing = installed_peers(options.peers)
    tokenizers = [name for name, module in KG.items() if module == "jieba" or any(p.module == module for p in peers)]
    result = measure(documents, options.rounds, peers, tokenizers)
    if options.gold:
        gold, annotated = options.gold
        f1 = quality(gold, annotated, peers)
        for name, row in result["contenders"].items():
            row["f1"] = f1["kg" if name in KG else name]
    page = as_markdown(result, missing)
    print(page, end="")
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "speed.md").write_text(page, encoding="utf-8")
        (options.out / "speed.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
