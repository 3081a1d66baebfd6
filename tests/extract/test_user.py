"""A user's own names: found everywhere, linked to their name, and strings that are never one."""

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.extract.lexicon import build_lexicon, general_entries
from kg.extract.user import read_lexicon, read_lexicons
from tests.passages import HEAD, read

CSV = "name,type,aliases\n阳光议事堂,Program,议事堂|阳光堂\n青山公社,组织,\n张大山,人物,大山叔\n智慧党建,never,\n"
YAML = """
- {name: 阳光议事堂, type: Program, aliases: [议事堂, 阳光堂]}
- {name: 青山公社, type: 组织}
- {name: 张大山, type: 人物, aliases: [大山叔]}
- {name: 智慧党建, type: 从不}
"""
TEXT = HEAD + "阳光议事堂建好了，议事堂天天开。青山公社和大山叔出了力，智慧党建要跟上。"


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("own.csv", CSV, "utf-8"),
        ("own.csv", CSV, "gb18030"),
        ("own.csv", CSV, "utf-8-sig"),
        ("own.yaml", YAML, "utf-8"),
    ],
)
def test_own_names_in_either_form(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    """As spreadsheets save them, in Chinese ones too."""
    (tmp_path / name).write_text(text, encoding=encoding)
    result = read(TEXT, build_lexicon([*read_lexicon(tmp_path / name), *general_entries()]))
    assert result.names("Program") == ["阳光议事堂", "议事堂"]
    assert result.entities("Program") == ["阳光议事堂", "阳光议事堂"]
    assert "青山公社" in result.names("Organization")
    assert result.entities("Person")[-1] == "张大山"
    own = {mention.surface for mention in result.mentions if mention.method == "user"}
    assert own == {"阳光议事堂", "议事堂", "青山公社", "大山叔"}


def test_without_it_they_are_unknown() -> None:
    assert read(TEXT).names("Program") == ["智慧党建"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("own.csv", "name,type\n阳光议事堂,Vehicle\n", "2"),
        ("own.csv", "name,type\n堂,Program\n", "2"),
        ("own.yaml", "name: 阳光议事堂\n", "own.yaml"),
        ("own.yaml", "- {name: [}\n", "own.yaml"),
        ("own.csv", "name,type,alias\n阳光议事堂,Program,堂\n", "aliases"),
        (
            "own.yaml",
            "- {name: 阳光议事堂, type: Program}\n- {name: 青山村, type: Place, parents: 宜都市}\n",
            "第 2 条.*parent",
        ),
        ("own.csv", "name,type,parent\n张大山,人物,宜都市\n", "第 2 条.*parent"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=told):
        read_lexicon(tmp_path / name)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"nothing\.csv"):
        read_lexicon(tmp_path / "nothing.csv")


def test_aliases_in_yaml_may_be_joined_as_in_csv(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "- {name: 阳光议事堂, type: Program, aliases: 议事堂|阳光堂}\n", encoding="utf-8"
    )
    assert [entry.name for entry in read_lexicon(tmp_path / "own.yaml")] == ["阳光议事堂", "议事堂", "阳光堂"]


def test_the_later_of_two_files_wins_and_is_told(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.yaml"
    first.write_text("name,type,aliases\n阳光议事堂,Program,议事堂\n青山公社,组织,\n张大山,人物,\n", encoding="utf-8")
    second.write_text(
        "- {name: 村民议事堂, type: Program, aliases: 议事堂}\n- {name: 青山公社, type: 组织}\n- {name: 张大山, type: 从不}\n",
        encoding="utf-8",
    )
    entries, problems = read_lexicons([first, second])
    meant = {(entry.name, entry.type, entry.canonical) for entry in entries}
    assert ("议事堂", "Program", "村民议事堂") in meant and ("议事堂", "Program", "阳光议事堂") not in meant
    assert ("阳光议事堂", "Program", "阳光议事堂") in meant
    assert ("张大山", "never", "张大山") in meant and ("张大山", "Person", "张大山") not in meant
    assert [(problem.file, problem.stage) for problem in problems] == [("second.yaml", "lexicon")] * 2
    assert "议事堂" in problems[0].en and "first.csv" in problems[0].en
    other, told = read_lexicons([second, first])
    assert ("张大山", "Person", "张大山") in {(entry.name, entry.type, entry.canonical) for entry in other}
    assert len(told) == 2
