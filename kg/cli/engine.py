"""Options of kg build that name where it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.run.spark.whole import Spark

_GIVEN = "kg.given"
_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["local", "spark"]),
        default="local",
        show_default=True,
        help="在哪里运行 · where it runs",
    ),
    click.option("--master", metavar="URL", help="Spark 的 master：spark://、yarn、k8s://、local[2,4] · that of Spark"),
    click.option(
        "--spark",
        "settings",
        multiple=True,
        metavar="KEY=VALUE",
        help="Spark 的设置，可多次 · a setting of Spark, repeatable",
    ),
    click.option(
        "--store",
        metavar="URL",
        help="Spark 写表的文件夹，集群各机都能写 · where Spark writes its tables, within reach of all of it [OUT.spark]",
    ),
)


class AsGiven(click.Command):
    """A command that remembers its arguments as they were given: a path loses what only a URL has."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it."""
        ctx.meta[_GIVEN] = tuple(args)
        return super().parse_args(ctx, args)


def engine_options(verb: Callable[..., None]) -> Callable[..., None]:
    """Where a build runs, which `asked_spark` takes."""
    for option in reversed(_OPTIONS):
        verb = option(verb)
    return verb


def asked_spark(given: dict[str, Any]) -> Spark | None:
    """The Spark that is asked for, None for a build on this machine; takes its options out of `given`. KgError where
    they do not go together."""
    engine, master, store = given.pop("engine"), given.pop("master"), given.pop("store")
    settings = given.pop("settings")
    if engine == "local":
        if master or settings or store:
            raise KgError(
                "--master、--spark、--store 只用于 --engine spark",
                "--master, --spark and --store go with --engine spark",
            )
        return None
    if not master:
        raise KgError("请用 --master 给出 Spark 的 master", "name Spark's master with --master")
    from kg.run.spark.whole import Spark

    return Spark(master, _settings(settings), store or "")


def _settings(given: Sequence[str]) -> Mapping[str, str]:
    pairs = [text.partition("=") for text in given]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise KgError(f"--spark 应为 KEY=VALUE，而不是 {name}", f"--spark takes KEY=VALUE, not {name}")
    return {name: value for name, _, value in pairs}


def as_given(paths: Sequence[Path]) -> list[str]:
    """Inputs as they were typed, where that was a URL."""
    typed = {Path(text): text for text in click.get_current_context().meta[_GIVEN] if ":/" in text}
    return [typed.get(path, str(path)) for path in paths]
