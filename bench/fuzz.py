"""Many more hostile inputs than the tests have time for, and how many there were.

    python -m bench.fuzz [--minutes N] [--target NAME ...] [--engine atheris|hypothesis] [--seed N] [--out FOLDER]

The targets and their seeds are those of tests/hostile. With atheris (pip install atheris) the inputs are guided by what
code of kg they reach; without it they are mutations of the seeds by Hypothesis. Each target runs in a process of its
own for its share of the time. What fails is written to FOLDER (.cache/fuzz) as it stands, to become a seed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
import traceback
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 20_000  # bytes of an input
SLOWEST = 20.0  # seconds that one input may take


def main(arguments: list[str] | None = None) -> int:
    """Run all targets, each in its own process, and print a table of inputs tried and faults found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--target", action="append")
    parser.add_argument("--engine", choices=("atheris", "hypothesis"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "fuzz")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    from tests.hostile.targets import TARGETS

    names = given.target or list(TARGETS)
    engine = given.engine or ("atheris" if importlib.util.find_spec("atheris") else "hypothesis")
    if given.alone:
        return _alone(names[0], engine, given.minutes * 60, given.seed, given.out)
    given.out.mkdir(parents=True, exist_ok=True)
    total = faults = 0
    for name in names:
        share = given.minutes / len(names)
        command = [sys.executable, "-m", "bench.fuzz", "--alone", "--target", name, "--engine", engine]
        command += ["--minutes", str(share), "--seed", str(given.seed), "--out", str(given.out)]
        record = given.out / f"{name}.count"
        record.unlink(missing_ok=True)
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        tried = int(record.read_text()) if record.exists() else 0
        found = len(list(given.out.glob(f"{name}-*.txt")))
        if done.returncode not in (0, 1) and not found:
            print(done.stdout[-2000:], file=sys.stderr)
            found = 1
        total, faults = total + tried, faults + found
        print(f"{name:16} {engine:10} {tried:>9,} inputs  {found} faults", flush=True)
    print(f"{'all':16} {engine:10} {total:>9,} inputs  {faults} faults")
    return 1 if faults else 0


def _alone(name: str, engine: str, seconds: float, seed: int, out: Path) -> int:
    from tests.hostile.targets import TARGETS

    run = _Run(name, TARGETS[name], seconds, out)
    from tests.hostile.seeds import SEEDS

    run.target(SEEDS[name][0])  # what is loaded once is not what an input takes
    run.until = time.monotonic() + seconds
    (_guided if engine == "atheris" else _mutated)(run, seed)
    run.count()
    return 0


class _Run:
    """One target's inputs: counted, timed, and those that fail written down, one for each place that fails."""

    def __init__(self, name: str, target, seconds: float, out: Path) -> None:  # type: ignore[no-untyped-def]
        self.name, self.target, self.out = name, target, out
        self.until = time.monotonic() + seconds
        self.tried = 0
        self.places: set[str] = set()

    @property
    def over(self) -> bool:
        """Whether its time is up."""
        return time.monotonic() > self.until

    def one(self, data: bytes) -> None:
        """Try an input; a fault is told and does not end the run."""
        begun = time.monotonic()
        self.tried += 1
        try:
            self.target(data)
            place = "slow" if time.monotonic() - begun > SLOWEST else ""
            told = f"{time.monotonic() - begun:.1f} s"
        except Exception as fault:
            last = traceback.extract_tb(fault.__traceback__)[-1]
            place, told = f"{type(fault).__name__} {last.filename}:{last.lineno}", traceback.format_exc()
        if place and place not in self.places:
            self.places.add(place)
            named = self.out / f"{self.name}-{sha256(data).hexdigest()[:12]}"
            named.with_suffix(".bin").write_bytes(data)
            named.with_suffix(".txt").write_text(json.dumps(place) + "\n" + told, encoding="utf-8", errors="replace")
        if self.tried % 100 == 0 or self.over:
            self.count()

    def count(self) -> None:
        """Write down how many inputs were tried."""
        (self.out / f"{self.name}.count").write_text(str(self.tried))


def _mutated(run: _Run, seed: int) -> None:
    import hypothesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    from tests.hostile.mutate import mutated
    from tests.hostile.seeds import SEEDS

    while not run.over:

        @hypothesis.seed(seed)
        @settings(
            max_examples=2_000, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(st.one_of(mutated(SEEDS[run.name]), mutated(SEEDS[run.name]), st.binary(max_size=200)))
        def tried(data: bytes) -> None:
            if not run.over:
                run.one(data[:LONGEST])

        tried()
        seed += 1


def _guided(run: _Run, seed: int) -> None:
    import os

    import atheris  # type: ignore[import-untyped]

    from tests.hostile.mutate import HURTS
    from tests.hostile.seeds import SEEDS

    seeds = run.out / f"{run.name}.seeds"
    seeds.mkdir(exist_ok=True)
    for data in SEEDS[run.name]:
        (seeds / sha256(data).hexdigest()[:12]).write_bytes(data[:LONGEST])
    words = run.out / "words"
    written = ("".join(f"\\x{byte:02x}" for byte in hurt) for hurt in HURTS)
    words.write_text("".join(f'"{word}"\n' for word in written), encoding="ascii")
    for module in [one for name, one in sys.modules.items() if name.startswith("kg.")]:
        for function in vars(module).values():
            if getattr(function, "__module__", None) == module.__name__ and hasattr(function, "__code__"):
                atheris.instrument_func(function)

    def one(data: bytes) -> None:
        run.one(data)
        if run.over:
            sys.stdout.flush()
            os._exit(0)

    options = [f"-max_len={LONGEST}", f"-seed={seed}", f"-dict={words}", "-rss_limit_mb=3000", "-timeout=60"]
    atheris.Setup([sys.argv[0], *options, str(seeds)], one, enable_python_coverage=True)
    atheris.Fuzz()


if __name__ == "__main__":
    raise SystemExit(main())
