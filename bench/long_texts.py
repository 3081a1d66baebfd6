"""What a million characters of one thing over and over take, kind by kind (tests/hostile/long_texts.py).

    python -m bench.long_texts [--length N] [--kind NAME ...]

Seconds of processor time to read the text, split it, find names and relations and link them.
"""

from __future__ import annotations

import argparse
import time

from kg.read.files import document_of
from tests.hostile.long_texts import KINDS, text
from tests.passages import HEAD, read


def main(arguments: list[str] | None = None) -> int:
    """Print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length", type=int, default=1_000_000)
    parser.add_argument("--kind", action="append", choices=KINDS)
    given = parser.parse_args(arguments)
    read(HEAD)  # what is loaded once
    slowest = 0.0
    for kind in given.kind or KINDS:
        begun = time.process_time()
        document, _ = document_of("a.txt", text(kind, given.length).encode())
        found = read(document.text) if document else None
        took = time.process_time() - begun
        slowest = max(slowest, took)
        print(f"{kind:24} {took:7.1f} s  {len(found.mentions) if found else 0:>8,} mentions", flush=True)
    print(f"{'slowest':24} {slowest:7.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
