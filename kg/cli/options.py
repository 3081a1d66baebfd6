"""Options that several verbs share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.lang import choose
from kg.text import printable

if TYPE_CHECKING:
    from kg.query.rows import Rows
    from kg.query.show import Captions


def out_option(default: Callable[[], Path] | None) -> Callable[..., Any]:
    """The option that names the output folder."""
    kind = click.Path(path_type=Path)
    return click.option("--out", "-o", default=default, show_default="out", type=kind, help="输出目录 · output folder")


def _out() -> Path:
    from kg.config import read_config

    return read_config().out or Path("out")


# Of the verbs that read an output folder: where it is not given, the one that the kg.toml of the current folder names.
OUT = out_option(_out)


def answer_options(limit: int, store: str) -> Callable[..., Any]:
    """The options of a verb that answers with rows: where it asks (`store` says so in the help), form, most rows."""

    def given(verb: Callable[..., Any]) -> Callable[..., Any]:
        verb = click.option(
            "--limit", default=limit, show_default=True, type=click.IntRange(1), help="最多行数 · most rows"
        )(verb)
        forms, stores = click.Choice(["table", "json", "csv"]), click.Choice(["embedded", "neo4j"])
        form = click.option(
            "--format", "form", type=forms, default="table", show_default=True, help="输出格式 · form of the result"
        )
        return click.option("--store", type=stores, default="embedded", show_default=True, help=store)(form(verb))

    return given


def say(zh: str, en: str) -> None:
    """Tell how far a long task is, beside what it prints."""
    click.echo(choose(zh, en), err=True)


def answer(rows: Rows, form: str, captions: Captions | None) -> None:
    """Print rows in the form asked for; on a terminal nothing that it would act on, elsewhere 200 columns wide."""
    from kg.query import show

    terminal = sys.stdout.isatty()
    text = show.text(rows, form, captions, None if terminal else 200)
    click.echo("\n".join(map(printable, text.split("\n"))) if terminal else text, nl=False)
    if form != "table" and rows.truncated:
        click.echo(show.notice(rows), err=True)
