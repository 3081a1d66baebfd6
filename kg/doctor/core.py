"""What kg cannot do without: a Python, its packages, and that the compiled ones among them can be loaded here."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib.util import find_spec

from kg import __version__
from kg.doctor.extras import PACKAGE, Requirement, release, requirements
from kg.doctor.finding import Finding

OLDEST, TESTED = (3, 11), ((3, 11), (3, 12), (3, 13))
# Imported in a process of its own: one that was made for another machine may end it.
COMPILED = ("kglite", "daachorse", "yaml", "jinja2", "rjieba")
_PROBE = """
import importlib, json, sys
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception as fault:
        print(json.dumps([name, f"{type(fault).__name__}: {fault}"]), flush=True)
    else:
        print(json.dumps([name, None]), flush=True)
"""
SECONDS = 30


def python() -> Iterator[Finding]:
    """The interpreter, and kg's own release."""
    ours, shown = sys.version_info[:2], platform.python_version()
    name = platform.python_implementation()
    facts = {"version": shown, "implementation": name, "executable": sys.executable, "platform": sys.platform}
    told = (f"{name} {shown}，{platform.platform()}",) * 2
    if ours not in TESTED or name != "CPython":
        listed = "、".join(".".join(map(str, version)) for version in TESTED)
        mend = (f"kg 只在 CPython {listed} 上测试过", f"kg is tested on CPython {listed.replace('、', ', ')} only")
        yield Finding("core", "python", "note" if ours >= OLDEST else "broken", told, mend, facts)
    else:
        yield Finding("core", "python", "sound", told, facts=facts)
    if requirements() is None:
        yield Finding(
            "core",
            "kg",
            "note",
            (f"kg {__version__}，未经安装直接运行，无法逐一核对依赖", f"kg {__version__}, run without being installed"),
            (
                f"pip install {PACKAGE}，或在源码目录 pip install .",
                f"pip install {PACKAGE}, or pip install . in a copy",
            ),
            {"version": __version__},
        )
    else:
        yield Finding("core", "kg", "sound", (f"kg {__version__}",) * 2, facts={"version": __version__})


def packages() -> Iterator[Finding]:
    """Each package that kg itself asks for."""
    faults = load(COMPILED)
    modules = {"pyyaml": "yaml"}
    asked = [one for one in requirements() or [] if not one.extra]
    for one in asked:
        yield _package(one, faults.get(modules.get(one.name, one.name)))
    known = {modules.get(one.name, one.name) for one in asked}
    for module, fault in faults.items():
        if fault and module not in known:
            found = _unloadable(module, fault)  # kg goes on without it, unless it takes the process with it
            yield replace(found, state="note") if fault.startswith(("ImportError", "ModuleNotFound")) else found


def _package(one: Requirement, fault: str | None) -> Finding:
    installed, good = release(one)
    facts = {"version": installed, "asked": one.asked}
    if installed is None or not good:
        told = (
            f"{installed or '未安装'}，需要 {one.asked}",
            f"{installed or 'not installed'}, but {one.asked} is needed",
        )
        return Finding("core", one.name, "broken", told, (f"pip install '{one.name}{one.asked}'",) * 2, facts)
    return _unloadable(one.name, fault) if fault else Finding("core", one.name, "sound", (installed,) * 2, facts=facts)


def _unloadable(name: str, fault: str) -> Finding:
    command = f"pip install --force-reinstall {name}"
    told = (f"{name} 无法加载：{fault}", f"{name} cannot be loaded: {fault}")
    return Finding("core", name, "broken", told, (command,) * 2, {"fault": fault})


def load(modules: tuple[str, ...]) -> dict[str, str | None]:
    """Why each of some modules cannot be imported, None for those that can. Those that are not there are left out."""
    wanted = [name for name in modules if find_spec(name)]
    command = [sys.executable, "-c", _PROBE, *wanted]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS, stdin=subprocess.DEVNULL
        )
        said, ended = done.stdout, f"exit {done.returncode}"
    except subprocess.TimeoutExpired:
        said, ended = "", f"> {SECONDS} s"
    except OSError as fault:
        said, ended = "", str(fault.strerror)
    found: dict[str, str | None] = dict(json.loads(line) for line in said.splitlines() if line.startswith("["))
    silent = [name for name in wanted if name not in found]
    return {**found, **({silent[0]: ended} if silent else {})}


def tokenizer() -> Iterator[Finding]:
    """Which segmenter is in use."""
    if find_spec("rjieba"):
        told = ("rjieba（结果与 jieba 相同，更快）", "rjieba (the same words as jieba, faster)")
        yield Finding("core", "tokenizer", "sound", told, facts={"tokenizer": "rjieba"})
    else:
        told = (
            "jieba；装上 rjieba 后结果相同，速度更快",
            "jieba; with rjieba the result is the same, and sooner there",
        )
        command = f"pip install '{PACKAGE}[fast]'"
        yield Finding("core", "tokenizer", "sound", told, (command,) * 2, {"tokenizer": "jieba"})


def explorer() -> Iterator[Finding]:
    """Whether the pages of kg serve have their scripts."""
    from kg.explorer.assets import assets

    if assets().scripts:
        yield Finding("core", "pages", "sound", ("网页含交互部分", "the pages have their scripts"))
        return
    yield Finding(
        "core",
        "pages",
        "note",
        (
            "网页只有纯文本形式（构建时没有 Node.js），功能不减",
            "pages are plain, and lack nothing else: built without Node.js",
        ),
        (
            "用发布的 wheel，或装 Node.js 22.12 后 KG_REQUIRE_WEB=1 pip install --force-reinstall --no-deps .",
            "take a released wheel, or with Node.js 22.12: KG_REQUIRE_WEB=1 pip install --force-reinstall --no-deps .",
        ),
    )


def sqlite() -> Iterator[Finding]:
    """SQLite with full-text search, which kg serve reads."""
    try:
        import sqlite3

        with closing(sqlite3.connect(":memory:")) as db:
            db.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except Exception as fault:  # no module, or no FTS5 in it
        told = (f"SQLite 没有全文检索 FTS5（{fault}）", f"SQLite has no full-text search FTS5 ({fault})")
        mend = ("kg serve 需要：换用带 FTS5 的 Python", "kg serve needs it: use a Python that has it")
        yield Finding("core", "sqlite", "lacking", told, mend)
    else:
        version = sqlite3.sqlite_version
        yield Finding("core", "sqlite", "sound", (f"SQLite {version}，有 FTS5", f"SQLite {version} with FTS5"))
