"""The verb that measures the graph: measures."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import OUT, answer, answer_options
from kg.cli.server import connection, server_options
from kg.lang import choose

# As kg.measures.run has them; written out, so that the help does not wait for what computes them.
NAMES = ("central-programs", "program-communities", "similar-speeches")


@click.command()
@click.argument("name", type=click.Choice(NAMES))
@OUT
@answer_options(30, "图谱在何处 · where the graph is")
@server_options
def measures(name: str, out: Path, store: str, form: str, limit: int, **server: str | None) -> None:
    """图谱度量：中心项目、项目群、相似讲话 · central programs, communities of programs, similar speeches."""
    from kg.measures import run

    if store == "neo4j":
        rows, engine = run.on_server(connection(server), name, limit)
        click.echo(choose(f"计算：{engine.name}", f"computed by {engine.name}"), err=True)
    else:
        rows = run.on_folder(out, name, limit)
    answer(rows, form, run.MEASURES[name])
