"""The verbs that write an output folder: build, and render for its page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kg.cli.engine import AsGiven, as_given, asked_spark, engine_options
from kg.cli.options import OUT, out_option
from kg.cli.own import own_options, settled
from kg.cli.serve import lacking
from kg.lang import choose
from kg.text import printable


@click.command(cls=AsGiven)
@own_options
@out_option(None)
@engine_options
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="用几个进程；已读过的文件不再读 · so many processes, and what was read before is not read again",
)
@click.option("--quiet", "-q", is_flag=True, help="不显示进度与表格 · print nothing but faults")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出统计 · print the report as JSON")
def build(workers: int | None, quiet: bool, as_json: bool, **given: Any) -> None:
    """从讲话文件夹构建图谱 · build the graph from files or folders of speeches."""
    from kg.build import build as build_graph
    from kg.progress import Progress
    from kg.report import print_matrix, print_problems, print_summary

    spark = asked_spark(given)
    own = settled(given)
    out = own.out or Path("out")
    progress = Progress(quiet or as_json)
    if spark:
        from kg.run.spark.whole import build_spark

        built = build_spark(as_given(own.inputs), out, progress, own, spark)
    else:
        built = build_graph(own.inputs, out, progress, own, workers)
    if as_json:
        click.echo(json.dumps(built.report, ensure_ascii=False, indent=2))
    elif not quiet:
        print_matrix(built.matrix)
        print_summary(built.report, out)
    print_problems(built.problems, out)


@click.command()
@OUT
@click.option(
    "--limit", default=400, show_default=True, type=click.IntRange(1), help="最多显示的节点数 · most nodes shown"
)
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    help="改为在此文件夹写出可浏览的静态网页 · write static pages to browse into this folder instead",
)
def render(out: Path, limit: int, site: Path | None) -> None:
    """重新生成 graph.html · draw graph.html anew."""
    if site:
        _site(out, site)
        return
    from kg.graph.folder import read_graph, read_manifest
    from kg.render.page import render as render_page
    from kg.reporting.collect import collect
    from kg.reporting.show import for_page
    from kg.sinks.replace import replace_output

    manifest = read_manifest(out)
    page = render_page(read_graph(out), limit=limit, report=for_page(collect(out)))
    replace_output(out, "graph.html", page.encode(), manifest)
    target = out / "graph.html"
    click.echo(printable(choose(f"已生成 {target}", f"wrote {target}")))


def _site(out: Path, site: Path) -> None:
    try:
        from kg.explorer.site import write_site
    except ImportError as fault:
        raise lacking(fault, "kg render --site") from fault

    number = write_site(out, site, lambda line: click.echo(printable(line), err=True))
    target = site / "index.html"
    click.echo(printable(choose(f"已生成 {target} 等 {number:,} 页", f"wrote {target} and {number - 1:,} more pages")))
