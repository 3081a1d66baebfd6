"""What reading a file depends on besides its bytes: kg itself and what a user adds to it. Loaded once in a process."""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.chronology.occurrences import Forms
from kg.chronology.timeline import Fact, timeline
from kg.config import Config
from kg.extract.lexicon import Lexicon, build_lexicon, general_entries
from kg.extract.registry import Extractors, chosen
from kg.extract.user import read_lexicons
from kg.read.formats import releases
from kg.tokens import tokenizer_name


@dataclass(frozen=True, slots=True)
class Rules:
    """How files are read, as it can be sent to another process or machine. `version` is a hash of all that a result
    depends on; where the files that `lexicon` and `timeline` name lie elsewhere, it stays what it is."""

    version: str
    lexicon: tuple[Path, ...] = ()
    timeline: Path | None = None
    off: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What a process holds of some rules."""

    extractors: Extractors
    lexicon: Lexicon
    facts: tuple[Fact, ...]
    forms: Forms


def rules_of(own: Config) -> Rules:
    """The rules that a user asks for. KgError where a file is at fault or there is no extractor of a name."""
    extractors = chosen(own.off, own.plugins)
    parts = [_program(), platform.python_version(), unicodedata.unidata_version]
    parts += [f"{package} {version(package)}" for package in ("daachorse", tokenizer_name())]
    parts += [f"{library} {release}" for library, release in releases().items()]
    parts += [f"off {name}" for name in sorted(set(own.off))]
    parts += [f"plug-in {plugin.name} {plugin.release}" for plugin in extractors.plugins]
    for file in (*own.lexicon, *((own.timeline,) if own.timeline else ())):
        # what cannot be read is told by who reads it
        parts.append(f"{file.name} {sha256(file.read_bytes()).hexdigest()}" if file.is_file() else str(file))
    digest = sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return Rules(digest, own.lexicon, own.timeline, tuple(sorted(set(own.off))), tuple(sorted(set(own.plugins))))


_loaded: dict[str, State] = {}


def state(rules: Rules) -> State:
    """What the rules say, loaded at the first call. KgError as above."""
    if rules.version not in _loaded:
        entries, _ = read_lexicons(rules.lexicon)
        facts = tuple(timeline(rules.timeline))
        _loaded.clear()  # who asks for other rules has done with these
        _loaded[rules.version] = State(
            chosen(rules.off, rules.plugins),
            build_lexicon([*entries, *general_entries()]),
            facts,
            Forms(facts),
        )
    return _loaded[rules.version]


@cache
def _program() -> str:
    """A hash of all that kg is made of."""
    digest = sha256()
    for name, file in _files(files("kg"), ""):
        digest.update(f"{name}\0".encode())
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


# What no file is read with: what shows and serves a graph. Its change makes no reading stale.
_SHOWN = frozenset(("__pycache__", "cypher", "static", "web", "explorer", "render", "server", "query", "cli"))


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name not in _SHOWN:
                yield from _files(entry, f"{name}{entry.name}/")
        elif not entry.name.endswith((".pyc", ".so")):
            yield f"{name}{entry.name}", entry
