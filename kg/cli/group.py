"""What `kg` itself does around every verb: language, signals, and a user's fault in one sentence."""

from __future__ import annotations

from typing import Any

import click

from kg.errors import KgError
from kg.lang import choose
from kg.text import printable


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
