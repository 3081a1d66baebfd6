"""The verb that fills a server: load."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.options import OUT, server_options
from kg.lang import choose


@click.command()
@OUT
@server_options
def load(out: Path, **server: str | None) -> None:
    """把图谱载入 Neo4j（密码取自 NEO4J_PASSWORD）· load the graph into Neo4j (password from NEO4J_PASSWORD)."""
    from kg.graph.folder import read_graph
    from kg.sinks.connection import connection_from
    from kg.sinks.neo4j import load as load_graph

    done = load_graph(read_graph(out), connection_from(os.environ, server))
    click.echo(
        choose(
            f"节点 {done.nodes}（新增 {done.nodes_created}，移除 {done.nodes_removed}），"
            f"关系 {done.relations}（新增 {done.relations_created}，移除 {done.relations_removed}）",
            f"{done.nodes} nodes ({done.nodes_created} new, {done.nodes_removed} removed), "
            f"{done.relations} relations ({done.relations_created} new, {done.relations_removed} removed)",
        )
    )
