"""Every regular expression of kg: what the source writes down, and what is put together while it runs.

    python -m tests.hostile.patterns     prints them as JSON: pattern, flags, bytes or not, and where each is used

`re` itself is watched while all modules of kg are imported and a few talks are read; a call that was not reached there
must hold its pattern as it stands, and is read from the source.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CALLS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


@dataclass(frozen=True, slots=True)
class Call:
    """One place in the source that uses `re`: its file and line, and the pattern where it is written out."""

    where: str
    literal: str | bytes | None


def calls() -> list[Call]:
    """All calls of `re` in kg, by the source."""
    found = []
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _is_call(node):
                assert isinstance(node, ast.Call)
                first = node.args[0] if node.args else None
                value = first.value if isinstance(first, ast.Constant) else None
                literal = value if isinstance(value, str | bytes) else None
                found.append(Call(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", literal))
    return found


def _is_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in CALLS
    )


ANCHORED = frozenset({"match", "fullmatch"})
Key = tuple[str | bytes, int]


def uses() -> dict[str, frozenset[str]]:
    """How each pattern is used: file:line of the call that makes it, and the methods that are called on it.

    A pattern that is handed on to something else may be used in any way, and so may one without a name.
    """
    trees = {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "kg").rglob("*.py"))
    }
    methods: dict[tuple[str, str], set[str]] = {}
    for file, tree in trees.items():
        imported = {
            name.asname or name.name: (f"{node.module.replace('.', '/')}.py", name.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for name in node.names
        }
        called = {
            id(node.func.value): node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                name = imported.get(node.id, (file, node.id))
                methods.setdefault(name, set()).add(called.get(id(node), "any"))
    made: dict[str, frozenset[str]] = {}
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and _is_call(node.value) and isinstance(node.targets[0], ast.Name):
                made[f"{file}:{node.value.lineno}"] = frozenset(methods.get((file, node.targets[0].id), {"any"}))
            elif _is_call(node):
                assert isinstance(node, ast.Call)
                assert isinstance(node.func, ast.Attribute)
                made.setdefault(
                    f"{file}:{node.lineno}", frozenset({"any" if node.func.attr == "compile" else node.func.attr})
                )
    return made


def watched() -> dict[tuple[str | bytes, int], list[str]]:
    """Patterns and their flags that `re` was given by kg in a process of its own, each with the lines that gave it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.patterns"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    found: dict[tuple[str | bytes, int], list[str]] = {}
    for row in json.loads(done.stdout):
        pattern = row["pattern"].encode("latin-1") if row["bytes"] else row["pattern"]
        found[pattern, row["flags"]] = row["lines"]
    return found


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, where it stands in the source, and whether it is only ever tried at one place of a text."""

    made: re.Pattern[Any]
    where: tuple[str, ...]
    anchored: bool


def patterns() -> list[Used]:
    """Every pattern once."""
    lines = {(key[0], key[1]): set(where) for key, where in watched().items()}
    for call in calls():
        if call.literal is not None and not any(call.where in where for where in lines.values()):
            lines.setdefault((call.literal, 0), set()).add(call.where)
    how = uses()
    found = []
    for (pattern, flags), where in sorted(lines.items(), key=repr):
        anchored = all(how[one] <= ANCHORED for one in where)
        found.append(Used(re.compile(pattern, flags), tuple(sorted(where)), anchored))
    return found


def _watch() -> dict[tuple[Any, int], set[str]]:
    """Have `re` note what code of kg gives it."""
    engine: Any = re
    found: dict[tuple[Any, int], set[str]] = {}
    real = engine._compile  # all of `re` goes through it; there is no public place to listen

    def compiled(pattern: Any, flags: Any) -> Any:
        made = real(pattern, flags)
        frame = inspect.currentframe()
        while (frame and "/re/" in frame.f_code.co_filename) or (frame and frame.f_code is compiled.__code__):
            frame = frame.f_back
        if frame and (place := Path(frame.f_code.co_filename)).is_relative_to(ROOT / "kg"):
            lines = found.setdefault((made.pattern, int(flags)), set())
            lines.add(f"{place.relative_to(ROOT).as_posix()}:{frame.f_lineno}")
        return made

    engine._compile = compiled
    return found


def _run() -> None:
    """Import all of kg and read a few talks, so that patterns that are made when first asked for are made."""
    import kg

    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if ".web" not in module.name and not module.name.endswith(("__main__", "build_hook")):
            importlib.import_module(module.name)
    from tests.passages import HEAD, read

    text = (
        HEAD + "罗书记指出，宜都市委书记罗联峰、副市长李四到青林镇党委调研“双五星”创评，XX镇x月xx日学习了《党章》。\n"
    )
    read(
        text
        + "省委书记、市长和青松同志出席。山西农业大学、山西农大第二中学、甲县文化旅游局党支部、第十九届中央纪委四次全会。\n"
        * 2
    )
    read(HEAD + "出席的有王 芳 李 华民 周 文强 副书记。\n會議強調，這是黨建引領鄉村振興的關鍵，要堅持問題導向。\n" * 4)


def main() -> None:
    """Print what was found."""
    found = _watch()
    _run()
    rows = [
        {
            "pattern": pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern,
            "bytes": isinstance(pattern, bytes),
            "flags": flags,
            "lines": sorted(lines),
        }
        for (pattern, flags), lines in found.items()
    ]
    print(json.dumps(sorted(rows, key=lambda row: (row["lines"], row["pattern"]))))


if __name__ == "__main__":
    main()
