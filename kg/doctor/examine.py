"""All looks, side by side: most of them wait for another process or a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.doctor import core, machine, places, programs, stores
from kg.doctor.extras import extras
from kg.doctor.finding import Finding, State
from kg.doctor.output import output

Look = Callable[[], Iterator[Finding]]
VITAL = ("core", "output")  # without which kg does not work, or an output folder cannot be called whole


def examine(out: Path | None) -> list[Finding]:
    """What was found, in a fixed order; about the folder `out` too, where one is given."""
    looks: list[tuple[str, str, Look]] = [
        ("core", "python", core.python),
        ("core", "packages", core.packages),
        ("core", "tokenizer", core.tokenizer),
        ("core", "sqlite", core.sqlite),
        ("core", "pages", core.explorer),
        ("extras", "extras", extras),
        ("programs", "office", programs.office),
        ("programs", "java", programs.java),
        ("programs", "maven", programs.maven),
        ("server", "own", stores.own),
        ("server", "named", stores.named),
        ("folders", "writable", lambda: places.writable(out)),
        ("folders", "kept", lambda: places.kept(out)),
        ("machine", "processors", machine.processors),
        ("machine", "open-files", machine.open_files),
        ("machine", "encoding", machine.encoding),
    ]
    if out is not None:
        looks.append(("output", "output", lambda: output(out)))
    with ThreadPoolExecutor(len(looks)) as pool:
        return [found for findings in pool.map(lambda look: list(_looked(*look)), looks) for found in findings]


def _looked(part: str, name: str, look: Look) -> Iterator[Finding]:
    """What a look finds; where it raises, a finding of that: what the others find is worth the more then."""
    try:
        yield from look()
    except Exception as fault:
        # what is said of a server might hold its password
        why = type(fault).__name__ + (f": {fault}" if part != "server" and str(fault) else "")
        told = (f"无法查看 {name}：{why}", f"could not look at {name}: {why}")
        state: State = "broken" if part in VITAL else "note"
        yield Finding(part, f"look-{name}", state, told, facts={"fault": why})
