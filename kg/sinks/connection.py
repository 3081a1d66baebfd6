"""How a Neo4j server is reached, and what is said when it is not."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import KgError

if TYPE_CHECKING:
    from neo4j import Driver
    from neo4j.exceptions import Neo4jError

URI = "bolt://127.0.0.1:7687"
USER = "neo4j"
DATABASE = "neo4j"
CONNECT_SECONDS = 10.0
RETRY_SECONDS = 10.0
OLDEST = (5, 26)
READ_ONLY = ("WriteOnReadOnlyAccessDatabase", "ForbiddenOnReadOnlyDatabase")
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a server is and who asks. The password is kept out of the repr, hence out of every message."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = DATABASE


def connection_from(env: Mapping[str, str], options: Mapping[str, str | None]) -> Connection:
    """The connection that `options` (uri, user, password, database) name, each else taken from NEO4J_URI,
    NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE in `env`, else the default of a local server.

    KgError where no password is given or the URI is not one that Neo4j understands.
    """
    uri = options.get("uri") or env.get("NEO4J_URI") or URI
    if "@" in uri:  # not repeated in the message, since it holds a password
        raise KgError(
            "Neo4j 地址中不要写用户名和密码，请用环境变量 NEO4J_USERNAME 和 NEO4J_PASSWORD",
            "keep user and password out of the address of Neo4j: set NEO4J_USERNAME and NEO4J_PASSWORD",
        )
    if not _is_address(uri):
        raise KgError(
            f"Neo4j 地址“{uri}”无效，应形如 {URI}",
            f"{uri!r} is not the address of a Neo4j server, which looks like {URI}",
        )
    password = options.get("password") or env.get("NEO4J_PASSWORD")
    if not password:
        raise KgError(
            "没有 Neo4j 密码：请设置环境变量 NEO4J_PASSWORD，或用 kg neo4j up 启动一个服务",
            "no password for Neo4j: set the environment variable NEO4J_PASSWORD, or start a server by kg neo4j up",
        )
    return Connection(
        uri,
        options.get("user") or env.get("NEO4J_USERNAME") or USER,
        password,
        options.get("database") or env.get("NEO4J_DATABASE") or DATABASE,
    )


def _is_address(uri: str) -> bool:
    try:
        parts = urlsplit(uri)
        return parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0  # .port checks the number
    except ValueError:
        return False


@contextmanager
def connected(connection: Connection) -> Iterator[Driver]:
    """A driver that has spoken to a server of a known version, closed afterwards.

    What the server refuses, and that it cannot be reached or is lost on the way, becomes a KgError; what it is asked
    again within RETRY_SECONDS, the driver does by itself.
    """
    import neo4j
    from neo4j import exceptions

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it would print, the one sentence tells
    try:
        with neo4j.GraphDatabase.driver(
            connection.uri,
            auth=(connection.user, connection.password),
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity="OFF",
            user_agent="kg",
        ) as driver:
            check_version(driver.get_server_info().agent, connection.uri)
            yield driver
    except exceptions.AuthError as fault:
        raise KgError(
            f"{connection.uri} 拒绝了用户 {connection.user} 的密码（或没有权限）",
            f"{connection.uri} refused the password of user {connection.user}, or it lacks the right",
        ) from fault
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired, exceptions.ConnectionPoolError) as fault:
        raise KgError(
            f"无法连接 Neo4j（{connection.uri}），或连接已断开：请确认服务已启动、端口正确",
            f"cannot reach Neo4j at {connection.uri}, or lost it: is the server running, and the port right?",
        ) from fault
    except exceptions.ConfigurationError as fault:
        raise KgError(f"Neo4j 连接设置有误：{fault}", f"the connection to Neo4j is set up wrongly: {fault}") from fault
    except exceptions.Neo4jError as fault:
        told = _refusal(fault, connection)
        if told is None:
            raise
        raise told from fault


def check_version(agent: str, uri: str) -> None:
    """KgError where a server's agent, such as Neo4j/5.26.30, tells of one older than OLDEST, or of none of Neo4j's."""
    match = re.match(r"Neo4j/v?(\d+)\.(\d+)", agent)
    if match is None:
        raise KgError(f"{uri} 不是 Neo4j 服务（{agent}）", f"{uri} is no Neo4j server ({agent})")
    if (int(match[1]), int(match[2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise KgError(
            f"{uri} 的版本太旧（{agent}），需要 {oldest} 或更新",
            f"the server at {uri} is too old ({agent}): {oldest} or newer is needed",
        )


def _refusal(fault: Neo4jError, connection: Connection) -> KgError | None:
    """The sentence for what a server answers that a user or the server's keeper can mend; None for the rest."""
    from neo4j.exceptions import TransientError

    code, database = str(fault.code), connection.database
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return KgError(f"Neo4j 中没有名为 {database} 的数据库", f"Neo4j has no database named {database}")
    if code.endswith(READ_ONLY):
        return KgError(f"Neo4j 数据库 {database} 是只读的，无法写入", f"the database {database} of Neo4j is read-only")
    if code.startswith("Neo.ClientError.Security"):
        return KgError(f"Neo4j 不允许：{fault.message}", f"Neo4j does not permit this: {fault.message}")
    if database == "system" or code.startswith(("Neo.ClientError.Schema", "Neo.DatabaseError")):
        return KgError(
            f"Neo4j 数据库 {database} 无法使用：{fault.message}",
            f"the database {database} cannot be used: {fault.message}",
        )
    if isinstance(fault, TransientError):
        return KgError(f"Neo4j 暂时无法完成：{fault.message}", f"Neo4j cannot do this now: {fault.message}")
    return None
