"""The verb that measures the graph: measures."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import OUT
from kg.cli.server import connection, server_options
from kg.lang import choose
from kg.text import printable

# As kg.measures.run has them; written out, so that the help does not wait for what computes them.
NAMES = ("central-programs", "program-communities", "similar-speeches")


@click.command()
@click.argument("name", type=click.Choice(NAMES))
@OUT
@click.option(
    "--store",
    type=click.Choice(["embedded", "neo4j"]),
    default="embedded",
    show_default=True,
    help="图谱在何处 · where the graph is",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="输出格式 · form of the result",
)
@click.option("--limit", default=30, show_default=True, type=click.IntRange(1), help="最多行数 · most rows")
@server_options
def measures(name: str, out: Path, store: str, form: str, limit: int, **server: str | None) -> None:
    """图谱度量：中心项目、项目群、相似讲话 · central programs, communities of programs, similar speeches."""
    from kg.measures import run
    from kg.query import show

    if store == "neo4j":
        rows, engine = run.on_server(connection(server), name, limit)
        click.echo(choose(f"计算：{engine.name}", f"computed by {engine.name}"), err=True)
    else:
        rows = run.on_folder(out, name, limit)
    answer = show.text(rows, form, run.MEASURES[name], None if sys.stdout.isatty() else 200)
    click.echo("\n".join(map(printable, answer.split("\n"))) if sys.stdout.isatty() else answer, nl=False)
    if form != "table" and rows.truncated:
        click.echo(show.notice(rows), err=True)
