"""The command line: one function a verb. Parse, call, print; the work is elsewhere.

Heavy modules are imported inside the verbs, so that help and version answer at once.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.errors import KgError
from kg.lang import LANGUAGES, choose, set_language
from kg.text import printable

OUT = click.option(
    "--out", "-o", default="out", show_default=True, type=click.Path(path_type=Path), help="输出目录 · output folder"
)


def server_options(verb: Callable[..., None]) -> Callable[..., None]:
    """The options that name a Neo4j server; the password comes from the environment alone."""
    for name, words in (
        ("database", "Neo4j 数据库 · database [NEO4J_DATABASE]"),
        ("user", "Neo4j 用户 · user [NEO4J_USERNAME]"),
        ("uri", "Neo4j 地址 · address [NEO4J_URI]"),
    ):
        verb = click.option(f"--{name}", help=words)(verb)
    return verb


class Commands(click.Group):
    """A group that turns a user's fault into one sentence and exit code 2; bugs keep their traceback."""

    def invoke(self, context: click.Context) -> Any:
        """Run the verb; a fault of the user's is said and not raised."""
        try:
            return super().invoke(context)
        except KgError as fault:
            told = "\n".join(map(printable, str(fault).split("\n")))
            click.echo(choose("错误：", "error: ") + told, err=True)
            raise click.exceptions.Exit(2) from fault
        except KeyboardInterrupt as stop:
            click.echo(choose("已中断，原有输出未改动", "interrupted; the former output is as it was"), err=True)
            raise click.exceptions.Exit(130) from stop


EPILOG = "退出码 · exit codes: 0 完成 · done; 1 程序错误 · a bug; 2 输入或用法有误 · a fault in input or use; 130 中断 · interrupted"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__, prog_name="kg")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=lambda: os.environ.get("KG_LANG", "zh"),
    help="界面语言 · language of messages [zh]",
)
def main(lang: str) -> None:
    """中文讲话与公文的知识图谱：离线、可复现、处处有原文。

    A knowledge graph from Chinese speeches and official documents: offline, reproducible, each fact with its quotation.
    """
    set_language(lang if lang in LANGUAGES else "zh")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be ended is to be interrupted: clean up and say so
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a GBK console shows ? for what it lacks, and goes on


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="IN…")
@OUT
@click.option(
    "--lexicon", type=click.Path(path_type=Path), help="自己的词库（CSV 或 YAML）· names of your own (CSV or YAML)"
)
@click.option("--quiet", "-q", is_flag=True, help="不显示进度与表格 · print nothing but faults")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出统计 · print the report as JSON")
def build(inputs: tuple[Path, ...], out: Path, lexicon: Path | None, quiet: bool, as_json: bool) -> None:
    """从讲话文件夹构建图谱 · build the graph from files or folders of speeches."""
    from kg.build import build as build_graph
    from kg.progress import Progress
    from kg.report import print_matrix, print_problems, print_summary

    built = build_graph(inputs, out, Progress(quiet or as_json), lexicon)
    if as_json:
        click.echo(json.dumps(built.report, ensure_ascii=False, indent=2))
    elif not quiet:
        print_matrix(built.matrix)
        print_summary(built.report, out)
    print_problems(built.problems)


@main.command()
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
    from kg.sinks.connection import connection_from

    if list_all or not query:
        for known in shipped.queries().values():
            takes = " ".join(f"-p {parameter.name}=…" for parameter in known.parameters)
            click.echo(f"{known.name:26}{known.title}  {takes}".rstrip())
        return
    question = run.question(query, parameters)
    limits = Limits(seconds=timeout, rows=limit)
    if store == "neo4j":
        rows = run.on_neo4j(connection_from(os.environ, server), question, limits)
    else:
        rows = run.on_embedded(out, question, limits)
    width = None if sys.stdout.isatty() else 200
    answer = show.text(rows, form, question.shipped, width)
    click.echo("\n".join(map(printable, answer.split("\n"))) if sys.stdout.isatty() else answer, nl=False)
    if form != "table" and rows.truncated:
        click.echo(show.notice(rows), err=True)


@main.command()
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


@main.command()
@OUT
@click.option(
    "--limit", default=400, show_default=True, type=click.IntRange(1), help="最多显示的节点数 · most nodes shown"
)
def render(out: Path, limit: int) -> None:
    """重新生成 graph.html · draw graph.html anew."""
    from kg.graph.folder import read_graph
    from kg.render.page import render as render_page
    from kg.sinks.replace import replace_output

    replace_output(out, "graph.html", render_page(read_graph(out), limit=limit).encode())
    target = out / "graph.html"
    click.echo(printable(choose(f"已生成 {target}", f"wrote {target}")))


@main.command("eval")
@click.argument("gold", type=click.Path(path_type=Path))
@OUT
@click.option("--no-inferred", is_flag=True, help="推断的关系可有可无 · inferred relations count neither way")
@click.option(
    "--errors", default=0, metavar="N", type=click.IntRange(0), help="每种错误列出几处 · faults of each kind to show"
)
@click.option(
    "--texts", type=click.Path(path_type=Path), help="原文所在文件夹，用来显示上下文 · where the texts are, for context"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="输出格式 · form of the result",
)
def evaluate(gold: Path, out: Path, no_inferred: bool, errors: int, texts: Path | None, form: str) -> None:
    """与人工标注比较，报告准确率和召回率 · score a build against texts annotated by hand."""
    from kg.evaluate import context, show
    from kg.evaluate.run import evaluate as score

    result = score(gold, out, inferred=not no_inferred)
    click.echo(show.as_json(result) if form == "json" else show.as_table(result), nl=False)
    if errors:
        passages = context.whole(texts, result.files) if texts else context.quoted(out)
        click.echo("\n".join(context.lines(result.faults, passages, errors)), err=form == "json")
