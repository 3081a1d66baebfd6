"""Rewrite what the manual takes from the program: `make docs`.

- docs/commands.md, whole, from the help of the commands;
- the list of shipped queries in docs/cypher.md, from the headers of cypher/*.cypher;
- docs/openapi.json, whole, from the pages of the explorer;
- in every page, what the commands of its ```console blocks print, run from the top of the page in one folder that
  holds `corpus`. ```python blocks run after them, in the same folder.

tests/test_docs.py runs the same functions and fails where a page is stale.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ROOT / "docs" / "commands.md"
QUERIES = ROOT / "docs" / "cypher.md"
OPENAPI = ROOT / "docs" / "openapi.json"
BEGIN, END = "<!-- queries: written by make docs -->", "<!-- end of queries -->"
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """The manual: the READMEs and docs/*.md."""
    return [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands() -> str:
    """docs/commands.md as the program has it now."""
    from kg.cli import main

    parts = ["# Commands\n\nWritten by `make docs` from `kg --help`; do not edit.\n"]
    top = click.Context(main, info_name="kg", **main.context_settings)
    parts.append(_help("kg", main, top))
    for name in sorted(main.commands):
        parts += _helps(main.commands[name], top)
    return "\n".join(parts)


def _helps(command: click.Command, parent: click.Context) -> list[str]:
    """The help of a command and of those below it."""
    context = click.Context(command, info_name=command.name, parent=parent)
    below = command.commands if isinstance(command, click.Group) else {}
    own = _help(context.command_path, command, context)
    return [own, *(part for name in sorted(below) for part in _helps(below[name], context))]


def _help(title: str, command: click.Command, context: click.Context) -> str:
    context.max_content_width = context.terminal_width = 100
    return f"## {title}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def queries() -> str:
    """docs/cypher.md with its list of queries as cypher/ has them now."""
    page = QUERIES.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    listed = [_query(path) for path in sorted((ROOT / "cypher").glob("*.cypher"))]
    return f"{head}{BEGIN}\n\n{''.join(listed)}{END}{tail}"


def _query(path: Path) -> str:
    """The section of one query, from the comments at its head."""
    titles, parameters, columns = {}, [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.removeprefix("// ").partition(" ")
        if kind.startswith("title."):
            titles[kind.removeprefix("title.").rstrip(":")] = rest
        elif kind == "param":
            name, zh, en = rest.split(" | ")
            typed, _, default = name.partition("=")
            shown = typed.replace(":", "` (", 1) + (f", `{default}` unless given)" if default else ", required)")
            parameters.append(f"- `{shown}: {zh} · {en}\n")
        elif kind == "column":
            name, zh, en = rest.split(" | ")
            columns.append(f"`{name}` {zh} · {en}")
    listed = "".join(parameters) + f"- {'; '.join(columns)}\n"
    return f"### {path.stem}\n\n{titles['zh']} · {titles['en']}\n\n{listed}\n"


def openapi() -> str:
    """docs/openapi.json as the explorer describes itself now."""
    from kg.explorer.openapi import document

    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def rerun(page: Path) -> str:
    """The page with what its commands print now. RuntimeError where one of them fails."""
    text = page.read_text(encoding="utf-8")
    if not BLOCK.search(text):
        return text
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "corpus").symlink_to(ROOT / "corpus")
        return BLOCK.sub(lambda block: f"```{block[1]}\n{_ran(block[1], block[2], folder)}```", text)


def _ran(language: str, body: str, folder: str) -> str:
    if language == "python":
        _run([sys.executable, "-c", body], folder)
        return body
    lines = []
    for line in body.splitlines():
        if line.startswith("$ "):
            lines += [line, *_run(["sh", "-c", line[2:]], folder).splitlines()]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _run(command: list[str], folder: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"{command[-1]}\nexits with {done.returncode}:\n{done.stdout}")
    return done.stdout


def main() -> None:
    """Write every page anew where it differs."""
    COMMANDS.write_text(commands(), encoding="utf-8")
    QUERIES.write_text(queries(), encoding="utf-8")
    OPENAPI.write_text(openapi(), encoding="utf-8")
    for page in pages():
        new = rerun(page)
        if new != page.read_text(encoding="utf-8"):
            page.write_text(new, encoding="utf-8")
            print(f"rewritten: {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
