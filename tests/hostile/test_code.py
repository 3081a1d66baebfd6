"""What the source does not do: load YAML that makes objects, run text as code, go through a shell, read XML of
others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.written import from_json, from_toml, from_yaml

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for folder in ("kg", "bench", "docs") for path in (ROOT / folder).rglob("*.py"))

# What is never called, by the last two parts of its name or by its only one.
NEVER = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.load", "pickle.loads", "marshal.load",
    "marshal.loads", "shelve.open", "dill.load", "joblib.load", "yaml.unsafe_load", "yaml.full_load", "yaml.load_all",
    "subprocess.getoutput", "subprocess.getstatusoutput", "tempfile.mktemp", "shutil.unpack_archive",
}  # fmt: skip
# Readers of XML that take entities: nothing that others wrote goes through them (python-docx and trafilatura have
# their own, without entities of files or hosts).
XML = {"ElementTree.parse", "ElementTree.fromstring", "ET.parse", "ET.fromstring", "minidom.parseString", "etree.parse"}
# The one loader of YAML that is given by name, a SafeLoader in each place.
LOADED = {"kg/data/tables.py", "kg/written.py"}


def calls() -> Iterator[tuple[str, int, str, ast.Call]]:
    for path in SOURCES:
        if "node_modules" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).split(".")
                yield path.relative_to(ROOT).as_posix(), node.lineno, ".".join(name[-2:]), node


def test_nothing_runs_what_it_reads() -> None:
    found = [(file, line, name) for file, line, name, _ in calls() if name in NEVER | XML]
    assert found == []


def test_no_shell() -> None:
    shells = [
        (file, line)
        for file, line, name, node in calls()
        for word in node.keywords
        if word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False)
    ]
    assert shells == []


def test_yaml_is_loaded_by_safe_loaders_only() -> None:
    loads = {(file, name) for file, _, name, _ in calls() if name in ("yaml.load", "yaml.safe_load")}
    assert {file for file, name in loads if name == "yaml.load"} == LOADED
    import yaml

    from kg.data import tables
    from kg.written import _plain_loader

    safe = (yaml.SafeLoader, yaml.CSafeLoader) if hasattr(yaml, "CSafeLoader") else (yaml.SafeLoader,)
    assert issubclass(tables._Loader, safe)
    assert issubclass(_plain_loader(), yaml.SafeLoader)


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        "a: &a [*a]",
        "- !!python/object/apply:os.system [id]",
        "- !!python/name:os.system",
        "[" * 100_000,
        "{a: " * 5_000,
        "- 2023-99-99",
        "- !!int x",
        "- !!timestamp x",
        '- "\\ud800"',
        "- &a x\n- *a",
        "\x00",
        "? [a]\n: b",
    ],
    ids=lambda text: text[:20].encode("unicode_escape").decode(),
)
def test_yaml_of_others(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_yaml(text)


@pytest.mark.parametrize("text", ["[" * 200_000, "1" * 5_000, '"\\ud800"', '{"\\udfff": 1}', "", "[1,]"])
def test_json_of_others(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_json(text)


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = 2023-13-45", "a = " + "1" * 5_000, "a=1\na=2"])
def test_toml_of_others(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_toml(text)


def test_what_is_sound_is_read() -> None:
    assert from_yaml("- {name: 甲, n: 1}") == [{"name": "甲", "n": 1}]
    assert from_json('{"a": "\\ud83d\\ude00"}') == {"a": "😀"}
    assert from_toml('a = ["x"]') == {"a": ["x"]}
