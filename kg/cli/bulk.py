"""The verb that fills the database of a stopped server at once: neo4j import."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.neo4j import home_option
from kg.cli.options import OUT, say
from kg.lang import choose


@click.command("import")
@home_option
@OUT
@click.option("--overwrite", is_flag=True, help="替换已有的整个数据库 · replace the whole database that is there")
def bulk(home: Path | None, out: Path, overwrite: bool) -> None:
    """批量导入（服务须先停止），然后启动服务 · import in bulk into a stopped server, then start it."""
    from kg.export.bulk import import_graph
    from kg.graph.folder import read_graph
    from kg.server.command import Settings
    from kg.server.home import stopped_home

    graph = read_graph(out)
    home = home or stopped_home()
    say(f"数据目录 {home}", f"data folder {home}")
    state = import_graph(graph, home, Settings(), say, overwrite=overwrite)
    click.echo(
        choose(
            f"已导入 {len(graph.nodes):,} 个节点、{len(graph.edges):,} 条关系；服务已启动：{state.uri}",
            f"imported {len(graph.nodes):,} nodes and {len(graph.edges):,} relations; the server runs at {state.uri}",
        )
    )
