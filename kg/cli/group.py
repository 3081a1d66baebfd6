"""What `kg` itself does around every verb: language, signals, and a user's fault in one sentence."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import Any

import click

from kg.errors import KgError
from kg.lang import choose
from kg.text import printable


class Commands(click.Group):
    """A group that turns a user's fault into one sentence and exit code 2; bugs keep their traceback."""

    def invoke(self, context: click.Context) -> Any:
        """Run the verb; a fault of the user's is said and not raised, nor is what the machine refuses."""
        try:
            result = super().invoke(context)
            _flush()
        except KgError as fault:
            raise _told(str(fault)) from fault
        except (OSError, MemoryError) as fault:
            if (
                isinstance(fault, OSError) and fault.errno == errno.EPIPE
            ):  # whom it was told to has gone: click's affair
                raise
            from kg.sinks.refused import refusal

            why = refusal(fault)
            if why is None:
                raise
            named = getattr(fault, "filename", None)
            where = f"{os.fsdecode(named)} " if isinstance(named, (str, bytes, os.PathLike)) else ""
            raise _told(choose(f"{where}无法读写（{why[0]}）", f"cannot read or write {where}({why[1]})")) from fault
        except KeyboardInterrupt as stop:
            _drop()
            _say(choose("已中断，没有写了一半的输出", "interrupted; nothing is left half written"))
            raise click.exceptions.Exit(130) from stop
        return result

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb; of the name of a query that was taken for one it is said how to run it."""
        try:
            return super().resolve_command(context, arguments)
        except click.UsageError:
            from kg.query.shipped import plain, queries

            name = plain(arguments[0])
            if name not in queries():
                raise
            zh = f"没有命令“{name}”，它是内置查询，请用：kg query {name}"
            en = f"there is no command “{name}”; it is a shipped query: kg query {name}"
            raise click.UsageError(choose(zh, en), context) from None


def _flush() -> None:
    """Write out what was printed, or drop it: of a full disk one hears now, or in a traceback as Python ends."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):  # else Python tries once more
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _drop() -> None:
    """Write out what was printed before a fault, as far as that can be done."""
    with suppress(OSError):
        _flush()


def _told(fault: str) -> click.exceptions.Exit:
    _drop()
    _say(choose("错误：", "error: ") + "\n".join(map(printable, fault.split("\n"))))
    return click.exceptions.Exit(2)


def _say(text: str) -> None:
    with suppress(OSError):  # where even that cannot be written, the exit code tells
        click.echo(text, err=True)
