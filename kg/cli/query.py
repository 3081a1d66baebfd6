"""The verb that asks: query."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from kg.cli.options import OUT, answer, answer_options, say
from kg.cli.server import connection, server_options
from kg.errors import KgError
from kg.text import printable


@click.command()
@click.argument("query", metavar="NAME|CYPHER", required=False)
@OUT
@click.option(
    "--parameter", "-p", "parameters", multiple=True, metavar="K=V", help="查询参数 · a parameter of the query"
)
@answer_options(1000, "向谁查询 · where to ask")
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
    from kg.query import run, shipped
    from kg.query.rows import Limits
    from kg.query.unknown import unknown_names

    if list_all or not query:
        for known in shipped.queries().values():
            takes = " ".join(f"-p {parameter.name}=…" for parameter in known.parameters)
            click.echo(f"{known.name:26}{known.title}  {takes}".rstrip())
        return
    question = run.question(query, parameters)
    ask = partial(run.on_neo4j, connection(server)) if store == "neo4j" else run.by_embedded(out)
    rows = ask(question, Limits(seconds=timeout, rows=limit))
    answer(rows, form, question.shipped)
    if not rows.rows:
        with suppress(KgError):  # the answer has been given, whatever comes of this
            for zh, en in unknown_names(question, ask, timeout):
                say(printable(zh), printable(en))
