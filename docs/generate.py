"""Rewrite what the documentation takes from the program: `make docs`.

- of the manual, the lists of commands, queries and types, in both languages (docs/manual/generated.py);
- docs/openapi.json, whole, from the pages of the explorer;
- in every page, what the commands of its ```console blocks print, run from the top of the page in one folder that
  holds `corpus`, and for a page of the manual the graph of it, `out`. ```python blocks run among them, in that folder.
  A block headed ```text FILE is written there first. ```console neo4j blocks are run where a Neo4j server can be.

tests/test_docs.py and tests/test_manual.py run the same functions and fail where a page is stale.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from click.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs.manual.generated import LANGUAGES, written  # noqa: E402

if TYPE_CHECKING:
    from kg.sinks.connection import Connection

MANUAL = ROOT / "docs" / "manual"
OPENAPI = ROOT / "docs" / "openapi.json"
BLOCK = re.compile(r"^```(console|python|text [\w.]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SERVER = re.compile(r"^```(console neo4j)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ADDRESS = "bolt://127.0.0.1:7687"


def pages() -> list[Path]:
    """The READMEs, the reference (docs/*.md) and the manual in both languages."""
    return [
        ROOT / "README.md",
        ROOT / "README.zh.md",
        *sorted((ROOT / "docs").glob("*.md")),
        *(page for name in LANGUAGES for page in sorted((MANUAL / name).glob("*.md"))),
    ]


def openapi() -> str:
    """docs/openapi.json as the explorer describes itself now."""
    from kg.explorer.openapi import document

    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def rerun(page: Path, built: Path, block: re.Pattern[str] = BLOCK) -> str:
    """The page with what its commands print now; `built` is the output folder of `kg build corpus`.

    RuntimeError where one of them fails.
    """
    text = page.read_text(encoding="utf-8")
    if not block.search(text):
        return text
    own = page.parent.parent == MANUAL
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "corpus").symlink_to(ROOT / "corpus")
        if own:
            shutil.copytree(built, Path(folder) / "out")
        spoken = {"KG_LANG": page.parent.name} if own else {}
        return block.sub(lambda found: f"```{found[1]}\n{_ran(found[1], found[2], Path(folder), spoken)}```", text)


def _ran(language: str, body: str, folder: Path, spoken: dict[str, str]) -> str:
    environment = {**os.environ, **spoken, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    if language.startswith("text "):
        (folder / language.split()[1]).write_text(body, encoding="utf-8")
        return body
    if language == "python":
        if spoken.get("KG_LANG") == "en":
            return body  # which is that of the Chinese page, as tests/test_manual.py sees to
        _run([sys.executable, "-c", body], folder, environment)
        return body
    lines = []
    for line in body.splitlines():
        if line.startswith("$ "):
            lines += [line, *_typed(line[2:], folder, environment).splitlines()]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _typed(line: str, folder: Path, environment: dict[str, str]) -> str:
    """What a line prints. One of kg alone runs in this process, which saves starting a Python for each."""
    if not line.startswith("kg ") or set(line) & set("|<>;&$*"):
        return _run(["sh", "-c", line], folder, environment)
    from kg.cli import main as kg

    with chdir(folder), patch.dict(os.environ, environment, clear=True):
        done = CliRunner().invoke(kg, shlex.split(line)[1:], catch_exceptions=False)
    if done.exit_code:
        raise RuntimeError(f"{line}\nexits with {done.exit_code}:\n{done.output}")
    return done.output


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"{command[-1]}\nexits with {done.returncode}:\n{done.stdout}")
    return done.stdout


def on_server(page: Path, built: Path, server: Connection) -> str:
    """The page with what its ```console neo4j blocks print with that server, which is empty."""
    where = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    with patch.dict(os.environ, where):
        return rerun(page, built, SERVER).replace(server.uri, ADDRESS)


def _with_server(built: Path) -> None:
    """Write the pages anew that need a server, where there can be one."""
    from tests.neo4j_server import empty, server, unavailable

    reason = unavailable()
    if reason:
        print(f"left as they are, ```console neo4j: {reason}")
        return
    with tempfile.TemporaryDirectory() as home, server(Path(home)) as connection:
        for page in (MANUAL / name / "neo4j.md" for name in LANGUAGES):
            empty(connection)
            page.write_text(on_server(page, built, connection), encoding="utf-8")


def main() -> None:
    """Write every page anew where it differs."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "out"
        command = [sys.executable, "-m", "kg", "build", "--quiet", str(ROOT / "corpus"), "-o", str(built)]
        subprocess.run(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, stderr=subprocess.DEVNULL
        )
        told = {**written(built), OPENAPI: openapi()}
        for page, new in told.items():
            page.write_text(new, encoding="utf-8")
        for page in pages():
            new = rerun(page, built)
            if new != page.read_text(encoding="utf-8"):
                page.write_text(new, encoding="utf-8")
                print(f"rewritten: {page.relative_to(ROOT)}")
        _with_server(built)


if __name__ == "__main__":
    main()
