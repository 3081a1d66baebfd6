"""How kg bears what is too much: many files, one that is too large. Prints what docs/reliability.md tells.

python -m bench.faults --files 100000
python -m bench.faults --large 200
python -m bench.faults --kills
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

TALK = "在全市会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n枝城镇要实施“双五星”创评。第{}次。\n"
A_FOLDER = 1000
# Every way in which tests.faults.kills ends builds.
KILLS = (
    (),
    ("--renames", "--only", "os.rename"),
    ("--inside", "--only", "os.rename"),
    ("--workers", "2", "--parts", "later"),
    ("--workers", "2", "--only", "in extract"),
    ("--signal", "SIGINT"),
)


def write(folder: Path, count: int) -> None:
    """So many small files, a thousand in a folder."""
    for number in range(count):
        if number % A_FOLDER == 0:
            (folder / f"{number // A_FOLDER:04}").mkdir(parents=True)
        path = folder / f"{number // A_FOLDER:04}" / f"{number:06}.txt"
        path.write_text(TALK.format(number), encoding="utf-8")


def measured(work: Callable[[], str]) -> str:
    """What a child says of its work, its seconds and the most memory that it and its children had."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        begun = perf_counter()
        said = work()
        own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        told = f"{said}: {perf_counter() - begun:.1f} s, {own // 1024} MB; a child of it at most {others // 1024} MB"
        os.write(writing, told.encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as source:
        return source.read()


def listed(folder: Path) -> str:
    """Listing alone, and hashing."""
    from kg.read.files import list_files

    return f"{len(list_files([folder]))} files listed"


def hashed(folder: Path) -> str:
    """Listing and reading all bytes."""
    from kg.run.inputs import hashed

    return f"{len(hashed([folder])[0])} files hashed"


def built(folder: Path, *options: str) -> str:
    """A build by the command line."""
    out = folder.parent / "out"
    command = [sys.executable, "-m", "kg", "--lang", "en", "build", str(folder), "-q", "-o", str(out), *options]
    done = subprocess.run(command, stderr=subprocess.PIPE, encoding="utf-8")
    last = (done.stderr.splitlines() or ["nothing said"])[-1].replace(str(folder.parent), "")
    return f"kg build {' '.join(options)}: exit {done.returncode}, {last[:150]}"


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, help="so many small files")
    parser.add_argument("--large", type=int, help="one text of so many MB")
    parser.add_argument("--workers", default="2", help="for --files [2]")
    parser.add_argument("--kills", action="store_true", help="kill builds at every point")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-faults-") as scratch:
        folder = Path(scratch) / "in"
        folder.mkdir()
        if arguments.files:
            write(folder, arguments.files)
            print(measured(lambda: listed(folder)), flush=True)
            print(measured(lambda: hashed(folder)), flush=True)
            print(measured(lambda: built(folder, "--workers", arguments.workers)), flush=True)
        elif arguments.large:
            size, talk = 0, TALK.format(0) + "要把这件事办好。" * 20_000 + "\n"
            with (folder / "汇编.txt").open("w", encoding="utf-8") as target:
                while size < arguments.large * 1_000_000:
                    target.write(talk)
                    size += len(talk.encode())
            print(measured(lambda: built(folder)), flush=True)
    for options in KILLS if arguments.kills else ():
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.kills", *options], stdout=subprocess.PIPE, check=True
        )
        print(" ".join(options) or "one process", json.dumps(json.loads(done.stdout), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
