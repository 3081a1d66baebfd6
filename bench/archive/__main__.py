"""An archive as it comes, made by chance (always the same) and built: is every bad file named, and every good one read?

    python -m bench.archive [--files 10000] [--bad 0.05] [--workers 2] [--out FOLDER]

The texts are those of bench.made, as text in six encodings, Markdown, Word, PDF, pages, mails, rich text and archives;
among them are versions of one talk with words blanked, and copies. In a share of the files something is wrong, in every
way of bench/archive/bad.py in turn. FOLDER keeps the archive (in) and what was built of it (out). It takes the extras
`formats` and `scale`, and Pillow.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench.archive.check import as_markdown, findings
from bench.archive.plan import SHARE, archive, write
from bench.scale import Watch


def measure(folder: Path, files: int, share: float, workers: int) -> tuple[str, bool]:
    """Make the archive below a folder, build it in a process of its own; the figures, and whether all is right."""
    began = perf_counter()
    expected = write(archive(files, share), folder / "in")
    size = sum(path.lstat().st_blocks * 512 for path in (folder / "in").rglob("*"))
    made, began = perf_counter() - began, perf_counter()
    command = [sys.executable, "-m", "kg", "build", str(folder / "in"), "-o", str(folder / "out"), "-q"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([*command, "--workers", str(workers)], stdout=log, stderr=log)
        watch = Watch(process.pid)
        watch.start()
        status = process.wait()
        watch.end()
    built = perf_counter() - began
    if status:
        return f"The build ended with {status}:\n\n{(folder / 'log').read_text()[-2000:]}", False
    found = findings(folder / "out", expected)
    taken = [
        ("files", f"{files:,} ({size / 2**20:,.0f} MiB), with those in archives and mails {len(expected):,}"),
        ("made in", f"{made:,.0f} s"),
        (f"built with --workers {workers} in", f"{built:,.0f} s"),
        ("most memory", f"{watch.main:,} MB, a worker {watch.worker:,} MB"),
        ("ended with", str(status)),
    ]
    return as_markdown(found, taken), not found.wrong


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--bad", type=float, default=SHARE, help="which share of them")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, help="a new folder to keep")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.out or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        figures, right = measure(folder, given.files, given.bad, given.workers)
    print(figures)
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
