"""What an output folder was built from, in origin.json: enough to build it again.

Its paths are relative to the folder, so that texts and output may be moved together; the manifest leaves it out, since
it tells of a place and not of the graph.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.config import Config
from kg.sinks.files import ORIGIN


def write_origin(folder: Path, out: Path, inputs: Sequence[Path], own: Config) -> None:
    """FOLDER/origin.json: `inputs` and what a user added, seen from `out`, where the folder will stand."""
    base = out.resolve()
    origin = {
        "inputs": _relative(inputs, base),
        "lexicon": _relative(own.lexicon, base),
        "decisions": _relative([own.decisions], base)[0] if own.decisions else None,
        "timeline": _relative([own.timeline], base)[0] if own.timeline else None,
        "off": list(own.off),
        "plugins": list(own.plugins),
    }
    # in ASCII, since a name in a file system may be no text
    (folder / ORIGIN).write_bytes((json.dumps(origin, indent=2) + "\n").encode())


def read_origin(out: Path) -> tuple[tuple[Path, ...], Config] | None:
    """The inputs of the build that wrote `out`, and what the user added to it; None where that is not told."""
    base = out.resolve()
    try:
        origin = json.loads((base / ORIGIN).read_bytes())  # as it comes: a name in a file system may be no text
        inputs = _paths(origin["inputs"], base)
        own = Config(
            inputs=inputs,
            lexicon=_paths(origin["lexicon"], base),
            decisions=_path(origin["decisions"], base),
            timeline=_path(origin["timeline"], base),
            off=_names(origin, "off"),
            plugins=_names(origin, "plugins"),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return (inputs, own) if inputs else None


def _relative(paths: Iterable[Path], base: Path) -> list[str]:
    return [_from(path.resolve(), base).as_posix() for path in paths]


def _from(path: Path, base: Path) -> Path:
    try:
        return Path(os.path.relpath(path, base))
    except ValueError:  # on another drive
        return path


def _paths(given: Sequence[str], base: Path) -> tuple[Path, ...]:
    return tuple(Path(os.path.normpath(base / path)) for path in given)


def _path(given: str | None, base: Path) -> Path | None:
    return _paths([given], base)[0] if given else None


def _names(origin: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(name) for name in origin[key])
