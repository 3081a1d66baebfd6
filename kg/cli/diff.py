"""The verb that holds two builds against each other: diff."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("old", metavar="OUT1", type=click.Path(path_type=Path))
@click.argument("new", metavar="OUT2", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="输出格式 · form of the result",
)
@click.option(
    "--limit", default=50, show_default=True, type=click.IntRange(1), help="最多显示的处数 · most differences shown"
)
def diff(old: Path, new: Path, form: str, limit: int) -> None:
    """比较两次构建：得失的实体、陈述与链接及其原因 · what a build lost and gained, and why."""
    from kg.diff.compare import compare
    from kg.diff.show import as_json, as_text

    found = compare(old, new)
    click.echo(as_json(found) if form == "json" else as_text(found, limit), nl=False)
