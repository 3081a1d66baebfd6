"""A Neo4j with Graph Data Science in it, for the tests of group gds.

The jars of the library come from Maven Central into the cache. It is GPL-3.0, fetched for the tests alone, and no part
of kg.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

from kg.server import process
from kg.server.command import Command, Settings, command
from kg.server.fetch import Say
from kg.server.home import prepare, running
from kg.server.jars import cache_folder, folder_of
from kg.server.releases import RELEASES, Release
from kg.sinks.connection import Connection

VERSION = "2.13.9"  # the line of the library for Neo4j 5.26
RELEASE = RELEASES["lts"]
SETTINGS = Settings(
    heap="1g",
    pagecache="64m",
    quick=True,
    browser=False,
    more={"dbms.security.procedures.unrestricted": "gds.*"},
)

POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kg</groupId><artifactId>gds-jars</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j.gds</groupId><artifactId>proc</artifactId><version>{VERSION}</version></dependency>
    <dependency>
      <groupId>org.neo4j.gds</groupId><artifactId>opengds-extension</artifactId><version>{VERSION}</version>
    </dependency>
  </dependencies>
</project>
"""


def jars() -> Path:
    """The folder of the library's jars; it exists only when complete."""
    return cache_folder() / f"gds-{VERSION}"


@cache
def unavailable() -> str | None:
    """Why the library cannot be tried here, in one sentence, or None where it can. Downloads the jars if need be."""
    if jars().is_dir():
        return None
    if shutil.which("mvn") is None:
        return f"no jars in {jars()} and no mvn on PATH to download them with"
    jars().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=jars().parent) as folder:
        (Path(folder) / "pom.xml").write_text(POM, encoding="utf-8")
        command = ["mvn", "-B", "-q", "-ntp", "dependency:copy-dependencies", "-DincludeScope=runtime"]
        try:
            subprocess.run([*command, f"-DoutputDirectory={folder}/lib"], cwd=folder, check=True, timeout=900)
        except (subprocess.SubprocessError, OSError) as fault:
            return f"mvn could not download Graph Data Science: {type(fault).__name__}"
        if not jars().is_dir():  # another process may have been quicker
            (Path(folder) / "lib").rename(jars())
    return None


def _plugins(home: Path) -> None:
    """Put the library where the server looks for it, less what the server has of its own in another version."""
    own = {_artifact(path) for path in folder_of(RELEASE).glob("*.jar")}
    for path in sorted(jars().glob("*.jar")):
        # The parser of an older Cypher goes by names that the server has too.
        if path.name.endswith(f"-{VERSION}.jar") or "-9.0-" in path.name or _artifact(path) not in own:
            shutil.copy(path, home / "plugins" / path.name)


def _artifact(path: Path) -> str:
    return re.sub(r"-\d.*$", "", path.name)


@contextmanager
def server(home: Path) -> Iterator[Connection]:
    """Run a server with the library under `home`, yield how to reach it, stop it."""
    prepare(home)
    _plugins(home)

    def with_plugins(home: Path, release: Release, settings: Settings, say: Say) -> Command:
        made = command(home, release, settings, say)
        path = f"{made.environment['CLASSPATH']}{os.pathsep}{home / 'plugins' / '*'}"
        return replace(made, environment={**made.environment, "CLASSPATH": path})

    with patch.object(process, "command", with_plugins):
        process.start(home, RELEASE, SETTINGS, lambda _zh, _en: None)
    try:
        connection = running(home)
        assert connection is not None
        yield connection
    finally:
        process.stop(home)
