"""The command line: one function a verb. Parse, call, print; the work is elsewhere.

Heavy modules are imported inside the verbs, so that help and version answer at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.errors import KgError
from kg.lang import LANGUAGES, choose, set_language

OUT = click.option("--out", "-o", default="out", show_default=True, type=click.Path(path_type=Path), help="输出目录 · output folder")


class Commands(click.Group):
    """A group that turns a user's fault into one sentence and exit code 2; bugs keep their traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except KgError as fault:
            click.echo(choose("错误：", "error: ") + str(fault), err=True)
            raise click.exceptions.Exit(2) from fault


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
@click.option("--lang", type=click.Choice(LANGUAGES), default=lambda: os.environ.get("KG_LANG", "zh"), help="界面语言 · language of messages [zh]")
def main(lang: str) -> None:
    """中文讲话与公文的知识图谱：离线、可复现、处处有原文。

    A knowledge graph from Chinese speeches and official documents: offline, reproducible, each fact with its quotation.
    """
    set_language(lang if lang in LANGUAGES else "zh")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a GBK console shows ? for what it lacks, and goes on


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="IN…")
@OUT
@click.option("--quiet", "-q", is_flag=True, help="不显示进度与表格 · print nothing but faults")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出统计 · print the report as JSON")
def build(inputs: tuple[Path, ...], out: Path, quiet: bool, as_json: bool) -> None:
    """从讲话文件夹构建图谱 · build the graph from files or folders of speeches."""
    from kg.build import build as build_graph
    from kg.progress import Progress
    from kg.report import print_matrix, print_problems, print_summary

    built = build_graph(inputs, out, Progress(quiet or as_json))
    if as_json:
        click.echo(json.dumps(built.report, ensure_ascii=False, indent=2))
    elif not quiet:
        print_matrix(built.matrix)
        print_summary(built.report, out)
    print_problems(built.problems)


@main.command()
@click.argument("query", metavar="NAME|CYPHER", required=False)
@OUT
@click.option("--parameter", "-p", "parameters", multiple=True, metavar="K=V", help="查询参数 · a parameter of the query")
@click.option("--store", type=click.Choice(["embedded", "neo4j"]), default="embedded", show_default=True, help="使用的存储 · where to ask")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True, help="输出格式 · form of the result")
@click.option("--list", "list_all", is_flag=True, help="列出内置查询 · list the shipped queries")
def query(query: str | None, out: Path, parameters: tuple[str, ...], store: str, form: str, list_all: bool) -> None:
    """运行内置查询或 Cypher 语句 · run a shipped query or a Cypher statement (read-only)."""
    raise NotImplementedError


@main.command()
@OUT
def load(out: Path) -> None:
    """把图谱载入 Neo4j · load the graph into Neo4j."""
    raise NotImplementedError


@main.command()
@OUT
@click.option("--limit", default=400, show_default=True, type=click.IntRange(1), help="最多显示的节点数 · most nodes shown")
def render(out: Path, limit: int) -> None:
    """重新生成 graph.html · draw graph.html anew."""
    from kg.graph.folder import read_graph
    from kg.render.page import render as render_page

    target = out / "graph.html"
    target.write_text(render_page(read_graph(out), limit=limit), encoding="utf-8", newline="\n")
    click.echo(choose(f"已生成 {target}", f"wrote {target}"))


__all__: list[str] = ["main"]
_Verb = Callable[..., None]
