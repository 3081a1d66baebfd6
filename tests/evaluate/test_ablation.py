"""`kg ablate`: what a score is without the listed names that stand in the texts, wherever kg knows them from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.build import build
from kg.cli import main
from kg.cli.evaluate import NATIONAL, OWN
from kg.config import Config
from kg.data.documents import document_titles
from kg.data.names import holder_of, person_names
from kg.data.tables import withheld
from kg.data.vocabulary import term_names
from kg.evaluate import ablation
from kg.evaluate.ablation import ablate, falls
from kg.extract.lexicon import build_lexicon, general_entries
from kg.progress import Progress
from tests.evaluate.small import write_gold
from tests.passages import HEAD, read

BODY = "要学习党章，抓好精准扶贫，办好阳光议事堂。王家畈镇走在前列，国务院发了文件。"
TEXT = HEAD + BODY
FILE = "005_talk.txt"
NAMES = {
    "精准扶贫": "Program",
    "阳光议事堂": "Program",
    "王家畈镇": "Place",
    "国务院": "Organization",
    "党章": "Document",
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts, their gold and a lexicon, in three folders side by side."""
    mentions = [
        {"start": TEXT.index(name), "end": TEXT.index(name) + len(name), "text": name, "type": type_, "entity": name}
        for name, type_ in NAMES.items()
    ]
    entities = [{"id": name, "type": type_, "name": name} for name, type_ in NAMES.items()]
    scope = [[len(HEAD), len(TEXT)]]
    write_gold(tmp_path / "gold", {"file": FILE, "scope": scope, "entities": entities, "mentions": mentions})
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / FILE).write_text(TEXT, encoding="utf-8", newline="\n")
    (tmp_path / "own.csv").write_text("name,type\n阳光议事堂,Program\n不在文中,Program\n", encoding="utf-8")
    return tmp_path


def told(folder: Path, *keep: str) -> dict[str, Any]:
    options = [part for name in keep for part in ("--keep", name)]
    own = ["--lexicon", str(folder / "own.csv"), "--format", "json"]
    outcome = run("ablate", folder / "gold", folder / "texts", *own, *options)
    assert outcome.exit_code == 0, outcome.output
    answer: dict[str, Any] = json.loads(outcome.stdout)
    return answer


def found(score: dict[str, Any]) -> dict[str, int]:
    return {type_: score["strict"][type_]["hits"] for type_ in sorted(set(NAMES.values()))}


def test_without_any_list(folder: Path) -> None:
    answer = told(folder)
    assert {"精准扶贫", "党章", "国务院", "阳光议事堂"} <= set(answer["dropped"])
    assert not {"王家畈镇", "宜都市", "不在文中"} & set(answer["dropped"])
    assert found(answer["whole"]) == {"Document": 1, "Organization": 1, "Place": 1, "Program": 2}
    assert found(answer["without"])["Place"] == 1
    assert found(answer["without"])["Program"] == found(answer["without"])["Document"] == 0
    assert answer["fall"]["Program"] == 1.0
    assert answer["fall"]["Place"] == 0.0


@pytest.mark.parametrize(
    ("keep", "kept", "dropped"),
    [
        (["national"], {"精准扶贫", "党章", "国务院"}, {"阳光议事堂"}),
        (["user"], {"阳光议事堂"}, {"精准扶贫", "党章", "国务院"}),
        (["term", "body"], {"精准扶贫", "国务院"}, {"阳光议事堂", "党章"}),
        (["national", "user"], set(NAMES), set()),
    ],
)
def test_a_list_may_be_kept(folder: Path, keep: list[str], kept: set[str], dropped: set[str]) -> None:
    answer = told(folder, *keep)
    assert dropped <= set(answer["dropped"]) and not kept & set(answer["dropped"])
    hits = found(answer["without"])
    assert hits["Program"] == len(kept & {"精准扶贫", "阳光议事堂"})
    assert hits["Document"] == len(kept & {"党章"})


def test_the_table_in_both_languages(folder: Path) -> None:
    arguments = ["ablate", *(str(folder / name) for name in ("gold", "texts")), "--lexicon", str(folder / "own.csv")]
    chinese, english = run(*arguments), run("--lang", "en", *arguments)
    assert "去掉名单" in chinese.output and "去掉了文中出现的" in chinese.output
    (program,) = [line for line in english.output.splitlines() if line.startswith("Program ")]
    assert [cell.split() for cell in program.split("|")[1:]] == [["1.000"] * 3, ["0.000"] * 3, ["-1.000"]]
    assert "精准扶贫" in english.output


def test_what_is_withheld_is_known_nowhere() -> None:
    """Neither the lexicon nor linking nor the titles of documents have it, and afterwards all of it is there again."""
    names = ["精准扶贫", "党章", "总书记", "习近平", "四个意识"]
    with withheld(names):
        assert not {entry.name for entry in general_entries()} & set(names)
        assert term_names("Program").get("精准扶贫") is None and "精准扶贫" not in term_names("Program")
        assert "党章" not in document_titles() and "习近平" not in person_names()
        assert holder_of("总书记", "2024-08-24") is None
        assert len(document_titles()) == len(list(document_titles()))
        bare = read(HEAD + "开展“精准扶贫”工程，学习《党章》。", build_lexicon(general_entries()))
        assert "中国共产党章程" not in bare.entities("Document")
    whole = read(HEAD + "开展“精准扶贫”工程，学习《党章》。")
    assert whole.entities("Document") == ["中国共产党章程"]
    assert term_names("Program")["精准扶贫"] == "精准扶贫"
    assert holder_of("总书记", "2024-08-24") == "习近平"


def test_the_command_offers_the_lists_that_there_are() -> None:
    assert (*NATIONAL, OWN) == ablation.LISTS
    assert {entry.kind for entry in general_entries() if entry.type != "Place"} == {*ablation.NATIONAL}
    assert not {entry.kind for entry in general_entries() if entry.type == "Place"} & {*ablation.LISTS}


def test_a_gold_of_other_texts_is_a_users_fault(folder: Path) -> None:
    (folder / "texts" / FILE).rename(folder / "texts" / "其他.txt")
    outcome = run("ablate", folder / "gold", folder / "texts")
    assert outcome.exit_code == 2 and FILE in outcome.output


@pytest.mark.group("speeches")
@pytest.mark.group("gold")
def test_little_of_the_score_rests_on_lists(speeches: Path, gold_of_speeches: Path) -> None:
    """The rule of this project: without every listed name that stands in the real speeches, at most 0.05 is lost."""
    own = Config(inputs=(speeches,))
    result = ablate(gold_of_speeches, own, lambda out, one: build(one.inputs, out, Progress(quiet=True), one))
    assert len(result.dropped) > 20
    assert falls(result)["core"] <= 0.05
