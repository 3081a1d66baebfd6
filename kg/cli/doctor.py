"""The verb that tells what is installed and what is missing: doctor."""

from __future__ import annotations

from pathlib import Path

import click

BROKEN = 1


@click.command()
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    help="另检查这个输出目录是否完整 · look whether this output folder is whole",
)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 · print JSON")
def doctor(out: Path | None, as_json: bool) -> None:
    """装了什么、缺什么、怎样补（退出码 0 可用，1 有坏处）· what is installed, what is missing, how to get it (1: broken)."""
    from kg.doctor import show
    from kg.doctor.examine import examine
    from kg.doctor.finding import broken

    findings = examine(out)
    click.echo(show.as_json(findings) if as_json else show.as_text(findings), nl=as_json)
    if broken(findings):
        raise click.exceptions.Exit(BROKEN)
