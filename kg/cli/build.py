"""The verbs that write an output folder: build, and render for its page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kg.cli.options import OUT, out_option
from kg.cli.own import own_options, settled
from kg.lang import choose
from kg.text import printable


@click.command()
@own_options
@out_option(None)
@click.option("--quiet", "-q", is_flag=True, help="不显示进度与表格 · print nothing but faults")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出统计 · print the report as JSON")
def build(quiet: bool, as_json: bool, **given: Any) -> None:
    """从讲话文件夹构建图谱 · build the graph from files or folders of speeches."""
    from kg.build import build as build_graph
    from kg.progress import Progress
    from kg.report import print_matrix, print_problems, print_summary

    own = settled(given)
    out = own.out or Path("out")
    built = build_graph(own.inputs, out, Progress(quiet or as_json), own)
    if as_json:
        click.echo(json.dumps(built.report, ensure_ascii=False, indent=2))
    elif not quiet:
        print_matrix(built.matrix)
        print_summary(built.report, out)
    print_problems(built.problems)


@click.command()
@OUT
@click.option(
    "--limit", default=400, show_default=True, type=click.IntRange(1), help="最多显示的节点数 · most nodes shown"
)
def render(out: Path, limit: int) -> None:
    """重新生成 graph.html · draw graph.html anew."""
    from kg.graph.folder import read_graph
    from kg.render.page import render as render_page
    from kg.reporting.collect import collect
    from kg.reporting.show import for_page
    from kg.sinks.replace import replace_output

    page = render_page(read_graph(out), limit=limit, report=for_page(collect(out)))
    replace_output(out, "graph.html", page.encode())
    target = out / "graph.html"
    click.echo(printable(choose(f"已生成 {target}", f"wrote {target}")))
