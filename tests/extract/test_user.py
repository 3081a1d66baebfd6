"""A user's own names: found everywhere, linked to their name, and strings that are never one."""

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.extract.lexicon import build_lexicon, general_entries
from kg.extract.user import read_lexicon
from tests.passages import HEAD, read

CSV = "name,type,aliases\n阳光议事堂,Program,议事堂|阳光堂\n青山公社,组织,\n张大山,人物,大山叔\n智慧党建,never,\n"
YAML = """
- {name: 阳光议事堂, type: Program, aliases: [议事堂, 阳光堂]}
- {name: 青山公社, type: 组织}
- {name: 张大山, type: 人物, aliases: [大山叔]}
- {name: 智慧党建, type: 从不}
"""
TEXT = HEAD + "阳光议事堂建好了，议事堂天天开。青山公社和大山叔出了力，智慧党建要跟上。"


@pytest.mark.parametrize(("name", "text"), [("own.csv", CSV), ("own.yaml", YAML)])
def test_own_names_in_either_form(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = read(TEXT, build_lexicon([*read_lexicon(tmp_path / name), *general_entries()]))
    assert result.names("Program") == ["阳光议事堂", "议事堂"]
    assert result.entities("Program") == ["阳光议事堂", "阳光议事堂"]
    assert "青山公社" in result.names("Organization")
    assert result.entities("Person")[-1] == "张大山"


def test_without_it_they_are_unknown() -> None:
    assert read(TEXT).names("Program") == ["智慧党建"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("own.csv", "name,type\n阳光议事堂,Vehicle\n", "2"),
        ("own.csv", "name,type\n堂,Program\n", "2"),
        ("own.yaml", "name: 阳光议事堂\n", "own.yaml"),
        ("own.yaml", "- {name: [}\n", "own.yaml"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=told):
        read_lexicon(tmp_path / name)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"nothing\.csv"):
        read_lexicon(tmp_path / "nothing.csv")
