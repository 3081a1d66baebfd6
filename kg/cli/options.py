"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


def out_option(default: Callable[[], Path] | None) -> Callable[..., Any]:
    """The option that names the output folder."""
    kind = click.Path(path_type=Path)
    return click.option("--out", "-o", default=default, show_default="out", type=kind, help="输出目录 · output folder")


def _out() -> Path:
    from kg.config import read_config

    return read_config().out or Path("out")


# Of the verbs that read an output folder: where it is not given, the one that the kg.toml of the current folder names.
OUT = out_option(_out)
