"""The verb that asks a person: review."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from kg.cli.options import OUT
from kg.errors import KgError
from kg.lang import choose
from kg.text import printable

VERDICTS = ("same", "different", "not-a-name")


@click.command()
@click.argument("names", nargs=-1, metavar="[TYPE LEFT [RIGHT]]")
@OUT
@click.option("--decisions", type=click.Path(path_type=Path), help="判断文件 · file of decisions [OUT.decisions.jsonl]")
@click.option("--list", "list_all", is_flag=True, help="列出已有判断及编号 · list the decisions with their numbers")
@click.option("--undo", type=int, metavar="N", help="撤回编号为 N 的判断 · withdraw decision N")
@click.option(
    "--decide",
    type=click.Choice(VERDICTS),
    help="不经问答，直接判断 TYPE LEFT RIGHT · decide without being asked: LEFT means RIGHT, or is another",
)
@click.option(
    "--scope", default="", help="判断的范围：文件、文件#标题或区划代码 · where it holds: a file, file#title, code"
)
@click.option(
    "--below", default=0.9, show_default=True, type=float, help="低于此分的合并也过目 · look at joins under this score"
)
@click.option("--by", help="判断人 · who decides [用户名 · user name]")
@click.option("--at", help="判断时间（ISO）· when, as ISO [现在 · now]")
def review(
    names: tuple[str, ...],
    out: Path,
    decisions: Path | None,
    list_all: bool,
    undo: int | None,
    decide: str | None,
    scope: str,
    below: float,
    by: str | None,
    at: str | None,
) -> None:
    """逐条判断存疑的同名、近名与简称，判断长期有效 · decide on doubtful names; decisions outlive rebuilds."""
    from kg.review import words
    from kg.review.decide import decisions_file, user
    from kg.review.record import recorded, withdraw

    if bool(names) != bool(decide):
        raise KgError("类型和名称要与 --decide 连用", "a type and names go with --decide, and it with them")
    path = decisions_file(out, decisions)
    if list_all:
        click.echo("\n".join(words.listed(recorded(path))))
        return
    who, when = by or user(), _clock(at)
    if undo is not None:
        told = words.line(withdraw(path, undo, who, when()))
        click.echo(choose(f"已撤回：{told}", f"withdrawn: {told}"))
    elif decide:
        _decide(path, out, decide, names, scope, who, when())
    elif not _walk(path, out, below, who, when):
        return
    click.echo(_rebuild(path, out))


def _clock(at: str | None) -> Callable[[], str]:
    from kg.review.decide import now

    return lambda: at or now()


def _decide(path: Path, out: Path, verdict: str, names: Sequence[str], scope: str, by: str, at: str) -> None:
    from kg.review import words
    from kg.review.decide import decision
    from kg.review.record import add

    if not 2 <= len(names) <= 3:
        raise KgError("--decide 需要：类型 左名称 [右名称]", "--decide takes: TYPE LEFT [RIGHT]")
    type_, left, right = (*names, "")[:3]
    decided = decision(type_, left, right, scope, verdict, by, at)
    added = add(path, decided)
    told = words.line(decided)
    click.echo(
        choose(f"已记下：{told}", f"recorded: {told}") if added else choose(f"早已如此：{told}", f"so already: {told}")
    )
    for name in filter(None, (decided.left.name, decided.right.name)):
        if not _is_named(out, decided.type, name):
            text = printable(name)
            click.echo(choose(f"注意：{out} 中没有“{text}”", f"note: {out} holds no {text}"), err=True)


def _is_named(out: Path, type_: str, name: str) -> bool:
    """Whether the build has a mention of that type and name, as far as there is a build."""
    from kg.graph.folder import read_fields
    from kg.link.forms import normal

    if not (out / "mentions.jsonl").exists():
        return True
    rows = (row for row in read_fields(out, "mentions", "type text entity") if row["type"] == type_)
    return any(name in (normal(row["text"]), normal(row["entity"])) for row in rows)


def _walk(path: Path, out: Path, below: float, by: str, now: Callable[[], str]) -> bool:
    """Ask; whether anything was decided."""
    from kg.link.decisions import in_force
    from kg.review.doubts import doubts
    from kg.review.record import recorded
    from kg.review.walk import Reviewer, walk

    open_ = doubts(out, in_force(recorded(path)), below)
    if not open_:
        click.echo(choose("没有需要判断的", "there is nothing to decide"))
    return walk(open_, path, Reviewer(by, now, _ask, click.echo)) > 0


def _ask(prompt: str) -> str | None:
    click.echo(prompt, nl=False)
    typed = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo(printable(typed.rstrip("\n")))  # so that a transcript shows what was answered
    return typed if typed else None


def _rebuild(path: Path, out: Path) -> str:
    """The command that puts decisions into effect."""
    from kg.config import read_config
    from kg.link.decisions import decisions_of

    command = ["kg", "build", *(() if read_config().inputs else ("IN…",)), "-o", str(out)]
    if decisions_of(read_config().decisions, out) != path:
        command += ["--decisions", str(path)]
    shown = printable(" ".join(part if part == "IN…" else shlex.quote(part) for part in command))
    return choose(f"重新构建后生效：{shown}", f"it takes effect with the next build: {shown}")
