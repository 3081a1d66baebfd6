"""The front end's own checks, and what it shares with the server."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.explorer import build_hook
from kg.explorer.views import shapes
from kg.schema import node_types

EXPLORER = Path(__file__).resolve().parents[3] / "kg" / "explorer"
WEB = EXPLORER / "web"


def _source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((WEB / "src").rglob("*.ts")))


@pytest.mark.group("web")
def test_types_and_pure_parts() -> None:
    node = build_hook.machine_node()
    assert node
    done = subprocess.run([str(node[1]), "test"], cwd=WEB, capture_output=True, encoding="utf-8", errors="replace")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_word_is_used_and_is_there_in_both_languages() -> None:
    words: Mapping[str, Mapping[str, str]] = json.loads((EXPLORER / "words.json").read_text(encoding="utf-8"))
    source = _source()
    assert [key for key in words if f'"{key}"' not in source] == []
    assert [key for key, pair in words.items() if set(pair) != {"zh", "en"} or not all(pair.values())] == []
    holes = {key: [set(re.findall(r"\{\w+\}", text)) for text in pair.values()] for key, pair in words.items()}
    assert [key for key, (zh, en) in holes.items() if zh != en] == []


def test_no_words_of_a_language_are_written_in_the_source() -> None:
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", _source(), flags=re.DOTALL)
    assert re.findall(r"[\u4e00-\u9fff]+", code) == []


def test_every_type_of_the_schema_has_a_shape_that_is_drawn() -> None:
    shapes = (WEB / "src" / "graph" / "shapes.ts").read_text(encoding="utf-8")
    listed = re.search(r"SHAPES = \[(.*?)\]", shapes)
    assert listed
    drawn = set(re.findall(r'"(\w+)"', listed[1]))
    assert {kind.shape for kind in node_types().values()} <= drawn


def test_nothing_is_put_into_a_page_as_markup_or_run_as_code() -> None:
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", _source()) == []


def test_the_script_reads_fields_that_the_twins_have() -> None:
    """Interfaces of api.ts are named as the dataclasses that the server answers with."""
    text = (WEB / "src" / "api.ts").read_text(encoding="utf-8")
    found = re.findall(r"export interface (\w+)(?: extends (\w+))? \{\n(.*?)\n\}", text, flags=re.DOTALL)
    read = {name: set(re.findall(r"^  (\w+):", body, flags=re.MULTILINE)) for name, _, body in found}
    assert {"GraphView", "GraphNode", "EvidenceView", "EntityView", "NameHit", "PathView"} <= set(read)
    have = {name: {field.name for field in dataclasses.fields(getattr(shapes, name))} for name in read}
    assert {name: fields - have[name] for name, fields in read.items() if fields - have[name]} == {}
