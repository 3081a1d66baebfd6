"""How Neo4j is called: which Java, which jars, which memory, and its configuration."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError
from kg.server.fetch import Say, fetch
from kg.server.home import State
from kg.server.jars import jars_of
from kg.server.java import find_java
from kg.server.releases import Release

ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"

# As Neo4j's own start script has them.
JVM_OPTIONS = (
    "-XX:-OmitStackTraceInFastThrow",
    "-XX:+DisableExplicitGC",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
)
# C1 only and the serial collector: half the start time and two thirds of the memory, at the price of slow long loads.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server is run. `quick` starts sooner and works slower; `browser` opens the HTTP port; `usual_ports` takes
    those that everybody knows, where they are free; `more` is added to neo4j.conf."""

    heap: str = "1g"
    pagecache: str = "512m"
    quick: bool = False
    browser: bool = True
    usual_ports: bool = True
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """The beginning of a command line, to be followed by a class and its arguments, and the environment for it."""

    base: tuple[str, ...]
    environment: Mapping[str, str]

    def admin(self, arguments: Sequence[str]) -> str:
        """Run neo4j-admin and return what it prints. KgError, with what it says, where it fails."""
        done = subprocess.run(
            [*self.base, ADMIN, *arguments],
            env=self.environment,
            cwd=self.environment["NEO4J_HOME"],  # where it leaves its reports
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            what, said = " ".join(arguments[:2]), (done.stderr or done.stdout).strip()[-500:]
            raise KgError(f"neo4j-admin {what} 失败：{said}", f"neo4j-admin {what} failed: {said}")
        return done.stdout


def command(home: Path, release: Release, settings: Settings, say: Say) -> Command:
    """How that release is called for that folder. KgError where Java or the jars are lacking and not to be had."""
    java, libraries = find_java(release.oldest_java), fetch(release, say)
    heap = (f"-Xmx{settings.heap}", *(QUICK if settings.quick else (f"-Xms{settings.heap}",)))
    # Less what Neo4j would take for a setting. The class path is among these to keep the command line short.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment |= {
        "NEO4J_HOME": str(home),
        "NEO4J_CONF": str(home / "conf"),
        "CLASSPATH": os.pathsep.join(str(libraries / jar.file) for jar in jars_of(release)),
    }
    return Command((java, *heap, *JVM_OPTIONS), environment)


def configuration(state: State, settings: Settings) -> str:
    """The text of neo4j.conf: this machine only, no report of use, the given ports and memory."""
    own = {
        "server.default_listen_address": "127.0.0.1",
        "server.default_advertised_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{state.bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{state.bolt}",
        "server.bolt.tls_level": "DISABLED",
        "server.http.enabled": "true" if state.http else "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": settings.pagecache,
        "server.directories.import": "import",
        "db.tx_log.preallocate": "false",
        # Else it takes ten seconds to stop.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    if state.http:
        address = f"127.0.0.1:{state.http}"
        own |= {"server.http.listen_address": address, "server.http.advertised_address": address}
    return "".join(f"{key}={value}\n" for key, value in {**own, **settings.more}.items())
