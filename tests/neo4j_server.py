"""A real Neo4j Community server for the tests: jars from Maven Central, one Java process, no Docker.

`python tests/neo4j_server.py fetch` puts the jars into the cache (`~/.cache/kg`, or the folder KG_CACHE names); the
tests find them there. The server listens on 127.0.0.1 only, on free ports, with a password made for the run.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from kg.sinks.connection import Connection, connected

VERSION = "5.26.30"
MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
OLDEST_JAVA = 17
START_SECONDS = 180
FETCH_SECONDS = 900

# parquet-floor and hadoop serve the import of Parquet files only, and weigh more than the rest of the import tool.
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kg</groupId><artifactId>neo4j-jars</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version>
      <exclusions>
        <exclusion><groupId>blue.strategic.parquet</groupId><artifactId>parquet-floor</artifactId></exclusion>
        <exclusion><groupId>org.apache.hadoop</groupId><artifactId>*</artifactId></exclusion>
      </exclusions>
    </dependency>
  </dependencies>
</project>
"""

# C1 only and the serial collector: half the start time and two thirds of the memory, at no cost for small graphs.
JVM_OPTIONS = [
    "-Xms256m",
    "-Xmx512m",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:-OmitStackTraceInFastThrow",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
]


def cache_folder() -> Path:
    """Where downloads are kept: KG_CACHE, else ~/.cache/kg."""
    return Path(os.environ.get("KG_CACHE") or Path.home() / ".cache" / "kg")


def jars() -> Path:
    """The folder of the server's jars; it exists only when complete."""
    return cache_folder() / f"neo4j-{VERSION}" / "lib"


def fetch() -> Path:
    """Download the jars with Maven unless they are there. RuntimeError, in one sentence, where that fails."""
    target = jars()
    if target.is_dir():
        return target
    maven = shutil.which("mvn")
    if maven is None:
        raise RuntimeError(f"no jars in {target} and no mvn on PATH to download them with")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        (Path(folder) / "pom.xml").write_text(POM, encoding="utf-8")
        command = [maven, "-B", "-q", "-ntp", "dependency:copy-dependencies", "-DincludeScope=runtime"]
        command.append(f"-DoutputDirectory={folder}/lib")
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=FETCH_SECONDS)
        except subprocess.TimeoutExpired as fault:
            raise RuntimeError(f"the download of Neo4j took longer than {FETCH_SECONDS} s") from fault
        if done.returncode:
            last = (done.stdout + done.stderr).strip().splitlines()[:1]
            raise RuntimeError(f"mvn could not download Neo4j: {''.join(last)}")
        if not target.is_dir():  # another process may have been quicker
            (Path(folder) / "lib").rename(target)
    return target


@cache
def unavailable() -> str | None:
    """Why the server cannot run here, in one sentence, or None where it can. Downloads the jars if need be."""
    java = shutil.which("java")
    if java is None:
        return "no java on PATH"
    shown = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', shown)
    if version is None or int(version.group(1)) < OLDEST_JAVA:
        return f"java on PATH is older than {OLDEST_JAVA}"
    try:
        fetch()
    except (RuntimeError, OSError) as fault:
        return str(fault)
    return None


def free_port() -> int:
    """A TCP port that is free on 127.0.0.1 just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(home: Path) -> Iterator[Connection]:
    """Run a fresh server under `home`, yield how to reach it, stop it."""
    bolt = free_port()
    for name in ("conf", "data", "logs", "plugins", "import", "run"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(_configuration(bolt), encoding="utf-8")
    command = ["java", "-cp", f"{jars()}/*", *JVM_OPTIONS, MAIN_CLASS]
    command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]
    log = home / "logs" / "console.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
    try:
        _await_bolt(process, bolt, log)
        yield _with_own_password(Connection(f"bolt://127.0.0.1:{bolt}", "neo4j", "neo4j", "neo4j"))
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """How to reach a server that lives as long as the tests; its database holds what other tests left there."""
    with server(tmp_path_factory.mktemp("neo4j")) as connection:
        yield connection


@pytest.fixture
def database(neo4j: Connection) -> Connection:
    """The same server with no nodes in its database."""
    empty(neo4j)
    return neo4j


def empty(connection: Connection) -> None:
    """Remove all nodes. Constraints stay: making them anew costs seconds a test."""
    with connected(connection) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=connection.database)


def _configuration(bolt: int) -> str:
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.default_advertised_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt}",
        "server.bolt.tls_level": "DISABLED",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": "64m",
        "server.directories.import": "import",
        "db.tx_log.preallocate": "false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    return "".join(f"{key}={value}\n" for key, value in settings.items())


def _await_bolt(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return once a Bolt handshake on `port` is answered; raise with the server's last words if it dies."""
    handshake = b"\x60\x60\xb0\x17" + b"\x00\x00\x04\x05" + bytes(12)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"Neo4j stopped while starting:\n{log.read_text(encoding='utf-8')[-3000:]}")
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as probe:
                probe.settimeout(5)
                probe.sendall(handshake)
                if len(probe.recv(4)) == 4:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"Neo4j did not answer within {START_SECONDS} s")


def _with_own_password(first: Connection) -> Connection:
    password = secrets.token_urlsafe(16)
    with connected(first) as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=password, database_="system"
        )
    return Connection(first.uri, first.user, password, first.database)


if __name__ == "__main__":
    if sys.argv[1:] != ["fetch"]:
        sys.exit("usage: python tests/neo4j_server.py fetch")
    try:
        print(fetch())
    except RuntimeError as problem:
        sys.exit(str(problem))
