"""Killing builds at every point: `python -m tests.faults.kills --help`.

A build of texts that have changed since the former output is run in a child that ends itself at its first point
(tests.faults.points), then in one that does so at its second, and so on to the last. After each: the folder holds the
former output or the new one, byte for byte; the next build gives the new one; and nothing is left beside it. Children
are forked, so that what a build loads is loaded once. One JSON object is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.faults.points import Points

FORMER, LATER = "第一次", "第二次"
TALK = (
    "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n要实施“双五星”创评，这是{}。\n"
)
KEEPS = ("in", "out", "out.parts")


class Trial:
    """A folder with texts, a former output, and what the output of the changed texts must be."""

    def __init__(self, root: Path, workers: int | None, allowed: tuple[str, ...] = ()) -> None:
        self.root, self.workers = root, workers
        self.allowed = ("former", "later", *allowed)
        self.out = root / "out"
        self._write(FORMER)
        self._must(self.build)
        self.former = digests(self.out)
        self._keep("former")
        self._write(LATER)
        self._must(self.build)
        self.later = digests(self.out)
        assert self.later != self.former
        self._keep("later")

    def build(self) -> int:
        """Build as the command line does; the exit code."""
        from kg.cli import main

        arguments = ["build", str(self.root / "in"), "-o", str(self.out), "-q"]
        arguments += ["--workers", str(self.workers)] if self.workers else []
        try:
            main(arguments)
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    def reset(self, parts: str) -> None:
        """The former output again, with the parts that a build of the former or the later texts leaves."""
        for name in os.listdir(self.root):  # noqa: PTH208 (a name may be hidden)
            if name not in ("in", "kept"):
                path = self.root / name
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.root / "kept" / "former" / "out", self.out)
        kept = self.root / "kept" / parts / "out.parts"
        if kept.exists():
            shutil.copytree(kept, self.root / "out.parts")

    def faults(self) -> list[str]:
        """What a kill has done that it must not, and what the next build has not put right."""
        found = []
        state = self.state()
        if state not in self.allowed:
            found.append(f"the output is {state}")
        self._must(self.build)
        if digests(self.out) != self.later:
            found.append("the next build gives something else")
        left = [name for name in os.listdir(self.root) if name not in (*KEEPS, "kept")]  # noqa: PTH208
        left += [str(path) for path in self.root.glob("out.parts/**/*.tmp")]
        left += [path.name for path in self.out.iterdir() if path.name.startswith(".")]
        return found + [f"left: {name}" for name in left]

    def state(self) -> str:
        """Which output is there."""
        if not self.out.exists():
            return "gone"
        now = digests(self.out)
        if "manifest.json" not in now:
            return "no manifest"
        return {tuple(self.former.items()): "former", tuple(self.later.items()): "later"}.get(
            tuple(now.items()), "mixed"
        )

    def _write(self, which: str) -> None:
        (self.root / "in").mkdir(exist_ok=True)
        (self.root / "in" / "讲话.txt").write_text(TALK.format(which), encoding="utf-8")

    def _keep(self, name: str) -> None:
        for folder in ("out", "out.parts"):
            if (self.root / folder).exists():
                shutil.copytree(self.root / folder, self.root / "kept" / name / folder)

    def _must(self, work: Callable[[], int]) -> None:
        status = forked(work)
        assert os.waitstatus_to_exitcode(status) == 0, f"a build that nothing disturbs ends with {status}"


def forked(work: Callable[[], int]) -> int:
    """Do something in a child; its status as os.wait tells it."""
    child = os.fork()
    if child == 0:
        try:
            code = work()
        except BaseException:
            traceback.print_exc()
            code = 70
        sys.stdout.flush()
        os._exit(code)
    return os.waitpid(child, 0)[1]


def digests(folder: Path) -> dict[str, str]:
    """The hash of each file of an output, but for its seconds."""
    listed = sorted(path for path in folder.iterdir() if path.name != "timings.json")
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in listed}


def run(trial: Trial, points: Points, inside: bool, listing: Path | None = None) -> Callable[[], int]:
    """What a child does: the build, with points, the user standing in the output folder or not."""

    def work() -> int:
        points.install()
        if inside:
            os.chdir(trial.out)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        code = trial.build()
        points.listens = False
        if listing:
            listing.write_text(json.dumps(points.passed), encoding="utf-8")
        return code

    return work


def prepare(exchanges: bool) -> None:
    """Load once what each child would load."""
    import kg.cli.build  # noqa: F401
    from kg import build
    from kg.config import Config
    from kg.progress import Progress
    from kg.run.rules import rules_of
    from kg.sinks import swap

    build._lexicon = cache(build._lexicon)
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "讲话.txt"
        text.write_text(TALK.format(FORMER), encoding="utf-8")
        build.build([text], Path(folder) / "out", Progress(quiet=True))
    rules_of(Config())
    if not exchanges:
        swap.exchange = lambda left, right: False


def trials(arguments: argparse.Namespace) -> dict[str, Any]:
    """Kill at every point, or at every `step`-th; what came of it."""
    prepare(not arguments.renames)
    number = signal.Signals[arguments.signal]
    with tempfile.TemporaryDirectory(prefix="kg-kills-") as folder:
        root = Path(folder).resolve()
        # where folders cannot change places there is a moment without one; where files are moved, one without a
        # manifest, without which nothing reads them
        odd = ("gone",) * arguments.renames + ("no manifest",) * arguments.inside
        trial = Trial(root, arguments.workers, odd)
        trial.reset(arguments.parts)
        listing = root / "kept" / "points.json"
        forked(run(trial, Points(str(root)), arguments.inside, listing))
        passed: list[str] = json.loads(listing.read_text(encoding="utf-8"))
        wanted = [at for at, label in enumerate(passed, 1) if arguments.only in label][:: arguments.step]
        if arguments.last:
            wanted = wanted[-arguments.last :]
        faults: dict[str, list[str]] = {}
        ends: dict[str, int] = {}
        states: dict[str, int] = {}
        for at in wanted:
            trial.reset(arguments.parts)
            points = Points(str(root), lambda: os.kill(os.getpid(), number), at)
            code = os.waitstatus_to_exitcode(forked(run(trial, points, arguments.inside)))
            ends[str(code)] = ends.get(str(code), 0) + 1
            state = trial.state()
            states[state] = states.get(state, 0) + 1
            if wrong := trial.faults():
                faults[f"{at}: {passed[at - 1]}"] = [f"ended with {code}", *wrong]
    return {"points": len(passed), "tried": len(wanted), "ends": ends, "states": states, "faults": faults}


def together(arguments: argparse.Namespace) -> dict[str, Any]:
    """Several builds of the same folder, begun at the same moment."""
    prepare(exchanges=True)
    with tempfile.TemporaryDirectory(prefix="kg-kills-") as folder:
        trial = Trial(Path(folder).resolve(), arguments.workers)
        trial.reset("former")
        ends: dict[str, int] = {}
        begin, ready = os.pipe()
        children = []
        for _ in range(arguments.together):
            child = os.fork()
            if child == 0:
                os.close(ready)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                os.read(begin, 1)  # until all are there
                os._exit(trial.build())
            children.append(child)
        os.close(ready)
        for child in children:
            code = str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            ends[code] = ends.get(code, 0) + 1
        wrong = [] if trial.state() == "later" else [f"the output is {trial.state()}"]
        wrong += trial.faults()
        return {"ends": ends, "faults": {"together": wrong} if wrong else {}}


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--signal", default="SIGKILL", help="what ends the build [SIGKILL]")
    parser.add_argument("--workers", type=int, help="as of kg build")
    parser.add_argument("--parts", default="former", choices=("former", "later"), help="which texts were read before")
    parser.add_argument("--inside", action="store_true", help="the user stands in the output folder")
    parser.add_argument("--renames", action="store_true", help="as on a system that cannot exchange two folders")
    parser.add_argument("--together", type=int, help="no kills, but so many builds at the same moment")
    parser.add_argument("--only", default="", help="only points that hold this")
    parser.add_argument("--step", type=int, default=1, help="only each so-manieth")
    parser.add_argument("--last", type=int, help="only so many at the end")
    arguments = parser.parse_args()
    came = together(arguments) if arguments.together else trials(arguments)
    print(json.dumps(came, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
