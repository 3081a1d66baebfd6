"""The verb that shows a graph in a browser: serve."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import OUT
from kg.cli.server import connection, server_options
from kg.errors import KgError
from kg.lang import choose, language
from kg.text import printable

if TYPE_CHECKING:
    from kg.explorer.served import Served
    from kg.sinks.connection import Connection

HOST = "127.0.0.1"
# What the extra `serve` brings.
_EXTRA = ("starlette", "uvicorn", "pypinyin", "anyio", "h11")


@click.command()
@OUT
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="端口，0 为任一空闲 · port, 0: any free",
)
@click.option(
    "--store",
    type=click.Choice(["embedded", "neo4j"]),
    default="embedded",
    show_default=True,
    help="从哪里读图谱 · where the graph is read from",
)
@server_options
@click.option("--read-only", is_flag=True, help="不接受判断 · take no decisions")
@click.option("--by", help="判断人 · who decides [用户名 · user name]")
@click.option("--open", "opens", is_flag=True, help="打开浏览器 · open a browser")
def serve(out: Path, port: int, store: str, read_only: bool, by: str | None, opens: bool, **given: str | None) -> None:
    """在浏览器中浏览图谱，只在本机 · look at the graph in a browser, on this machine only."""
    try:
        import uvicorn

        from kg.explorer.app import explorer
    except ImportError as fault:
        raise lacking(fault, "kg serve") from fault

    server = connection(given) if store == "neo4j" else None
    with _bound(port) as bound:
        port = bound.getsockname()[1]
        app = explorer(_served(out, port, server, read_only=read_only, by=by))
        address = f"http://{HOST}:{port}/"
        click.echo(choose(f"{address}  （Ctrl+C 结束）", f"{address}  (Ctrl+C to end)"))
        if opens:
            click.launch(address)
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False, lifespan="on")
        with contextlib.suppress(KeyboardInterrupt):  # which is how it is ended, and leaves nothing half done
            uvicorn.Server(config).run(sockets=[bound])


def _served(out: Path, port: int, server: Connection | None, *, read_only: bool, by: str | None) -> Served:
    """The graph opened, its index made if it has to be."""
    from kg.explorer.again import decided_in
    from kg.explorer.console import Console
    from kg.explorer.index import open_index
    from kg.explorer.index.from_neo4j import open_neo4j
    from kg.explorer.opened import Opened
    from kg.explorer.rebuild import Rebuilder
    from kg.explorer.served import Served, hosts

    opened = Opened(out, lambda: open_neo4j(server, out, _say) if server else open_index(out, _say))
    return Served(
        opened,
        Console(opened, server),
        Rebuilder(opened, server),
        decided_in(out),
        secrets.token_urlsafe(24),
        hosts(port),
        language(),
        read_only,
        by,
    )


def lacking(fault: ImportError, what: str) -> Exception:
    """What to raise where something could not be imported: a sentence if it is of the extra, else the fault itself."""
    name = (fault.name or "").partition(".")[0]
    if name not in _EXTRA:
        return fault
    return KgError(
        f"{what} 还需要 {name}：pip install 'kg-speeches[serve]'",
        f"{what} also needs {name}: pip install 'kg-speeches[serve]'",
    )


def _say(line: str) -> None:
    click.echo(printable(line), err=True)


def _bound(port: int) -> socket.socket:
    """A socket at that port of this machine alone. KgError where it is taken or not allowed."""
    # asyncio sends at once only where the socket says that it is TCP; else every answer waits for 40 ms
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it lets two servers have one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
        bound.listen(128)
    except OSError as fault:
        bound.close()
        raise KgError(
            f"端口 {port} 用不了（{fault.strerror}），请用 --port 另选，或 --port 0",
            f"port {port} cannot be used ({fault.strerror}): choose another --port, or --port 0",
        ) from fault
    return bound
