"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

OUT = click.option(
    "--out", "-o", default="out", show_default=True, type=click.Path(path_type=Path), help="输出目录 · output folder"
)


def server_options(verb: Callable[..., None]) -> Callable[..., None]:
    """The options that name a Neo4j server; the password comes from the environment alone."""
    for name, words in (
        ("database", "Neo4j 数据库 · database [NEO4J_DATABASE]"),
        ("user", "Neo4j 用户 · user [NEO4J_USERNAME]"),
        ("uri", "Neo4j 地址 · address [NEO4J_URI]"),
    ):
        verb = click.option(f"--{name}", help=words)(verb)
    return verb
