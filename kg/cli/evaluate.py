"""The verb that scores a build: eval."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import OUT


@click.command("eval")
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
