"""The verb that fills a server: load."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import OUT
from kg.cli.server import connection, server_options
from kg.lang import choose

if TYPE_CHECKING:
    from kg.sinks.base import WriteSummary

# Nodes above which the bulk import is worth stopping the server for (bench/neo4j.md).
MANY = 100_000


@click.command()
@OUT
@server_options
@click.option("--quiet", "-q", is_flag=True, help="不显示进度与结果 · print nothing but faults")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果 · print the result as JSON")
def load(out: Path, quiet: bool, as_json: bool, **given: str | None) -> None:
    """把图谱载入 Neo4j · load the graph into Neo4j."""
    from kg.graph.folder import read_graph
    from kg.progress import Progress
    from kg.sinks.neo4j import load as load_graph

    graph = read_graph(out)
    server = connection(given)
    if not (quiet or as_json):
        click.echo(f"{server.uri}  {server.database}", err=True)
        if len(graph.nodes) > MANY:
            click.echo(
                choose(
                    "图谱较大；要装进空数据库，kg neo4j import 更快",
                    "a large graph: into an empty database, kg neo4j import is faster",
                ),
                err=True,
            )
    try:
        done = load_graph(graph, server, Progress(quiet or as_json))
    except KeyboardInterrupt:
        click.echo(
            choose(
                "已中断，只装载了一部分；再运行一次 kg load 即可补全",
                "broken off with a part of the graph loaded: run kg load again to complete it",
            ),
            err=True,
        )
        raise click.exceptions.Exit(130) from None
    if as_json:
        click.echo(json.dumps(asdict(done), indent=2))
    elif not quiet:
        click.echo(told(done))


def told(done: WriteSummary) -> str:
    """Two lines: what the database holds of nodes and of relations, and what that took."""
    rows = (
        ("节点", "nodes", done.nodes, done.nodes_created, done.nodes_changed, done.nodes_removed),
        ("关系", "relations", done.relations, done.relations_created, done.relations_changed, done.relations_removed),
    )
    return "\n".join(
        choose(
            f"{zh} {held:,}：新增 {created:,}，更改 {changed:,}，移除 {removed:,}",
            f"{held:,} {en}: {created:,} created, {changed:,} changed, {removed:,} removed",
        )
        for zh, en, held, created, changed, removed in rows
    )
