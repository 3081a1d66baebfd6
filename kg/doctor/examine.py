"""All looks, side by side: most of them wait for another process or a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.doctor import core, machine, places, programs, stores
from kg.doctor.extras import extras
from kg.doctor.finding import Finding
from kg.doctor.output import output

Look = Callable[[], Iterator[Finding]]


def examine(out: Path | None) -> list[Finding]:
    """What was found, in a fixed order; about the folder `out` too, where one is given."""
    looks: list[Look] = [
        core.python,
        core.packages,
        core.tokenizer,
        core.sqlite,
        core.explorer,
        extras,
        programs.office,
        programs.java,
        programs.maven,
        stores.own,
        stores.named,
        lambda: places.writable(out),
        lambda: places.kept(out),
        machine.processors,
        machine.open_files,
        machine.encoding,
    ]
    if out is not None:
        looks.append(lambda: output(out))
    with ThreadPoolExecutor(len(looks)) as pool:
        return [found for findings in pool.map(lambda look: list(look()), looks) for found in findings]
