"""The verbs that score: eval a build, ablate what its score rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import OUT
from kg.cli.own import own_options, settled

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="输出格式 · form of the result",
)
NO_INFERRED = click.option(
    "--no-inferred", is_flag=True, help="推断的关系可有可无 · inferred relations count neither way"
)
# As in kg.evaluate.ablation, which is too heavy to import for help.
NATIONAL, OWN = ("term", "document", "body", "person"), "user"


@click.command("eval")
@click.argument("gold", type=click.Path(path_type=Path))
@OUT
@NO_INFERRED
@click.option(
    "--errors", default=0, metavar="N", type=click.IntRange(0), help="每种错误列出几处 · faults of each kind to show"
)
@click.option(
    "--texts", type=click.Path(path_type=Path), help="原文所在文件夹，用来显示上下文 · where the texts are, for context"
)
@FORMAT
def evaluate(gold: Path, out: Path, no_inferred: bool, errors: int, texts: Path | None, form: str) -> None:
    """与人工标注比较，报告准确率和召回率 · score a build against texts annotated by hand."""
    from kg.evaluate import context, show
    from kg.evaluate.run import evaluate as score

    result = score(gold, out, inferred=not no_inferred)
    click.echo(show.as_json(result) if form == "json" else show.as_table(result), nl=False)
    if errors:
        passages = context.whole(texts, result.files) if texts else context.quoted(out)
        click.echo("\n".join(context.lines(result.faults, passages, errors)), err=form == "json")


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@own_options
@click.option(
    "--keep",
    multiple=True,
    type=click.Choice(["national", *NATIONAL, OWN]),
    help="保留的名单，可多次；national 即全国性名单 · a list to keep, repeatable; national: all but your own",
)
@NO_INFERRED
@FORMAT
def ablate(gold: Path, keep: tuple[str, ...], no_inferred: bool, form: str, **given: Any) -> None:
    """去掉文中出现的名单条目，看分数降多少 · score a build with and without the listed names that stand in the texts."""
    from kg.build import build
    from kg.evaluate import ablation
    from kg.progress import Progress

    kept = {*keep, *(NATIONAL if "national" in keep else ())}
    result = ablation.ablate(
        gold,
        settled(given),
        lambda out, own: build(own.inputs, out, Progress(quiet=True), own),
        kept,
        inferred=not no_inferred,
    )
    click.echo(ablation.as_json(result) if form == "json" else ablation.as_table(result), nl=False)
