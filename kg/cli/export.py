"""The verb that hands the graph to other programs: export."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import OUT
from kg.lang import choose

# As kg.export.formats has them; written out, so that the help does not wait for what writes them.
FORMATS = ("graphml", "gexf", "jsonld", "cypher", "csv", "csv-raw", "parquet", "neo4j-admin")


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="文件格式 · form of the files")
@click.option("--to", type=click.Path(path_type=Path), help="写到何处 · file or folder to write [OUT.*, OUT-*]")
@OUT
def export(form: str, to: Path | None, out: Path) -> None:
    """导出图谱，供其他软件使用 · write the graph for other programs."""
    from kg.export import formats
    from kg.export.neo4j_admin import AFTER, COMMAND
    from kg.graph.folder import read_graph

    done = formats.export(read_graph(out), form, out, to)
    click.echo(choose(f"已写入 {done.path}", f"wrote {done.path}"))
    if done.replaced:
        click.echo(
            choose(
                f"有 {done.replaced} 个控制字符不能写入 XML，已改为 �",
                f"{done.replaced} control characters, which XML cannot hold, became �",
            )
        )
    if form == "neo4j-admin":
        click.echo(
            choose(
                f"停止服务后运行 {COMMAND}（数据库须为空），启动后再运行 {AFTER}",
                f"stop the server and run {COMMAND} (the database must be empty), start it and run {AFTER}",
            )
        )
