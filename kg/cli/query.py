"""The verb that asks: query."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import OUT
from kg.cli.server import connection, server_options
from kg.text import printable


@click.command()
@click.argument("query", metavar="NAME|CYPHER", required=False)
@OUT
@click.option(
    "--parameter", "-p", "parameters", multiple=True, metavar="K=V", help="查询参数 · a parameter of the query"
)
@click.option(
    "--store",
    type=click.Choice(["embedded", "neo4j"]),
    default="embedded",
    show_default=True,
    help="向谁查询 · where to ask",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="输出格式 · form of the result",
)
@click.option("--limit", default=1000, show_default=True, type=click.IntRange(1), help="最多行数 · most rows")
@click.option(
    "--timeout", default=30.0, show_default=True, type=click.FloatRange(0.1), help="时限（秒）· seconds allowed"
)
@click.option("--list", "list_all", is_flag=True, help="列出内置查询 · list the shipped queries")
@server_options
def query(
    query: str | None,
    out: Path,
    parameters: tuple[str, ...],
    store: str,
    form: str,
    limit: int,
    timeout: float,
    list_all: bool,
    **server: str | None,
) -> None:
    """运行内置查询或 Cypher 语句（只读）· run a shipped query or Cypher, read-only."""
    from kg.query import run, shipped, show
    from kg.query.rows import Limits

    if list_all or not query:
        for known in shipped.queries().values():
            takes = " ".join(f"-p {parameter.name}=…" for parameter in known.parameters)
            click.echo(f"{known.name:26}{known.title}  {takes}".rstrip())
        return
    question = run.question(query, parameters)
    limits = Limits(seconds=timeout, rows=limit)
    if store == "neo4j":
        rows = run.on_neo4j(connection(server), question, limits)
    else:
        rows = run.on_embedded(out, question, limits)
    width = None if sys.stdout.isatty() else 200
    answer = show.text(rows, form, question.shipped, width)
    click.echo("\n".join(map(printable, answer.split("\n"))) if sys.stdout.isatty() else answer, nl=False)
    if form != "table" and rows.truncated:
        click.echo(show.notice(rows), err=True)
