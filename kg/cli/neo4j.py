"""The verbs that run a server of one's own: neo4j up, down and status."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import say
from kg.lang import choose

if TYPE_CHECKING:
    from kg.server.home import State

NOT_RUNNING = 3  # as of a service that is down

home_option = click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="服务的数据目录 · folder of the server [KG_NEO4J_HOME]",
)


def _memory(_: click.Context, __: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"[1-9]\d*[mg]", value):
        raise click.BadParameter(choose("应形如 512m 或 2g", "write it like 512m or 2g"))
    return value


@click.group()
def neo4j() -> None:
    """不用 Docker 的 Neo4j 服务 · a Neo4j server of one's own, without Docker."""


@neo4j.command()
@home_option
@click.option(
    "--release",
    type=click.Choice(["lts", "current"]),
    help="版本：长期支持或最新 · long-term or newest release [lts]",
)
@click.option("--memory", default="1g", show_default=True, callback=_memory, help="堆内存 · heap")
def up(home: Path | None, release: str | None, memory: str) -> None:
    """启动服务（首次会下载）· start the server; the first time, fetch it."""
    from kg.server.command import Settings
    from kg.server.home import usual_home
    from kg.server.process import release_of, start
    from kg.server.releases import LICENCE

    home = (home or usual_home()).absolute()

    state = start(home, release_of(home, release), Settings(heap=memory), say)
    click.echo("\n".join([*_lines(home, state), choose(*LICENCE)]))


@neo4j.command()
@home_option
def down(home: Path | None) -> None:
    """停止服务，数据保留 · stop the server; the data stay."""
    from kg.server.home import usual_home
    from kg.server.process import stop

    home = (home or usual_home()).absolute()
    ended = stop(home)
    click.echo(
        choose(f"已停止，数据在 {home}", f"stopped; the data are in {home}")
        if ended
        else choose("没有在运行的服务", "no server is running")
    )


@neo4j.command()
@home_option
def status(home: Path | None) -> None:
    """服务是否在运行（退出码 0 运行，3 未运行）· whether it runs (exit code 0 it does, 3 it does not)."""
    from kg.server.home import alive, read_state, usual_home
    from kg.server.process import answers

    home = (home or usual_home()).absolute()
    state = read_state(home) if alive(home) else None
    if state and answers(state):
        click.echo("\n".join(_lines(home, state)))
        return
    click.echo(choose("正在启动", "starting") if state else choose("没有在运行的服务", "no server is running"))
    raise click.exceptions.Exit(NOT_RUNNING)


def _lines(home: Path, state: State) -> list[str]:
    shown = [
        (choose("版本", "release"), f"Neo4j {state.version}"),
        (choose("驱动地址", "drivers"), state.uri),
        (choose("浏览器", "Browser"), state.browser),
        (choose("用户", "user"), "neo4j"),
        (choose("密码在", "password in"), str(home / "password")),
        (choose("数据在", "data in"), str(home / "data")),
    ]
    return [f"{name}: {value}" for name, value in shown if value]
