"""kg.toml: what it may hold, what is said of a fault in it, and that options outrank it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.config import FILE, Config, read_config
from kg.errors import KgError
from kg.extract.registry import chosen
from kg.lang import set_language

TALK = "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n阳光议事堂要办好，要实施“双五星”创评。\n"
DOCS = Path(__file__).resolve().parent.parent / "docs"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a talk and a lexicon."""
    folder = tmp_path / "project"
    (folder / "talks").mkdir(parents=True)
    (folder / "talks" / "甲.txt").write_text(TALK, encoding="utf-8")
    (folder / "own.csv").write_text("name,type\n阳光议事堂,Program\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def programs(out: Path) -> set[str]:
    rows = [json.loads(line) for line in (out / "mentions.jsonl").read_text(encoding="utf-8").splitlines()]
    return {row["text"] for row in rows if row["type"] == "Program"}


def test_every_key(tmp_path: Path) -> None:
    file = tmp_path / "any.toml"
    file.write_text(
        "\ufeffinputs = ['a', 'b']\nout = 'o'\nlexicon = 'l.csv'\ndecisions = 'd.jsonl'\nlang = 'en'\n"
        "[extract]\noff = ['programs']\nplugins = ['rivers']\n",
        encoding="utf-8",
    )
    assert read_config(file) == Config(
        inputs=(tmp_path / "a", tmp_path / "b"),
        out=tmp_path / "o",
        lexicon=(tmp_path / "l.csv",),
        decisions=tmp_path / "d.jsonl",
        lang="en",
        off=("programs",),
        plugins=("rivers",),
    )


def test_the_documented_example_is_whole_and_valid(tmp_path: Path) -> None:
    page = (DOCS / "lexicon.md").read_text(encoding="utf-8")
    (example,) = [block for block in re.findall(r"^```toml\n(.*?)^```$", page, re.M | re.S) if "inputs" in block]
    (tmp_path / FILE).write_text(example, encoding="utf-8")
    config = read_config(tmp_path / FILE)
    unset = [name for name in Config.__dataclass_fields__ if not getattr(config, name)]
    assert unset == []
    assert chosen(config.off).built_in != chosen().built_in
    assert all(not line or line.startswith("[") or "#" in line for line in example.splitlines()), (
        "each with its comment"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lexicons = 'a.csv'", "没有 lexicons 这一项，是否指 lexicon"),
        ("[extract]\nplugin = ['a']", "extract.plugin 这一项，是否指 extract.plugins"),
        ("plugins = ['a']", "没有 plugins 这一项，是否指 extract.plugins"),
        ("[extracts]\noff = []", "是否指 [extract]"),
        ("extract = 3", "是否指 [extract]"),
        ("wholly = 1", "可用：inputs、out"),
        ("out = ['a']", "out 应为一个路径"),
        ("inputs = [1]", "inputs 应为路径的列表"),
        ("inputs = ['']", "inputs 应为路径的列表"),
        ("lang = 'fr'", "lang 应为 zh、en 之一"),
        ("lang = ['zh']", "lang 应为 zh、en 之一"),
        ("[extract]\noff = [true]", "extract.off 应为名称的列表"),
        ("inputs = [", "不是有效的 TOML"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(KgError) as fault:
        read_config(tmp_path / FILE)
    assert str(tmp_path / FILE) in fault.value.zh and str(tmp_path / FILE) in fault.value.en
    set_language("zh")
    assert told in str(fault.value)


def test_a_file_that_is_named_must_be_there_and_the_usual_one_need_not(project: Path) -> None:
    assert read_config() == Config()
    with pytest.raises(KgError, match=r"nothing\.toml"):
        read_config(Path("nothing.toml"))
    (project / FILE).write_bytes("out = '输出'".encode("gb18030"))
    with pytest.raises(KgError, match=FILE):
        read_config()


def test_the_file_of_the_folder_is_used_by_every_verb(project: Path) -> None:
    (project / FILE).write_text("inputs = 'talks'\nout = 'res'\nlexicon = 'own.csv'\nlang = 'en'\n", encoding="utf-8")
    built = run("build")
    assert built.exit_code == 0, built.output
    assert "Which programs appear" in built.output
    assert programs(project / "res") == {"阳光议事堂", "双五星"}
    assert "罗联峰" in run("query", "speakers").output
    assert run("render").output == "wrote res/graph.html\n".replace("/", str(Path("/")))


def test_options_outrank_the_file(project: Path) -> None:
    (project / "other.csv").write_text("name,type\n双五星,never\n", encoding="utf-8")
    (project / FILE).write_text("inputs = 'none'\nout = 'res'\nlexicon = 'own.csv'\nlang = 'en'\n", encoding="utf-8")
    built = run("--lang", "zh", "build", "talks", "-o", "mine", "--lexicon", "other.csv")
    assert built.exit_code == 0, built.output
    assert "陈述" in built.output
    assert programs(project / "mine") == set()
    assert not (project / "res").exists()


def test_a_file_elsewhere_takes_its_paths_from_its_own_folder(project: Path, tmp_path: Path) -> None:
    (project / FILE).write_text("nonsense = 1\n", encoding="utf-8")  # not the one that is asked for
    (tmp_path / "else.toml").write_text("inputs = 'project/talks'\nout = 'there'\nlang = 'en'\n", encoding="utf-8")
    built = run("build", "--config", "../else.toml")
    assert built.exit_code == 0, built.output
    assert "Which programs appear" in built.output
    assert programs(tmp_path / "there") == {"双五星"}
    assert "nonsense" in run("query", "speakers").output


def test_the_environment_outranks_the_files_language(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / FILE).write_text("inputs = 'talks'\nlang = 'en'\n", encoding="utf-8")
    monkeypatch.setenv("KG_LANG", "zh")
    assert "哪些项目" in run("build").output


def test_nothing_to_build_is_said(project: Path) -> None:
    outcome = run("build")
    assert outcome.exit_code == 2 and "inputs" in outcome.output


def test_extractors_left_out_are_in_the_manifest(project: Path) -> None:
    (project / FILE).write_text("inputs = 'talks'\n[extract]\noff = 'programs'\n", encoding="utf-8")
    assert run("build", "-q").exit_code == 0
    assert programs(project / "out") == set()
    assert json.loads((project / "out" / "manifest.json").read_text(encoding="utf-8"))["off"] == ["programs"]
