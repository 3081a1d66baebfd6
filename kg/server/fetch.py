"""Getting the jars of a release from Maven Central: by mvn where it is on PATH, else by jgo (extra server).

Neither is trusted to be right: what arrives is checked, and what is damaged or missing is fetched again another way.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from math import inf
from pathlib import Path

from kg.errors import KgError
from kg.server.jars import Jar, folder_of, jars_of, wanting, whole
from kg.server.releases import Release
from kg.sinks.locks import alone

SECONDS = 900
AT_ONCE = 8

Say = Callable[[str, str], None]


def fetch(release: Release, say: Say) -> Path:
    """The folder with every jar of the release, whole; what is missing or damaged is fetched.

    `say` is told in both languages when something is fetched. KgError where that cannot be done.
    """
    jars, folder = jars_of(release), folder_of(release)
    if not wanting(folder, jars):
        return folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder.parent / "fetch", inf):
            _complete(release, jars, folder, say)
    except OSError as fault:
        raise KgError(
            f"无法写入 {folder}（{fault.strerror}）", f"cannot write to {folder} ({fault.strerror})"
        ) from fault
    return folder


def _complete(release: Release, jars: Sequence[Jar], folder: Path, say: Say) -> None:
    for left in folder.parent.glob("fetch-*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    why = ""
    for way in _ways(release):
        wanted = wanting(folder, jars)
        if not wanted:
            return
        say(
            f"正在取得 Neo4j {release.version}（{len(wanted)} 个文件）",
            f"fetching Neo4j {release.version} ({len(wanted)} files)",
        )
        with tempfile.TemporaryDirectory(prefix="fetch-", dir=folder.parent) as temporary:
            why = way(wanted, Path(temporary)) or why
            for jar in wanted:
                got = Path(temporary) / "lib" / jar.file
                if whole(got, jar):
                    got.replace(folder / jar.file)
    missing = wanting(folder, jars)
    if missing:
        raise KgError(
            f"未能取得 Neo4j {release.version}，缺 {len(missing)} 个文件，如 {missing[0].file}{why and f'（{why}）'}",
            f"could not fetch Neo4j {release.version}: {len(missing)} files are missing, such as {missing[0].file}"
            f"{why and f' ({why})'}",
        )


def _ways(release: Release) -> Iterator[Callable[[Sequence[Jar], Path], str]]:
    """The ways of this machine in the order to try them; each takes jars and a folder, fills its lib/, and returns
    what went wrong, or ''. KgError where there is none."""
    maven, python = shutil.which("mvn"), find_spec("jgo")
    if maven:
        yield lambda jars, folder: _by_maven(maven, jars, folder)
    if python:
        yield _by_jgo
    elif maven:  # the user's own repository may be what is damaged: into an empty one
        yield lambda jars, folder: _by_maven(maven, jars, folder, f"-Dmaven.repo.local={folder / 'repository'}")
    else:
        raise KgError(
            f"取得 Neo4j {release.version} 需要 mvn，或运行 pip install 'kg-speeches[server]'",
            f"to fetch Neo4j {release.version} takes mvn, or: pip install 'kg-speeches[server]'",
        )


def _by_maven(maven: str, jars: Sequence[Jar], folder: Path, *options: str) -> str:
    (folder / "pom.xml").write_text(_pom(jars), encoding="utf-8")
    command = [maven, "-B", "-q", "-ntp", "dependency:copy-dependencies", f"-DoutputDirectory={folder / 'lib'}"]
    try:
        done = subprocess.run(
            [*command, *options], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return f"mvn: > {SECONDS} s"
    said = (done.stdout + done.stderr).decode("utf-8", "replace").strip().splitlines()
    return f"mvn: {said[0][:300] if said else done.returncode}" if done.returncode else ""


def _pom(jars: Sequence[Jar]) -> str:
    """Exactly these jars, and nothing that they ask for."""
    wanted = "".join(
        f"<dependency><groupId>{jar.group}</groupId><artifactId>{jar.artifact}</artifactId>"
        f"<version>{jar.version}</version>{jar.classifier and f'<classifier>{jar.classifier}</classifier>'}"
        "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>\n"
        for jar in jars
    )
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>kg</groupId>'
        "<artifactId>neo4j-jars</artifactId><version>1</version><packaging>pom</packaging>\n"
        f"<dependencies>\n{wanted}</dependencies></project>\n"
    )


def _by_jgo(jars: Sequence[Jar], folder: Path) -> str:
    from jgo.maven import MavenContext, PythonResolver

    # The resolver is named so that jgo never calls mvn; the cache is empty, so that nothing damaged is taken from it.
    context = MavenContext(repo_cache=folder / "repository", resolver=PythonResolver())
    (folder / "lib").mkdir()

    def get(jar: Jar) -> str:
        try:
            artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier)
            artifact.resolve().replace(folder / "lib" / jar.file)
        except (OSError, RuntimeError) as fault:
            return f"jgo: {type(fault).__name__} {jar.file}"
        return ""

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return next((fault for fault in pool.map(get, jars) if fault), "")
