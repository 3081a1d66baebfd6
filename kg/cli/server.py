"""The options of verbs that speak to a Neo4j server, and which server they mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kg.errors import KgError
from kg.lang import choose

if TYPE_CHECKING:
    from kg.sinks.connection import Connection


def server_options(verb: Callable[..., None]) -> Callable[..., None]:
    """The options that name a Neo4j server, which `connection` takes."""
    verb = click.option(
        "--password",
        is_flag=False,
        flag_value="",
        help="Neo4j 密码，不写值则询问 · password; asked for where no value is given [NEO4J_PASSWORD]",
    )(verb)
    for name, words in (
        ("database", "Neo4j 数据库 · database [NEO4J_DATABASE]"),
        ("user", "Neo4j 用户 · user [NEO4J_USERNAME]"),
        ("uri", "Neo4j 地址，缺省为 kg neo4j up 启动的 · address, else of what kg neo4j up started [NEO4J_URI]"),
    ):
        verb = click.option(f"--{name}", help=words)(verb)
    return verb


def connection(given: Mapping[str, str | None]) -> Connection:
    """The server that the options or the environment name; where they name no address, the one of `kg neo4j up`.

    The password is asked for on a terminal where none is given. KgError as kg.sinks.connection.connection_from has it.
    """
    from kg.server.home import running
    from kg.sinks.connection import connection_from

    given = dict(given)
    named = any(given.get(key) is not None for key in ("uri", "user", "password")) or any(
        os.environ.get(f"NEO4J_{key}") for key in ("URI", "USERNAME", "PASSWORD")
    )
    own = None if named else running()  # whoever gives credentials means the server that they are for
    if own:
        return replace(own, database=given.get("database") or os.environ.get("NEO4J_DATABASE") or own.database)
    asked = given.get("password") == ""
    if asked or not (given.get("password") or os.environ.get("NEO4J_PASSWORD")):
        if sys.stdin.isatty():
            given["password"] = click.prompt(choose("Neo4j 密码", "Neo4j password"), hide_input=True, err=True)
        elif asked:
            raise KgError("没有终端可询问密码：请设置 NEO4J_PASSWORD", "no terminal to ask on: set NEO4J_PASSWORD")
    return connection_from(os.environ, given)
