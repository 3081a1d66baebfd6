"""The verb that tells what a build holds: report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import OUT


@click.command()
@OUT
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="输出格式 · form of the result",
)
@click.option(
    "--limit", default=50, show_default=True, type=click.IntRange(1), help="每表最多行数 · most rows of each table"
)
def report(out: Path, form: str, limit: int) -> None:
    """概况与疑点：讲话、版本、漏隐、日期不合、问题、覆盖、没有把握的链接 · what a build holds, and what is in doubt."""
    from kg.graph.folder import read_manifest
    from kg.reporting.collect import collect
    from kg.reporting.show import as_json, as_text

    read_manifest(out)
    sections = collect(out)
    width = None if sys.stdout.isatty() else 140
    click.echo(as_json(sections) if form == "json" else as_text(sections, limit, width), nl=False)
