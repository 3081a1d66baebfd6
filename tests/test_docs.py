"""The documentation tells what the program does: its commands are run, its lists are compared with the code."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from kg.schema import node_types, relation_types

ROOT = Path(__file__).resolve().parent.parent


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _load()
PAGES = generate.pages()


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_what_a_page_shows_is_what_its_commands_print(page: Path, built: Path) -> None:
    assert generate.rerun(page, built) == page.read_text(encoding="utf-8"), "make docs"


def _commands(page: Path) -> list[str]:
    """What a page runs, whatever the language that it asks for."""
    text = page.read_text(encoding="utf-8").replace(" --lang en", "")
    blocks = [(block[1], block[2]) for block in generate.BLOCK.finditer(text)]
    shown = [line for language, body in blocks if language == "console" for line in body.splitlines()]
    return [body for language, body in blocks if language == "python"] + [line for line in shown if line[:2] == "$ "]


def test_both_readmes_run_the_same_commands() -> None:
    english, chinese = _commands(PAGES[0]), _commands(PAGES[1])
    assert any("kg query programs-by-speech" in command for command in english)
    assert english == chinese


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_local_links_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{_name(page)} links to {target}"


def _sections() -> dict[str, str]:
    """Of docs/output.md: the text under each heading that names a file."""
    text = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    parts = re.split(r"^## `?([\w.]+)`?.*$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_output_page_tells_every_file_and_field(built: Path) -> None:
    sections = _sections()
    assert set(sections) == {path.name for path in built.iterdir() if path.is_file()}
    for path in sorted(built.glob("*.json*")):
        lines = path.read_text(encoding="utf-8").splitlines() if path.suffix == ".jsonl" else [path.read_text("utf-8")]
        fields = {key for line in lines for key in json.loads(line)}
        missing = {field for field in fields if f"`{field}`" not in sections[path.name]}
        assert not missing, f"{path.name}: docs/output.md does not tell of {sorted(missing)}"


def test_output_page_tells_the_vocabulary() -> None:
    text = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    names = [(name, row.zh) for name, row in node_types().items()]
    names += [(name, row.zh) for name, row in relation_types().items()]
    assert [pair for pair in names if f"| `{pair[0]}` | {pair[1]} |" not in text] == []
